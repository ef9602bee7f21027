using System.Globalization;
using OceanML.CommandLine;
using OceanML.Learning;

namespace OceanML.Steps;

/// <summary>The scores of a training in the log and in the run record.</summary>
internal static class TrainReport
{
    /// <summary>One line per model and split, then the coverage of the intervals.</summary>
    public static void Tell(StepRun run, TrainedModel model)
    {
        var held = model.Plan.IsRandom ? "random rows held out" : model.Plan.Split!.Plan.Kind == SplitKind.Group ? "groups held out" : $"held out: {model.Plan.Split.Sentence}";
        Tell(run, model.HeldOut, model.Data, held, "");
        if (model.RandomRows is { } random) Tell(run, random, model.Data, "random rows held out, too good where rows resemble each other", "random_");
        if (model.HeldOut is RegressionResult regression)
        {
            if (double.IsNaN(regression.Coverage)) run.Warn("the intervals are calibrated on the test part, so what they hold was not measured; give train, validation and test");
            else run.Log(string.Create(CultureInfo.InvariantCulture, $"80 % intervals hold {100 * regression.GroupCoverage:0.0} % of the observations, each group counting alike; {100 * regression.Coverage:0.0} % of all values"));
            var fewest = ConformalCalibration.FewestGroups();
            if (model.Data.GroupNames.Count < fewest)
                run.Warn($"80 % intervals need at least {fewest} groups held out, and there are {model.Data.GroupNames.Count}: they reach as far as the largest error, and may still hold less than 80 % of a new group");
            run.Result("interval_coverage", regression.Coverage);
            run.Result("interval_coverage_groups_alike", regression.GroupCoverage);
        }

        foreach (var (name, score) in model.HeldOut.Others)
        {
            if (score < model.HeldOut.Own)
                run.Warn($"the baseline {name} is better than the model on what was held out; use it, or give the model more data or fewer features");
        }
    }

    private static void Tell(StepRun run, SplitResult split, Dataset data, string held, string prefix)
    {
        if (split is RegressionResult regression)
        {
            run.Log($"root mean square error ({(data.Log10 ? "log10" : "unit of the targets")}), {held}:");
            Tell(run, "model", regression.Model, prefix);
            foreach (var (name, scores) in regression.Baselines) Tell(run, name, scores, prefix);
        }
        else if (split is ClassificationResult classification)
        {
            run.Log($"classes, {held}:");
            Tell(run, "model", classification.Model, prefix);
            foreach (var (name, scores) in classification.Baselines) Tell(run, name, scores, prefix);
        }
    }

    private static void Tell(StepRun run, string name, ClassScore score, string prefix)
    {
        run.Log(string.Create(CultureInfo.InvariantCulture, $"  {name,-18} log loss {score.LogLoss:0.0000}, accuracy {score.Accuracy:0.000}, balanced {score.BalancedAccuracy:0.000}, macro F1 {score.MacroF1:0.000} over {score.Count} rows"));
        run.Result($"{prefix}log_loss_{name}", score.LogLoss);
        run.Result($"{prefix}macro_f1_{name}", score.MacroF1);
    }

    private static void Tell(StepRun run, string name, HeldOutScores scores, string prefix)
    {
        var complete = scores.Complete.Count > 0 && scores.Complete.Count < scores.All.Count
            ? string.Create(CultureInfo.InvariantCulture, $"; {scores.Complete.RootMeanSquareError:0.0000} over {scores.Complete.Count} values of complete rows")
            : "";
        run.Log(string.Create(CultureInfo.InvariantCulture, $"  {name,-18} {scores.All.RootMeanSquareError:0.0000} over {scores.All.Count} values{complete}"));
        run.Result($"{prefix}rmse_{name}", scores.All.RootMeanSquareError);
        if (complete.Length > 0) run.Result($"{prefix}rmse_{name}_complete_rows", scores.Complete.RootMeanSquareError);
    }
}
