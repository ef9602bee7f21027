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
        var space = model.Data.Log10 ? "log10" : "unit of the targets";
        var held = model.Plan.Grouped ? "groups held out" : "random rows held out";
        Tell(run, model.HeldOut, held, space, "");
        if (model.RandomRows is { } random) Tell(run, random, "random rows held out, too good where rows resemble each other", space, "random_");
        run.Log(string.Create(CultureInfo.InvariantCulture, $"80 % intervals hold {100 * model.HeldOut.GroupCoverage:0.0} % of the observations of {held}, each group counting alike; {100 * model.HeldOut.Coverage:0.0} % of all values"));
        foreach (var (name, scores) in model.HeldOut.Baselines)
        {
            if (scores.All.RootMeanSquareError < model.HeldOut.Model.All.RootMeanSquareError)
                run.Warn($"the baseline {name} is better than the model on what was held out; use it, or give the model more data or fewer features");
        }

        run.Result("interval_coverage", model.HeldOut.Coverage);
        run.Result("interval_coverage_groups_alike", model.HeldOut.GroupCoverage);
    }

    private static void Tell(StepRun run, SplitResult split, string held, string space, string prefix)
    {
        run.Log($"root mean square error ({space}), {held}:");
        Tell(run, "model", split.Model, prefix);
        foreach (var (name, scores) in split.Baselines) Tell(run, name, scores, prefix);
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
