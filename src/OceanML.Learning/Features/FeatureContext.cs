using OceanML.Core;

namespace OceanML.Learning;

/// <summary>What derivations work on: the table so far, its series or grid, and which rows may be learned from.</summary>
public sealed class FeatureContext
{
    private readonly Lazy<SeriesIndex> series;
    private readonly FeatureOptions options;
    private readonly Dictionary<string, HashSet<string>> origins = new(StringComparer.Ordinal);

    /// <summary>Begins with a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="options">Series, step, grid.</param>
    public FeatureContext(Table table, FeatureOptions options)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        (Table, this.options) = (table, options);
        IsGap = new bool[table.RowCount];
        series = new Lazy<SeriesIndex>(() => SeriesIndex.Of(Table, options));
    }

    /// <summary>The table with what was derived so far.</summary>
    public Table Table { get; private set; }

    /// <summary>Rows of a platform and depth in order of time.</summary>
    public SeriesIndex Series => series.Value;

    /// <summary>Whether a derivation asked for <see cref="Series"/>.</summary>
    public bool UsesSeries => series.IsValueCreated;

    /// <summary>The grid whose cells the rows are, or null.</summary>
    public FieldGrid? Grid => options.Grid;

    /// <summary>Share of the values of a span that must be there for its mean, sum or extreme.</summary>
    public double Coverage => options.Coverage;

    /// <summary>For each row, whether a value it looks back to lies across a gap or before the series begins.</summary>
    public bool[] IsGap { get; }

    /// <summary>How far back a row looks at most, microseconds.</summary>
    public long LookBack { get; private set; }

    /// <summary>Fold of each row, <see cref="Split.None"/> where it has none; null while there is no split.</summary>
    public int[]? Fold { get; init; }

    /// <summary>The split that <see cref="Fold"/> belongs to.</summary>
    public Split? Split { get; init; }

    /// <summary>Climatologies from a file; null where none was given.</summary>
    public ClimatologySet? Given { get; init; }

    /// <summary>Climatologies that were used, from a file or learned.</summary>
    public ClimatologySet Climatologies { get; } = new();

    /// <summary>What the user should know, one sentence each.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Columns whose climatology was learned for each fold from the other folds, and by which derivation.</summary>
    public List<(FeatureRequest Request, string Column)> LearnedByFold { get; } = [];

    /// <summary>The columns of the input that a column is made of; itself where it is one.</summary>
    public IReadOnlySet<string> Origins(string column) => origins.TryGetValue(column, out var made) ? made : new HashSet<string>(StringComparer.Ordinal) { column };

    /// <summary>Notes that a derivation looks back.</summary>
    public void LooksBack(long microseconds) => LookBack = Math.Max(LookBack, microseconds);

    /// <summary>Adds derived columns.</summary>
    /// <exception cref="OceanException">A name is taken.</exception>
    public void Add(IEnumerable<NumberColumn> columns, FeatureRequest request)
    {
        var before = Table;
        foreach (var column in columns)
        {
            if (Table.Has(column.Name)) throw OceanException.Usage($"--derive {request.Text}: there is a column '{column.Name}' already; give another name, as in 'name = {request.Text}'");
            origins[column.Name] = [.. request.Arguments.SelectMany(argument => Sources(before, argument, column.Name)).SelectMany(Origins)];
            Table = Table.With(column);
        }
    }

    /// <summary>The columns an argument names. Of a pattern, the one that a derived column has its name from, where there is one.</summary>
    private static List<string> Sources(Table table, string argument, string made)
    {
        if (table.Has(argument)) return [argument];
        if (argument.AsSpan().IndexOfAny('*', '?') < 0) return [];
        var matched = table.Columns.OfType<NumberColumn>().Select(column => column.Name).Where(name => NamePattern.Matches(argument, name)).ToList();
        return matched.Where(name => made.StartsWith(name + "_", StringComparison.Ordinal)).MaxBy(name => name.Length) is { } one ? new List<string> { one } : matched;
    }

    /// <summary>A column of numbers.</summary>
    /// <exception cref="OceanException">No such column, or it holds no numbers.</exception>
    public NumberColumn Number(string name) =>
        Table[name] as NumberColumn ?? throw OceanException.BadInput($"{Table.Label}: column '{name}' does not hold numbers");

    /// <summary>Columns of numbers by name or pattern.</summary>
    /// <exception cref="OceanException">Nothing matches, or one named exactly holds no numbers.</exception>
    public IReadOnlyList<NumberColumn> Numbers(string pattern)
    {
        if (Table.Has(pattern) || pattern.AsSpan().IndexOfAny('*', '?') < 0) return [Number(pattern)];
        var matched = Table.Columns.OfType<NumberColumn>().Where(column => NamePattern.Matches(pattern, column.Name)).ToList();
        return matched.Count > 0 ? matched : throw OceanException.Missing(Table.Label, "column of numbers", pattern, Table.Names);
    }

    /// <summary>The times of the rows.</summary>
    /// <exception cref="OceanException">There are none.</exception>
    public long[] Times(FeatureRequest request) =>
        (Table.Find("time") as TimeColumn)?.Values ?? throw OceanException.BadInput($"{Table.Label}: {request.Text} needs the time of each row, and the table has no column of times");

    /// <summary>A coordinate of the rows.</summary>
    /// <exception cref="OceanException">It is not there.</exception>
    public double[] Coordinate(string name, FeatureRequest request) =>
        (Table.Find(name) as NumberColumn)?.Values ?? throw OceanException.BadInput($"{Table.Label}: {request.Text} needs a column '{name}', and the table has none");
}
