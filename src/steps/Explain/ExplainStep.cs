using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Tables;
using OceanML.Learning;

namespace OceanML.Steps;

/// <summary>Says which features a model's predictions rest on, row by row and over all.</summary>
internal sealed class ExplainStep : Step
{
    private readonly ExplainOptions options = new();

    public ExplainStep()
        : base("explain", "Explain a model: which features its predictions rest on, over all rows, per group and row by row, with the spread over the members of an ensemble.")
    {
        Add(options.All);
        AddExample("oceanml-explain matchups.parquet --model model.onnx --output importance.csv");
        AddExample("oceanml-explain matchups.parquet --model model.onnx --rows relevance.parquet --figures figures --summary explanation.json --output importance.csv");
        AddExample("oceanml-explain heldout.parquet --model model.onnx --method permutation --by region --output importance.csv");
        AddExample("oceanml-explain regimes.parquet --model 'ensemble/*.h5' --description regimes.yaml --method lrp --output relevance.csv");
    }

    protected override string OutputDescription => "Table of importances to write: .csv or .tsv by name, anything else is Parquet. One row for each explained output, subset of the rows, and feature or group of features.";

    protected override bool UsesSeed => true;

    protected override string HelpText =>
        "An explanation says what the model does, not what the ocean does: features that go together (temperature and chlorophyll, the bands of a spectrum) can stand in for one another, so look at their groups; and a relevance is no cause.";

    protected override void Execute(StepRun run)
    {
        CheckFolders(run.Output, run.Value(options.Rows), run.Value(options.Curves), run.Value(options.Summary));
        var found = new Explaining(run, options).Perform();
        var names = found.Model.Features;
        run.Write(run.Output, temporary => TableFile.Write(temporary, ExplanationTables.Importance(found.Parts, names)));
        if (run.Value(options.Rows) is { } rows)
        {
            if (found.Attributions.Count == 0) throw OceanException.Usage("--rows: permutation importance is of all rows together; row by row explain shap, lrp, integrated-gradients or lime");
            var keep = run.Value(options.Keep) is { Length: > 0 } patterns ? TablePatterns.Match(found.Table, patterns) : IdentifyingColumns.Of(found.Table);
            run.Write(rows, temporary => TableFile.Write(temporary, Provenance(ExplanationTables.Rows(found.Attributions, names, found.Table, found.Rows, found.Model.Outputs, keep), found)));
        }

        if (run.Value(options.Curves) is { } curves) run.Write(curves, temporary => TableFile.Write(temporary, ExplanationTables.Effects(found.Effects, found.Model)));
        if (run.Value(options.Summary) is { } summary) run.Write(summary, temporary => File.WriteAllText(temporary, ExplainSummary.Text(found, run.Value(options.Interval), run.Value(options.GroupThreshold), run.Seed)));
        if (run.Value(options.Figures) is { } folder) ExplainFigures.Draw(run, found, folder, run.Value(options.FigureFormat)!.Split(','), run.Value(options.Top), run.Value(options.Interval));
        Tell(run, found);
    }

    private static void CheckFolders(params string?[] outputs)
    {
        foreach (var output in outputs)
        {
            if (output is not null && Path.GetDirectoryName(Path.GetFullPath(output)) is { } folder && !Directory.Exists(folder))
                throw OceanException.Unreachable($"{output}: the folder {folder} does not exist");
        }
    }

    private static Table Provenance(Table table, Explained found) => table
        .WithMetadata("model", found.ModelName)
        .WithMetadata("method", $"{ExplainMethods.Name(found.Method)}: {ExplainMethods.Words(found.Method)}; {found.Settings}")
        .WithMetadata("explained", found.Space);

    private static void Tell(StepRun run, Explained found)
    {
        run.Log($"method: {ExplainMethods.Words(found.Method)}, {found.Settings}; explained: {found.Space}");
        foreach (var part in found.Parts.Take(3))
        {
            var best = part.Importance.Where(one => one.Subset.By.Length == 0 && !part.IsGroup(one)).Take(5);
            run.Log(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{part.Name}: {string.Join(", ", best.Select(one => $"{one.Group.Name} {100 * one.Share:0} %"))}"));
        }
    }
}
