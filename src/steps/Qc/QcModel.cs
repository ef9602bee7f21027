using System.Globalization;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Onnx;
using OceanML.Formats.Quality;
using OceanML.Learning;
using OceanML.Quality;

namespace OceanML.Steps;

/// <summary>A trained model whose estimates the values of its targets are held against.</summary>
internal sealed class QcModel
{
    private const string Test = "model-outlier";

    private readonly GraphRunner runner;
    private readonly ModelSignature signature;
    private readonly string name;

    public QcModel(string path)
    {
        runner = new GraphRunner(OnnxFile.Read(path), path);
        signature = ModelSignature.Of(runner.Graph, path);
        name = Path.GetFileName(path);
    }

    /// <summary>Adds the test for the targets of the model with its usual limits, unless a plan of the user has it.</summary>
    public (IReadOnlyList<PlanSettings> Plans, IReadOnlyList<string> Selection) AddTo(IReadOnlyList<PlanSettings> plans, IReadOnlyList<string> selection)
    {
        if (plans.Any(plan => !PlanFile.Names.Contains(plan.Id) && plan.Tests.Any(IsTest))) return (plans, selection);
        var features = Settings.OfItems(name, [.. signature.Features.Select(feature => Settings.Of(name, feature.Name))]);
        var limits = signature.Targets.ToDictionary(target => target.Name, _ => Settings.OfMembers(name, new Dictionary<string, Settings> { ["features"] = features }));
        var settings = Settings.OfMembers(name, new Dictionary<string, Settings> { ["limits"] = Settings.OfMembers(name, limits) });
        var own = new PlanSettings(Test, "values held against a model", name, "", "auto", [new TestSettings(Test, Test, settings)]);
        var others = plans.Select(plan => plan with { Tests = [.. plan.Tests.Where(test => !IsTest(test))] });
        var isNamed = selection.Any(word => !word.StartsWith("no-", StringComparison.OrdinalIgnoreCase));
        return ([.. others, own], [.. isNamed ? selection : selection.Append("default"), Test]);
    }

    /// <summary>The table with an estimate and its standard deviation for every target that it holds, where it has all features.</summary>
    public Table Estimate(Table table, StepRun run)
    {
        var measured = signature.Targets.Where(target => table.Has(target.Name)).Select(target => target.Name).ToList();
        if (measured.Count == 0) throw OceanException.Missing(table.Label, "target of the model", signature.Targets[0].Name, table.Names);
        var predicted = TablePrediction.Predict(table, runner, new PredictionOptions { Model = name, Threads = run.Threads });
        var columns = new List<Column>();
        foreach (var target in measured)
        {
            columns.Add(predicted.Table[target].With(target + ModelOutlierTest.Estimate));
            if (predicted.Table.Find(target + "_sigma") is not { } sigma)
                throw OceanException.BadInput($"{name}: the model states no sigma; values cannot be held against it");
            columns.Add(sigma.With(target + ModelOutlierTest.Estimate + ModelOutlierTest.Sigma));
        }

        if (predicted.Table.Find("applicability") is { } applicability) columns.Add(applicability.With(ModelOutlierTest.Applicability));
        foreach (var (reason, count) in predicted.Rejected) run.Warn(string.Create(CultureInfo.InvariantCulture, $"{count} rows have no estimate of {name}: {reason}"));
        var outside = predicted.Verdicts.GetValueOrDefault(ApplicabilityVerdict.Outside);
        if (outside > 0) run.Warn(string.Create(CultureInfo.InvariantCulture, $"{outside} of {predicted.Predicted} rows are outside the training data of {name} and are not held against it"));
        return table.With(columns);
    }

    private static bool IsTest(TestSettings test) => test.Test == Test;
}
