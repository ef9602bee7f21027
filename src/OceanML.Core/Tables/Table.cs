using System.Diagnostics.CodeAnalysis;

namespace OceanML.Core;

/// <summary>
/// Observations, matchups, datasets or predictions: named columns of equal length, one row per observation, and metadata that
/// travels in the file (source, licence, history). Immutable by convention: every change makes a new table that shares columns.
/// </summary>
/// <remarks>
/// Canonical columns: <c>platform</c>, <c>profile</c>, <c>time</c> (UTC), <c>latitude</c>, <c>longitude</c> (-180..180),
/// <c>depth</c> (m, positive down) or <c>pressure</c> (dbar). A variable <c>v</c> may have <c>v_qc</c> (character flag), <c>v_label</c>,
/// <c>v_origin</c> (measured, estimated, simulated) and <c>v_sigma</c> (one standard deviation, same unit).
/// </remarks>
[SuppressMessage("Naming", "CA1710", Justification = "A table is more than a collection of columns.")]
public sealed class Table
{
    private readonly Dictionary<string, Column> byName;

    /// <summary>Creates a table.</summary>
    /// <exception cref="ArgumentException">Columns of different length, or two of one name.</exception>
    public Table(IEnumerable<Column> columns, IReadOnlyDictionary<string, string>? metadata = null)
    {
        Columns = [.. columns];
        Metadata = metadata ?? new Dictionary<string, string>();
        byName = new Dictionary<string, Column>(Columns.Count, StringComparer.Ordinal);
        foreach (var column in Columns)
        {
            if (column.Length != Columns[0].Length)
                throw new ArgumentException($"Column '{column.Name}' has {column.Length} rows, '{Columns[0].Name}' has {Columns[0].Length}.", nameof(columns));
            if (!byName.TryAdd(column.Name, column))
                throw new ArgumentException($"Two columns are named '{column.Name}'.", nameof(columns));
        }
    }

    /// <summary>The columns, in file order.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>Key-value pairs of the file: title, source, licence, history, product.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Number of rows; 0 for a table without columns.</summary>
    public int RowCount => Columns.Count == 0 ? 0 : Columns[0].Length;

    /// <summary>The column names, in file order.</summary>
    public IEnumerable<string> Names => Columns.Select(column => column.Name);

    /// <summary>The column of that name.</summary>
    /// <exception cref="OceanException">No such column; the message lists those that exist.</exception>
    public Column this[string name] =>
        byName.TryGetValue(name, out var column) ? column : throw OceanException.Missing(Label, "column", name, Names);

    /// <summary>How messages name this table: its source file where known.</summary>
    public string Label => Metadata.TryGetValue("file", out var file) ? file : "table";

    /// <summary>Whether a column exists.</summary>
    public bool Has(string name) => byName.ContainsKey(name);

    /// <summary>The column of that name, or null.</summary>
    public Column? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>The numbers of a column; NaN where missing.</summary>
    /// <exception cref="OceanException">No such column, or it holds no numbers.</exception>
    public double[] Numbers(string name) => Get<NumberColumn>(name, "numbers").Values;

    /// <summary>The texts of a column; null where missing.</summary>
    /// <exception cref="OceanException">No such column, or it holds no text.</exception>
    public string?[] Texts(string name) => Get<TextColumn>(name, "text").Values;

    /// <summary>The times of a column in microseconds since 1970 UTC; <see cref="Timestamp.Missing"/> where missing.</summary>
    /// <exception cref="OceanException">No such column, or it holds no times.</exception>
    public long[] Times(string name) => Get<TimeColumn>(name, "times").Values;

    /// <summary>This table with columns added, or replaced in place where the name exists.</summary>
    public Table With(params IEnumerable<Column> columns)
    {
        var all = Columns.ToList();
        foreach (var column in columns)
        {
            var at = all.FindIndex(existing => existing.Name == column.Name);
            if (at >= 0) all[at] = column;
            else all.Add(column);
        }

        return new Table(all, Metadata);
    }

    /// <summary>This table without some columns; names that do not exist are ignored.</summary>
    public Table Without(params IEnumerable<string> names)
    {
        var gone = names.ToHashSet();
        return new Table(Columns.Where(column => !gone.Contains(column.Name)), Metadata);
    }

    /// <summary>Some columns, in the order asked.</summary>
    public Table Select(params IEnumerable<string> names) => new(names.Select(name => this[name]), Metadata);

    /// <summary>Some rows, in the order asked.</summary>
    public Table Take(ReadOnlySpan<int> rows)
    {
        var taken = new List<Column>(Columns.Count);
        foreach (var column in Columns) taken.Add(column.Take(rows));
        return new Table(taken, Metadata);
    }

    /// <summary>The rows for which the condition holds, in order.</summary>
    public Table Where(Func<int, bool> keep) => Take([.. Enumerable.Range(0, RowCount).Where(keep)]);

    /// <summary>This table with metadata added or replaced.</summary>
    public Table WithMetadata(string key, string value) => new(Columns, new Dictionary<string, string>(Metadata) { [key] = value });

    /// <summary>
    /// Tables one below the other; a column absent from one of them is missing in its rows, and a column without any value fits every
    /// kind. Metadata of the columns and of the table are those of the first that has them.
    /// </summary>
    /// <exception cref="OceanException">A column holds numbers in one table and text or times in another.</exception>
    public static Table Concatenate(IReadOnlyList<Table> tables)
    {
        if (tables.Count == 1) return tables[0];
        var names = tables.SelectMany(table => table.Names).Distinct().ToList();
        return new Table(names.Select(name => Rows.Stack(name, tables)), tables.Count == 0 ? null : tables[0].Metadata);
    }

    private TColumn Get<TColumn>(string name, string kind)
        where TColumn : Column =>
        this[name] as TColumn ?? throw OceanException.BadInput($"{Label}: column '{name}' does not hold {kind}");
}
