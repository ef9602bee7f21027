using System.Globalization;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Validation;

namespace OceanML.Steps;

/// <summary>Scores beyond those of pairs that oceanml-validate was asked for or the table allows.</summary>
internal sealed class FurtherScores(StepRun run, ValidateOptions options, ValidateColumns columns, TableGroups groups, ScoreOptions scoring)
{
    private readonly ValidateFurtherOptions further = options.Further;

    /// <summary>Scores of classes and of distributions.</summary>
    public IEnumerable<MeasureSet> Stated() =>
        columns.Classes.SelectMany(pair => TableClasses.Score(columns.Table, pair.Reference, pair.Estimate, Words.Listed(run.Value(further.Classes)), pair.Sigma, groups, scoring))
            .Concat(TableDistributions.Score(columns.Table, columns.Distributions, groups, run.Value(options.Log10), scoring));

    /// <summary>Scores of events, where they are asked for.</summary>
    public IEnumerable<MeasureSet> Events()
    {
        var (threshold, name) = (run.Value(further.Threshold), run.Value(further.EventClass));
        if (!run.Value(further.Events) && threshold is null && name is null)
        {
            foreach (var option in (System.CommandLine.Option[])[further.Below, further.Probability, further.ProbabilityThreshold, further.Tolerance, further.EventGap, further.EventMinimum, further.Lead, further.Time, further.Series])
            {
                if (run.IsGiven(option)) throw OceanException.Usage($"{option.Name} is about events: give --threshold, --event-class, or --events where the reference is 0 or 1");
            }

            return [];
        }

        if (threshold is not null && name is not null) throw OceanException.Usage("--threshold is for quantities and --event-class for classes; give one");
        if (run.Value(further.Below) && threshold is null) throw OceanException.Usage("--below needs --threshold");
        if (run.Value(further.ProbabilityThreshold) is { } share and not (> 0 and <= 1)) throw OceanException.Usage(string.Create(CultureInfo.InvariantCulture, $"--probability-threshold is {share}; it must be above 0 and at most 1"));
        var table = columns.Table;
        var time = run.Value(further.Time) is { } named ? Times(table, named) : table.Find("time") is TimeColumn ? "time" : null;
        var rules = Rules(time is not null);
        var pairs = name is not null ? columns.Classes : columns.Numbers.Where(pair => pair.Parts.Count == 0);
        if (!pairs.Any()) throw OceanException.Usage(name is not null ? "--event-class needs columns of classes" : "--threshold and --events need columns of numbers; for classes give --event-class");
        if (run.Value(further.Lead) is { } lead && rules.Find(rule => rule.Rules.Tolerance >= Words.Microseconds(lead)) is { Name: { } loose })
            run.Warn($"a tolerance of {loose} is not shorter than --lead {lead}: persistence finds every event there, late; compare with it at shorter tolerances, or by the error of the onset");
        if (run.Value(further.Probability) is not null && pairs.Skip(1).Any()) throw OceanException.Usage("--probability is of one estimate, and several are asked for; score them one by one");

        // The baselines of one reference are the same beside every estimate of it.
        return pairs.SelectMany(pair => TableEvents.Score(table, Question(pair, threshold, name, time), rules, groups, scoring))
            .DistinctBy(set => (set.Reference, set.Estimate, set.Space, set.GroupBy, set.Group)).ToList();
    }

    /// <summary>Scores of the extremes apart from the bulk, where they are asked for.</summary>
    public (IReadOnlyList<PairResult> Results, IReadOnlyList<MeasureSet> Found) Extremes()
    {
        var levels = Words.Listed(run.Value(further.Extremes)).Select(Words.Level).ToList();
        var (results, found) = (new List<PairResult>(), new List<MeasureSet>());
        if (levels.Count == 0) return (results, found);
        foreach (var pair in columns.Numbers.Where(pair => pair.Parts.Count == 0))
        {
            var (scores, share) = TableExtremes.Score(columns.Table, pair, levels, groups, run.Value(options.Log10), scoring);
            results.AddRange(scores);
            found.AddRange(share);
        }

        return (results, found);
    }

    /// <summary>Comparisons of several estimates of one reference over folds.</summary>
    public List<(string Reference, ConfigurationTable Table)> Comparisons()
    {
        var fold = run.Value(further.Folds) is { } named ? columns.Table[named].Name : columns.Table.Has("fold") ? "fold" : null;
        var several = columns.Numbers.Where(pair => pair.Parts.Count == 0).Select(pair => (pair, Class: false)).Concat(columns.Classes.Select(pair => (pair, Class: true)))
            .GroupBy(entry => (entry.pair.Reference, entry.Class)).Where(group => group.Count() > 1).ToList();
        if (several.Count == 0 || fold is null)
        {
            if (run.Value(further.Folds) is null && run.Value(further.Comparison) is null) return [];
            throw OceanException.Usage(fold is null
                ? "a comparison needs the fold each row was held out in: name its column with --folds"
                : "a comparison needs several estimates of one reference: --pairs CHLA:one,CHLA:other");
        }

        return [.. several.Select(group => (group.Key.Reference, TableComparison.Score(
            columns.Table, group.Key.Reference, [.. group.Select(entry => entry.pair.Estimate).Distinct()], fold, run.Value(options.Log10) && !group.Key.Class, group.Key.Class)))];
    }

    private EventQuestion Question(PairChoice pair, double? threshold, string? name, string? time)
    {
        var table = columns.Table;
        var probability = run.Value(further.Probability);
        if (probability is null && name is not null && pair.Sigma is { } pattern && table.Find(pattern.Replace("*", name, StringComparison.Ordinal)) is NumberColumn usual) probability = usual.Name;
        var lead = run.Value(further.Lead) is { } text ? Words.Microseconds(text) : (long?)null;
        if (lead is 0) throw OceanException.Usage("--lead is 0; persistence knows the state some time before");
        return new EventQuestion(pair.Reference, pair.Estimate)
        {
            Threshold = threshold,
            Below = run.Value(further.Below),
            Class = name,
            Probability = probability,
            Sigma = name is null ? pair.Sigma : null,
            LogNormal = run.Value(options.Log10),
            ProbabilityThreshold = run.Value(further.ProbabilityThreshold),
            Time = time,
            Series = run.Value(further.Series) is { } series ? table[series].Name : table.Has("platform") ? "platform" : null,
            Lead = lead,
        };
    }

    private List<(string Name, EventRules Rules)> Rules(bool times)
    {
        var (gap, minimum) = (Words.Microseconds(run.Value(further.EventGap)!), Words.Microseconds(run.Value(further.EventMinimum)!));
        if (!times && !run.IsGiven(further.Tolerance))
        {
            run.Log("no column 'time': events are scored row by row, without tolerance; name the times with --time");
            return [("0d", new EventRules(0, gap, minimum))];
        }

        return [.. Words.Listed(run.Value(further.Tolerance)).Distinct().Select(text => (text, new EventRules(Words.Microseconds(text), gap, minimum)))];
    }

    private static string Times(Table table, string name)
    {
        table.Times(name);
        return name;
    }
}
