using System.CommandLine;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Figures;
using OceanML.Formats.Tables;

namespace OceanML.Steps;

/// <summary>What all figures have in common: a table in, a PNG or PDF out, rows that cannot be drawn counted by reason.</summary>
internal abstract class DrawStep : Step
{
    private readonly Argument<string> table = new("TABLE") { Description = "Table to draw: Parquet, CSV or TSV." };

    private readonly Option<string?> title = new("--title") { HelpName = "TEXT", Description = "Title of the figure; by default it says what is shown." };

    private readonly Option<string?> unit = new("--unit") { HelpName = "TEXT", Description = "Unit of the values where the table does not say it, e.g. 'mg m-3'." };

    private readonly Option<bool> alsoPdf = new("--also-pdf") { Description = "Also write the figure as PDF, beside --output and with the extension .pdf." };

    protected DrawStep(string name, string description)
        : base(name, description) => Add(table);

    protected override string OutputDescription => "Figure to write: .png (300 dots per inch) or .pdf.";

    /// <summary>Declares the options that every figure has, after its own.</summary>
    /// <param name="hasUnit">Whether the figure has an axis in the unit of the data.</param>
    protected void AddCommon(bool hasUnit = true)
    {
        if (hasUnit) Add(unit);
        Add(title, alsoPdf);
    }

    /// <summary>The unit that the user gave, or null.</summary>
    protected string? Unit(StepRun run) => run.Value(unit);

    /// <summary>Makes the figure from the table.</summary>
    protected abstract Figure Build(StepRun run, Table data);

    /// <summary>Number of rows that the figure shows; what is left out is in its omissions.</summary>
    protected virtual int Rows(Table data) => data.RowCount;

    protected override void Execute(StepRun run)
    {
        var format = FigureFormat.Of(run.Output);
        var data = TableFile.Read(run.Input(run.Value(table)!));
        if (data.RowCount == 0) throw OceanException.NothingSelected($"{data.Label}: the table has no row, so there is nothing to draw");
        var figure = Named(data.Label, () => Build(run, data));
        if (run.Value(title) is { Length: > 0 } given) figure = figure with { Title = given };

        var total = Rows(data);
        run.CountIn(total);
        foreach (var omission in figure.Omissions) run.Reject(omission.Reason, omission.Count);
        run.CountOut(total - figure.Omissions.Sum(omission => omission.Count));
        foreach (var note in figure.Notes) run.Log(note);

        if (run.Value(alsoPdf) && format != "pdf")
        {
            var pdf = Path.ChangeExtension(run.Output, ".pdf");
            run.Write(run.Output, first => run.Write(pdf, second => figure.Save(first, second)));
        }
        else
        {
            run.Write(run.Output, path => figure.Save(path));
        }
    }

    // Figures do not know files; what they cannot draw gets the name of the table here.
    private static Figure Named(string label, Func<Figure> build)
    {
        try
        {
            return build();
        }
        catch (OceanException exception) when (exception.Code == ExitCode.NothingSelected)
        {
            throw new OceanException(exception.Code, $"{label}: {exception.Message}", exception);
        }
    }
}
