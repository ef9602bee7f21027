using System.Globalization;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Tables;
using OceanML.Validation;

namespace OceanML.Steps;

/// <summary>Scores estimates against references, with confidence intervals.</summary>
internal sealed class ValidateStep : Step
{
    private readonly ValidateOptions options = new();

    public ValidateStep()
        : base("validate", "Score estimates (satellite, model) against references (floats, cruises), each score with n, unit and confidence interval: numbers, stated uncertainty, classes, rare events in time, extremes, and models compared over folds.")
    {
        Add(options.Table, options.Reference, options.Estimate, options.Pairs, options.Sigma, options.From, options.Key, options.Log10, options.GroupBy);
        Add(options.ResampleBy, options.ResamplePattern, options.Bootstrap, options.Confidence, options.ScoreTable, options.Missing);
        Add(options.Further.All);
        AddExample("oceanml-validate matchups.parquet --reference CHLA_0_10 --estimate chlor_a --log10 --output scores.json");
        AddExample("oceanml-validate predictions.parquet --reference 'CHLA_*_measured' --estimate 'CHLA_*' --sigma 'CHLA_*_sigma' --log10 --group-by applicability_verdict --output scores.json --table scores.csv");
        AddExample("oceanml-validate forecasts.csv --reference CHLA --estimate CHLA_forecast --threshold 10 --tolerance 0d,3d,7d --lead 3d --output events.json");
    }

    protected override bool UsesSeed => true;

    protected override string OutputDescription => "Scores as JSON: results[].scores.<name> with value, low, high, n, unit and how the interval was made.";

    protected override void Execute(StepRun run)
    {
        var scoring = Scoring(run);
        var path = run.Input(run.Value(options.Table)!);
        var read = new TableReadOptions { MissingValues = Words.Listed(run.Value(options.Missing)), Threads = run.Threads };
        var table = TableFile.Read(path, options: read);
        if (table.RowCount == 0) throw OceanException.NothingSelected($"{path}: the table has no rows");
        var columns = ValidateColumns.Find(run, options, table, read);
        var (joined, pairs) = (columns.Table, columns.Numbers);
        var groupBy = ValidateGroups.Scored(joined, Words.Listed(run.Value(options.GroupBy)));
        var resampleBy = run.Value(options.ResampleBy) switch
        {
            null => new[] { "platform", "group" }.FirstOrDefault(joined.Has),
            "none" => null,
            var name => joined[name].Name,
        };
        var together = ValidateGroups.Together(run, joined, resampleBy, run.Value(options.ResampleBy) == "none");
        IReadOnlyList<PairResult> results;
        using (var progress = run.Progress("scoring", TableValidation.Count(joined, pairs, groupBy, run.Value(options.Log10))))
            results = TableValidation.Score(joined, pairs, groupBy, resampleBy, run.Value(options.ResamplePattern), run.Value(options.Log10), scoring, () => progress.Advance(), together);

        var whole = results.Where(result => result.Group is null).ToList();
        if (whole.Count > 0 && whole.All(result => result.Scores.Scores.Count == 0))
        {
            var (first, reasons) = (whole[0], string.Join(", ", whole[0].Scores.Excluded.Select(entry => $"{entry.Value} {entry.Key}")));
            throw OceanException.NothingSelected($"{path}: {first.Scores.N} pairs of '{first.Reference}' and '{first.Estimate}', at least {Validation.Scoring.MinimumPairs} are needed{(reasons.Length > 0 ? $" (left out: {reasons})" : "")}");
        }

        var further = new FurtherScores(run, options, columns, TableGroups.Of(joined, groupBy, resampleBy, run.Value(options.ResamplePattern), together), scoring);
        var extremes = further.Extremes();
        List<MeasureSet> sets = [.. further.Stated(), .. further.Events(), .. extremes.Found];
        var comparisons = further.Comparisons();
        var resampledBy = together.Count == 0 ? resampleBy : string.Join('+', resampleBy is null ? together : together.Prepend(resampleBy));
        var report = new ScoreReport(Path.GetFileName(path), resampledBy, scoring, [.. results, .. extremes.Results]) { Further = sets, Comparisons = comparisons };
        run.Write(run.Output, temporary => File.WriteAllBytes(temporary, report.ToJson()));
        if (run.Value(options.ScoreTable) is { } scores) run.Write(scores, temporary => TableFile.Write(temporary, report.ToTable()));
        Tell(run, whole, resampledBy);
        FurtherReport.Tell(run, sets);
        FurtherReport.Tell(run, comparisons, run.Value(options.Further.Comparison));
    }

    private ScoreOptions Scoring(StepRun run)
    {
        var (samples, confidence) = (run.Value(options.Bootstrap), run.Value(options.Confidence));
        if (samples is 1 or < 0) throw OceanException.Usage($"--bootstrap is {samples}; it must be 0 or at least 2");
        if (confidence is not (> 0 and < 1)) throw OceanException.Usage(string.Create(CultureInfo.InvariantCulture, $"--confidence is {confidence}; it must lie between 0 and 1"));
        return new ScoreOptions { Confidence = confidence, Samples = samples, Seed = run.Seed, Threads = run.Threads };
    }

    private static void Tell(StepRun run, List<PairResult> whole, string? resampleBy)
    {
        // A pattern over many depths would flood the log: the pooled scores tell.
        var many = whole.Count > 4 && whole.Exists(result => result.Pooled > 1);
        foreach (var result in whole)
        {
            var (space, scores) = (result.Scores.IsLog ? "log10" : "linear", result.Scores);
            if (!scores.IsLog && result.Pooled == 1)
            {
                // A pair with a missing value is no pair: it is accounted for, once, in linear space.
                run.CountIn(scores.N + scores.Excluded.Values.Sum());
                run.CountOut(scores.N);
                foreach (var (reason, count) in scores.Excluded) run.Reject(reason, count);
            }

            var line = string.Create(CultureInfo.InvariantCulture, $"{result.Estimate} against {result.Reference}, {space}: n {scores.N}");
            foreach (var statistic in new[] { Statistic.Bias, Statistic.Rmsd, Statistic.R, Statistic.MultiplicativeBias, Statistic.Mdsa, Statistic.Coverage68 })
            {
                if (scores.Find(statistic) is not { } score) continue;
                line += $", {score.Name} {Short(score.Value)}";
                if (double.IsFinite(score.Low)) line += $" [{Short(score.Low)}, {Short(score.High)}]";
                run.Result($"{result.Estimate}.{space}.{score.Name}", score.Value);
            }

            if (!many || result.Pooled > 1) run.Log(line);
        }

        if (many) run.Log($"scores of {whole.Count(result => result.Pooled == 1)} single pairs are in the output");

        if (resampleBy is null) run.Log("intervals take the pairs as independent; give --resample-by if several come from one platform");
    }

    // Reflectances are far below 1: four figures, not four decimals.
    private static string Short(double value) => value.ToString(Math.Abs(value) < 1 ? "G4" : "0.####", CultureInfo.InvariantCulture);
}
