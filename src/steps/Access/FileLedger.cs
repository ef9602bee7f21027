using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Observations;
using OceanML.Quality;

namespace OceanML.Steps;

/// <summary>Keeps account of every row and value of one file, from what was read to what is in the output.</summary>
internal sealed class FileLedger
{
    private static readonly string[] Places = ["latitude", "longitude", "cycle", "level"];

    private readonly long rowsRead;
    private readonly SortedDictionary<string, long> rowsRejected = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Variable> variables = new(StringComparer.Ordinal);
    private readonly List<Variable> order = [];

    // The variable whose values a column of the table holds now.
    private Dictionary<string, Variable> owners = new(StringComparer.Ordinal);

    public FileLedger(string path, ObservationSet set)
    {
        (Path, rowsRead) = (path, set.RowsRead);
        foreach (var (reason, rows) in set.Rejected) rowsRejected[reason] = rows;
        foreach (var column in VariablesOf(set.Table))
        {
            var variable = Named(column.Name);
            owners[column.Name] = variable;
            variable.Read += column.Values.Count(value => !double.IsNaN(value));
        }

        foreach (var lost in set.RejectedValues.Concat(set.ValuesOfRejectedRows).Where(lost => lost.Count > 0))
        {
            Named(lost.Variable).Read += lost.Count;
            Named(lost.Variable).Reject(lost.Reason, lost.Count);
        }
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Rows of it in the output.</summary>
    public long RowsOut { get; private set; }

    /// <summary>Rows that are neither counted in the output nor rejected yet.</summary>
    public long RowsLeft => rowsRead - RowsOut - rowsRejected.Values.Sum();

    /// <summary>Rows that are not, by reason.</summary>
    public IReadOnlyDictionary<string, long> RowsRejected => rowsRejected;

    /// <summary>Values read, missing and rejected over all variables.</summary>
    public (long Read, long Missing, long Rejected) Totals => (order.Sum(variable => variable.Read), order.Sum(variable => rowsRead - variable.Read), order.Sum(variable => variable.Rejected.Values.Sum()));

    /// <summary>The columns of a table that hold measured or computed numbers.</summary>
    public static IEnumerable<NumberColumn> VariablesOf(Table table) =>
        table.Columns.OfType<NumberColumn>().Where(column => !Places.Contains(column.Name) && column.Name[0] != '#' && !Companions.IsCompanion(column.Name, table.Has));

    /// <summary>Whether a column holds values of this file.</summary>
    public bool Has(string column) => owners.ContainsKey(column);

    /// <summary>Leaves rows of the table out: they and their values are rejected.</summary>
    public void RejectRows(Table table, IReadOnlyList<int> rows, string reason)
    {
        if (rows.Count == 0) return;
        rowsRejected[reason] = rowsRejected.GetValueOrDefault(reason) + rows.Count;
        foreach (var column in VariablesOf(table))
        {
            if (owners.TryGetValue(column.Name, out var variable)) variable.Reject(reason, rows.Count(row => !double.IsNaN(column.Values[row])));
        }
    }

    /// <summary>Rejects values of one column.</summary>
    public void Reject(string column, string reason, long count) => owners[column].Reject(reason, count);

    /// <summary>Counts rows that are not in the output without looking at their values.</summary>
    public void RejectRows(long rows, string reason)
    {
        if (rows > 0) rowsRejected[reason] = rowsRejected.GetValueOrDefault(reason) + rows;
    }

    /// <summary>Columns have other names from now on.</summary>
    public void Rename(Func<string, IEnumerable<string>> targets) =>
        owners = owners.SelectMany(pair => targets(pair.Key).Select(target => (target, pair.Value))).ToDictionary(pair => pair.target, pair => pair.Value, StringComparer.Ordinal);

    /// <summary>Leaves out the columns that are not among the names; their values are rejected.</summary>
    public void Keep(Table table, IReadOnlySet<string> names)
    {
        foreach (var column in VariablesOf(table).Where(column => !names.Contains(column.Name)))
        {
            if (owners.Remove(column.Name, out var variable)) variable.Reject("not_asked_for", column.Values.Count(value => !double.IsNaN(value)));
        }
    }

    /// <summary>Counts what is in the output.</summary>
    public void Out(string column, long values) => owners[column].Out += values;

    /// <summary>Counts rows of the output.</summary>
    public void OutRows(long rows) => RowsOut += rows;

    /// <summary>Values read that are neither counted in the output nor rejected yet, by column.</summary>
    public IEnumerable<(string Column, long Values)> Open() =>
        owners.DistinctBy(pair => pair.Value).Select(pair => (pair.Key, pair.Value.Read - pair.Value.Out - pair.Value.Rejected.Values.Sum())).Where(pair => pair.Item2 != 0);

    /// <summary>The account for the run record.</summary>
    public FileValues Account()
    {
        var columns = owners.ToLookup(pair => pair.Value, pair => pair.Key);
        return new FileValues(Path, rowsRead, RowsOut, rowsRejected,
            [.. order.Select(variable => new VariableValues(variable.Name, [.. columns[variable]], variable.Read, rowsRead - variable.Read, variable.Out, variable.Rejected))]);
    }

    private Variable Named(string name)
    {
        if (variables.TryGetValue(name, out var variable)) return variable;
        variables.Add(name, variable = new Variable(name));
        order.Add(variable);
        return variable;
    }

    private sealed class Variable(string name)
    {
        public string Name { get; } = name;

        public long Read { get; set; }

        public long Out { get; set; }

        public SortedDictionary<string, long> Rejected { get; } = new(StringComparer.Ordinal);

        public void Reject(string reason, long count)
        {
            if (count > 0) Rejected[reason] = Rejected.GetValueOrDefault(reason) + count;
        }
    }
}
