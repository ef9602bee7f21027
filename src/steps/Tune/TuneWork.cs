using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Learning;

namespace OceanML.Steps;

/// <summary>A tuning under way: what the options ask for, and the evaluations that are done.</summary>
internal sealed class TuneWork
{
    private TuneWork(TuneSearch search, TuneData data, Tuning tuning, LearnerTrials trials, LearnerSettings defaults, string score, IReadOnlyDictionary<string, string> keys) =>
        (Search, Data, Tuning, Trials, Defaults, Score, Keys) = (search, data, tuning, trials, defaults, score, keys);

    public TuneSearch Search { get; }

    public TuneData Data { get; }

    public Tuning Tuning { get; }

    public LearnerTrials Trials { get; }

    /// <summary>The settings the user would have without a search.</summary>
    public LearnerSettings Defaults { get; }

    public string Score { get; }

    /// <summary>What the evaluations depend on.</summary>
    public IReadOnlyDictionary<string, string> Keys { get; }

    /// <summary>Number of evaluations of all stages.</summary>
    public long Size => Enumerable.Range(0, Tuning.StageCount).Sum(Tuning.Size);

    /// <summary>Reads everything.</summary>
    public static TuneWork Of(StepRun run, TuneOptions options)
    {
        var search = TuneSearch.Of(run, options);
        var defaults = new LearnerSettings(search.Space.Parameters[0].Choices[0], new SortedDictionary<string, string>(StringComparer.Ordinal));
        var takesMissing = search.Configurations.Append(defaults).All(settings => LearnerCatalogue.Make(settings).TakesMissing);
        var data = TuneData.Read(run, options, takesMissing);
        var names = TrialScore.Names(data.Data.Classes is not null);
        var score = run.Value(options.Score) ?? names[0];
        if (!names.Contains(score)) throw OceanException.Usage($"--score: there is no '{score}' for {(data.Data.Classes is null ? "quantities" : "classes")}; there are {string.Join(", ", names)}");
        var tuning = new Tuning(search.Configurations, search.Brackets, data.Split.Searches.Count, data.Split.Folds.Count);
        var trials = new LearnerTrials(data.Data, data.Split, tuning, search.Budget, search.Cheaper, defaults, score, run.Seed);
        return new TuneWork(search, data, tuning, trials, defaults, score, KeysOf(run, search, data, score));
    }

    /// <summary>Runs evaluations on the threads of the run, each written down as it is done.</summary>
    public void Perform(StepRun run, int stage, IReadOnlyList<TuningJob> jobs, TuneJournal journal, StepProgress progress) =>
        Tuning.Run(stage, jobs, run.Threads, job => Trials.Evaluate(job), result =>
        {
            journal.Add(result);
            progress.Advance();
        });

    /// <summary>The name of a search in tables: its outer fold, or all.</summary>
    public string NameOf(int search) => search < Tuning.Judged ? $"without {Data.Split.Outer.FoldNames[Data.Split.Folds[search]]}" : "all";

    /// <summary>A score as it is reported: turned back where larger is better.</summary>
    public double Shown(double score) => TrialScore.IsTurned(Score) ? 1 - score : score;

    private static SortedDictionary<string, string> KeysOf(StepRun run, TuneSearch search, TuneData data, string score)
    {
        var rungs = string.Join(';', search.Brackets.Select(bracket => string.Join(',', bracket.Rungs.Select(rung => string.Create(CultureInfo.InvariantCulture, $"{rung.Count}@{rung.Share:R}")))));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', data.Data.FeatureNames.Concat(data.Data.TargetNames).Concat(data.Data.Classes ?? []))));
        hash.AppendData(MemoryMarshal.AsBytes(data.Data.Features.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(data.Data.Targets.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(data.Data.Groups.AsSpan()));
        return new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["table"] = Convert.ToHexStringLower(hash.GetHashAndReset()),
            ["space"] = Sum(search.Space.Key + '\n' + string.Join('\n', search.Configurations.Select(SearchSpace.Text)) + '\n' + rungs),
            ["plan"] = Sum(string.Join('\n', [
                score, run.Seed.ToString(CultureInfo.InvariantCulture), search.Budget.Setting ?? TrialBudget.Groups, string.Join(' ', search.Cheaper), StepVersion.Current,
                .. data.Split.Searches.Select(part => Sum(string.Join(',', part.Rows) + '|' + string.Join(',', part.Split.Fold))), string.Join(',', data.Split.Outer.Fold)])),
        };
    }

    private static string Sum(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
