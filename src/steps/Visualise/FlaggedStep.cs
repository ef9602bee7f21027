using System.CommandLine;
using System.Globalization;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Figures;
using OceanML.Formats.Tables;

namespace OceanML.Steps;

/// <summary>The profiles or series with most doubtful and bad values, a figure of each.</summary>
internal sealed class FlaggedStep : Step
{
    private readonly Argument<string> table = new("TABLE") { Description = "Table with quality flags (columns that end in _qc), as oceanml-qc writes it: Parquet, CSV or TSV." };

    private readonly Option<string[]> variables = new("--variables")
    {
        HelpName = "COLUMNS",
        Description = "Variables to draw: names or patterns without the ending _qc; all that have flags by default.",
        DefaultValueFactory = _ => [],
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<int> perVariable = PerVariable(least: 1);

    public FlaggedStep()
        : base("flagged", "The profiles with most doubtful and bad values of each variable, every value marked by its flag; over time where a platform has no profiles.")
    {
        Add(table);
        Add(variables, perVariable);
        AddExample("oceanml-visualise flagged checked.parquet --variables temperature,salinity --output flagged");
    }

    protected override string OutputDescription => "Folder to write: a PNG per profile or series, NN_variable_profile.png, by variable and worst first.";

    protected override void Execute(StepRun run)
    {
        var data = TableFile.Read(run.Input(run.Value(table)!));
        if (data.RowCount == 0) throw OceanException.NothingSelected($"{data.Label}: the table has no row, so there is nothing to draw");
        var patterns = run.Value(variables) ?? [];
        var selection = Flags.Worst(data, Number(run, perVariable, least: 1), patterns);
        if (selection.Faults == 0) throw OceanException.NothingSelected($"{data.Label}: no value{(patterns.Length == 0 ? "" : $" of {string.Join(", ", patterns)}")} is flagged as doubtful or bad, so there is nothing to draw");
        if (selection.Figures.Count == 0) throw OceanException.NothingSelected($"{data.Label}: {selection.Words}, but none can be drawn: that needs a pressure or depth in a profile, a time elsewhere");

        // Values, not rows: a row may be bad in one variable and good in another.
        run.CountIn(selection.Faults);
        run.CountOut(selection.Drawn);
        run.Reject("no_place_on_the_axes", selection.Unplaced);
        run.Reject("elsewhere_with_fewer_flags", selection.Faults - selection.Unplaced - selection.Drawn);
        using (var progress = run.Progress("drawing figures", selection.Figures.Count))
        {
            run.Write(run.Output, folder =>
            {
                Directory.CreateDirectory(folder);
                for (var i = 0; i < selection.Figures.Count; i++)
                {
                    selection.Figures[i].Save(Path.Combine(folder, FileName(i + 1, selection.Figures[i])));
                    progress.Advance();
                }
            });
        }

        run.Log($"{selection.Figures.Count} {(selection.Figures.Count == 1 ? "figure" : "figures")}; counted below are doubtful and bad values");
    }

    /// <summary>The option that the report has, too.</summary>
    internal static Option<int> PerVariable(int least) => new("--per-variable")
    {
        HelpName = "N",
        Description = $"How many profiles (or series) of each variable are drawn: those with most doubtful and bad values{(least == 0 ? " of --observations; 0 for none" : "")}.",
        DefaultValueFactory = _ => 2,
    };

    /// <summary>The number that was given.</summary>
    /// <exception cref="OceanException">It is below the least.</exception>
    internal static int Number(StepRun run, Option<int> option, int least) =>
        run.Value(option) is var number && number >= least ? number : throw OceanException.Usage($"--per-variable is {number}; it must be {least} or more");

    private static string FileName(int number, FlaggedFigure figure)
    {
        var name = figure.Group.Length == 0 ? figure.Variable : $"{figure.Variable}_{figure.Group}";
        var safe = new string([.. name.Select(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.' ? character : '_')]);
        return string.Create(CultureInfo.InvariantCulture, $"{number:00}_{(safe.Length > 100 ? safe[..100] : safe)}.png");
    }
}
