using System.Globalization;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Learning;
using OceanML.Formats.Tables;
using OceanML.Learning;
using OceanML.Validation;

namespace OceanML.Steps;

/// <summary>What a tuning found: settings, scores, comparisons, trials.</summary>
internal static class TuneReport
{
    private const int Compared = 10;

    /// <summary>A search takes long: an output that cannot be written is better told before it.</summary>
    public static void CheckFolders(StepRun run, TuneOptions options)
    {
        foreach (var output in new[] { run.Output, run.Value(options.Results), run.Value(options.TrialTable), run.Value(options.Comparison) })
        {
            if (output is not null && Path.GetDirectoryName(Path.GetFullPath(output)) is { } folder && !Directory.Exists(folder))
                throw OceanException.Unreachable($"{output}: the folder {folder} does not exist");
        }
    }

    /// <summary>What is to be done, before it is.</summary>
    public static void Announce(StepRun run, TuneWork work)
    {
        var rungs = work.Search.Brackets.Select(bracket => string.Join(" then ", bracket.Rungs.Select(rung => string.Create(CultureInfo.InvariantCulture, $"{rung.Count}{(rung.Share < 1 ? $" at {rung.Share:0.###}" : "")}"))));
        var halved = work.Search.Brackets.Any(bracket => bracket.Rungs.Count > 1);
        run.Log($"{work.Search.Configurations.Count} configurations in {work.Tuning.Searches} searches: {string.Join("; ", rungs)}{(halved ? $" of the full budget ({work.Search.Budget.Setting ?? TrialBudget.Groups})" : "")}; {work.Size} evaluations by {work.Score}");
        var cheaper = work.Search.Cheaper.Where(one => work.Search.Configurations.Any(settings => !settings.Has(one.Key) && work.Trials.Cheaper(settings).Has(one.Key))).ToList();
        if (cheaper.Count > 0) run.Log($"while searching {string.Join(", ", cheaper.Select(one => $"{one.Key}={one.Value}"))}; the outer folds are predicted in full");
    }

    /// <summary>Writes and tells the result.</summary>
    /// <exception cref="OceanException">Every configuration failed.</exception>
    public static void Write(StepRun run, TuneOptions options, TuneWork work)
    {
        var last = work.Tuning.Searches - 1;
        var failed = work.Tuning.Results.Where(result => result.Failure is not null).ToList();
        if (failed.Count > 0) run.Warn([.. failed.Select(result => $"{Label(work, result.Job)} failed in the search {work.NameOf(result.Job.Search)}: {result.Failure}")]);
        var best = work.Tuning.Best(last) ?? throw OceanException.NothingSelected($"every configuration failed, the first one so: {failed.FirstOrDefault()?.Failure}");
        var settings = work.Tuning.Configurations[best.Job.Configuration];
        var comparisons = Comparisons(work, last);
        run.Write(run.Output, temporary => File.WriteAllText(temporary, Yaml(work, settings, best, comparisons)));
        if (run.Value(options.Results) is { } results) run.Write(results, temporary => File.WriteAllBytes(temporary, TuneResultsJson.Of(run, work, settings, comparisons)));
        if (run.Value(options.TrialTable) is { } table) run.Write(table, temporary => TableFile.Write(temporary, TrialTable(work)));
        if (run.Value(options.Comparison) is { } path) run.Write(path, temporary => WriteComparisons(temporary, comparisons));
        run.Log($"best: {work.Search.Space.Label(settings)}");
        run.Log(string.Create(CultureInfo.InvariantCulture, $"{work.Score} on the inner folds that chose it, too good: {work.Shown(best.Mean):G4}"));
        run.Result($"inner_{work.Score}", work.Shown(best.Mean));
        if (comparisons.FirstOrDefault(comparison => comparison.IsHonest).Table is { } honest)
        {
            run.Log($"{work.Score} on outer folds, what to expect of a search like this one:");
            foreach (var row in honest.Rows)
            {
                run.Log(string.Create(CultureInfo.InvariantCulture, $"  {row.Name,-24} {row.Mean:G4} ± {row.Deviation:G2} over {row.Folds.Count(double.IsFinite)} folds"));
                run.Result($"outer_{work.Score}_{row.Name.Split(' ')[0]}", row.Mean);
            }

            var at = honest.Rows.ToList().FindIndex(row => row.Name == Tuned);
            var defaults = honest.Rows.ToList().FindIndex(row => row.Name == DefaultsName(work));
            if (at >= 0 && defaults >= 0 && defaults < at && Math.Abs(honest.Rows[at].Mean - honest.Rows[defaults].Mean) > 0.01 * Math.Abs(honest.Rows[defaults].Mean))
                run.Warn("the default settings are better than the tuned ones on the outer folds: keep the defaults, or widen the space; where groups are few, more configurations only find chance");
        }

        run.Log($"train with it: oceanml-train {Path.GetFileName(run.Value(options.Table))} ... --settings {run.Output}");
    }

    /// <summary>The name of the tuned settings in the comparison.</summary>
    public const string Tuned = "tuned";

    private static string DefaultsName(TuneWork work) => $"defaults of {work.Defaults.Model}";

    private static string Label(TuneWork work, TuningJob job) => job.Configuration == TuningJob.Defaults ? DefaultsName(work) : work.Search.Space.Label(work.Tuning.Configurations[job.Configuration]);

    /// <summary>Outer folds: tuned settings, defaults and no model. Inner folds of the last search: its best configurations.</summary>
    private static List<(string Title, bool IsHonest, ConfigurationTable Table)> Comparisons(TuneWork work, int last)
    {
        var comparisons = new List<(string, bool, ConfigurationTable)>();
        var lower = !TrialScore.IsTurned(work.Score);
        var unit = work.Data.Data.Log10 ? "log10" : work.Data.Data.Classes is null ? null : "1";
        double Judged(int search, int configuration) => work.Tuning.Find(new TuningJob(search, configuration, 1, true)) is { Failure: null } result ? work.Shown(result.Mean) : double.NaN;
        if (work.Tuning.Judged > 0)
        {
            var searches = Enumerable.Range(0, work.Tuning.Judged).ToList();
            comparisons.Add(("On outer folds, which no search saw", true, new ConfigurationTable(
                [
                    new(Tuned, [.. searches.Select(search => work.Tuning.Best(search) is { } best ? Judged(search, best.Job.Configuration) : double.NaN)]),
                    new(DefaultsName(work), [.. searches.Select(search => Judged(search, TuningJob.Defaults))]),
                    new(work.Data.Data.Classes is null ? "mean" : "frequencies", [.. searches.Select(search => work.Shown(work.Trials.Baseline(search)))]),
                ],
                Share(work.Data.Split.Outer), lower, work.Score, unit, Tuned)));
        }

        var ranked = work.Tuning.Ranked(last).Where(result => result.Failure is null).Take(Compared).ToList();
        comparisons.Add(("On the inner folds that chose, so too good for the first", false, new ConfigurationTable(
            [.. ranked.Select(result => new ConfigurationScores(Label(work, result.Job), [.. result.Scores.Select(work.Shown)]))], Share(work.Data.Split.Searches[last].Split), lower, work.Score, unit)));
        return comparisons;
    }

    private static double Share(Split split)
    {
        var known = split.Fold.Where(fold => fold >= 0).ToList();
        return known.GroupBy(fold => fold).Select(fold => (double)fold.Count() / (known.Count - fold.Count())).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();
    }

    private static string Yaml(TuneWork work, LearnerSettings settings, TuningResult best, List<(string Title, bool IsHonest, ConfigurationTable Table)> comparisons)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"# Chosen by oceanml-tune {StepVersion.Current} from {work.Tuning.Configurations.Count} configurations: {work.Score} {work.Shown(best.Mean):G4} on the inner folds that chose it.\n");
        if (comparisons.Find(comparison => comparison.IsHonest).Table is { } honest && honest.Rows.FirstOrDefault(row => row.Name == Tuned) is { } tuned)
            text += string.Create(CultureInfo.InvariantCulture, $"# {work.Score} on outer folds, which no search saw: {tuned.Mean:G4} (standard deviation {tuned.Deviation:G2} over {tuned.Folds.Count} folds).\n");
        return text + LearnerSettingsFile.Text(settings);
    }

    private static Table TrialTable(TuneWork work)
    {
        var results = work.Tuning.Results;
        var names = work.Search.Space.Parameters.Select(parameter => parameter.Name).Where(name => name != "model").ToList();
        var folds = results.Max(result => result.Scores.Count);
        LearnerSettings Settings(TuningResult result) => result.Job.Configuration == TuningJob.Defaults ? work.Defaults : work.Tuning.Configurations[result.Job.Configuration];
        TextColumn Text(string name, Func<TuningResult, string?> value) => new(name, [.. results.Select(value)]);
        NumberColumn Number(string name, Func<TuningResult, double> value, NumberKind kind = NumberKind.Float64) => new(name, [.. results.Select(value)], null, kind);
        return new Table(
        [
            Text("search", result => work.NameOf(result.Job.Search)),
            Text("scored_on", result => result.Job.IsJudging ? "outer fold" : "inner folds"),
            Number("configuration", result => result.Job.Configuration == TuningJob.Defaults ? double.NaN : result.Job.Configuration + 1, NumberKind.Int64),
            Number("budget", result => result.Job.Share),
            Number(work.Score, result => result.Failure is null ? work.Shown(result.Mean) : double.NaN),
            .. Enumerable.Range(0, folds).Select(fold => Number($"fold_{fold + 1}", result => fold < result.Scores.Count ? work.Shown(result.Scores[fold]) : double.NaN)),
            Text("failure", result => result.Failure),
            Text("model", result => Settings(result).Model),
            .. names.Select(name => Text(name == work.Score ? $"setting_{name}" : name, result => Settings(result).Values.GetValueOrDefault(name))),
        ]);
    }

    private static void WriteComparisons(string path, List<(string Title, bool IsHonest, ConfigurationTable Table)> comparisons)
    {
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".md":
                File.WriteAllText(path, string.Join('\n', comparisons.Select(comparison => $"## {comparison.Title}\n\n{comparison.Table.ToMarkdown()}")));
                break;
            case ".tex":
                File.WriteAllText(path, string.Join('\n', comparisons.Select(comparison => $"% {comparison.Title}\n{comparison.Table.ToLatex()}")));
                break;
            default:
                TableFile.Write(path, Table.Concatenate([.. comparisons.Select(comparison => With(comparison.IsHonest ? "outer" : "inner", comparison.Table.ToTable()))]));
                break;
        }
    }

    private static Table With(string folds, Table table) => new([new TextColumn("on", [.. Enumerable.Repeat(folds, table.RowCount)]), .. table.Columns], table.Metadata);
}
