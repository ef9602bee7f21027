using System.CommandLine;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Tables;
using OceanML.Learning;

namespace OceanML.Steps;

/// <summary>Options that bring a wide table into a long one.</summary>
internal sealed class StackOptions
{
    public Option<string[]> Columns { get; } = DatasetStepOptions.List("--stack", "COLUMNS", "For a wide table that holds one variable in many columns (one for each year, say): stack these columns into rows.");

    public Option<string> As { get; } = DatasetStepOptions.Default("--stack-as", "NAME", "Name of the column that takes the stacked values.", "value");

    public Option<string> By { get; } = DatasetStepOptions.Default("--stack-by", "NAME", "Name of the column that says which one a value is from.", "key");

    public Option<string[]> Labels { get; } = DatasetStepOptions.List("--stack-labels", "LABELS", "What it says, one label for each column in order, e.g. 2000,2001,2004. Default: the names of the columns.");

    public IEnumerable<Symbol> All => [Columns, As, By, Labels];

    public Table Apply(StepRun run, Table table)
    {
        if (run.Value(Columns) is not { Length: > 0 } patterns)
        {
            foreach (var option in (Option[])[As, By, Labels])
            {
                if (run.IsGiven(option)) throw OceanException.Usage($"{option.Name} belongs to --stack");
            }

            return table;
        }

        var columns = TablePatterns.Match(table, patterns);
        var labels = (run.Value(Labels) ?? []).SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        var stacked = Stacking.Stack(table, columns, run.Value(As)!, run.Value(By)!, labels.Count > 0 ? labels : columns);
        run.Log($"{table.RowCount} rows with {columns.Count} columns of '{run.Value(As)}' became {stacked.RowCount} rows");
        return stacked;
    }
}
