using System.Globalization;
using OceanML.Core;

namespace OceanML.Validation;

/// <summary>Scores events in a table, beside climatology and persistence.</summary>
public static class TableEvents
{
    /// <summary>How the climatology is named among the estimates.</summary>
    public const string Climatology = "climatology";

    /// <summary>How persistence is named among the estimates.</summary>
    public const string Persistence = "persistence";

    /// <summary>Scores events with each tolerance, over all rows and per group, the model and the baselines.</summary>
    /// <param name="table">The table.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="rules">One set of scores for each: a name of its tolerance, and the rules.</param>
    /// <param name="groups">Groups and bootstrap units; without five of them, years (months, weeks) are drawn.</param>
    /// <param name="options">Confidence, samples, seed, threads.</param>
    /// <exception cref="OceanException">A column does not exist or holds something else; no event was observed.</exception>
    public static IReadOnlyList<MeasureSet> Score(Table table, EventQuestion question, IReadOnlyList<(string Name, EventRules Rules)> rules, TableGroups groups, ScoreOptions options)
    {
        var rows = Read(table, question, groups.Units, out var words);
        if (rows.Times is null && rules.Any(rule => rule.Rules.Tolerance > 0 || rule.Rules.Gap > 0 || rule.Rules.Minimum > 0))
            throw OceanException.BadInput($"{table.Label}: a tolerance, gap or duration of events needs times: name the column with --time");
        if (!rows.Observed.Contains(1)) throw OceanException.NothingSelected($"{table.Label}: no event in '{question.Reference}' ({words}); choose another --threshold");
        var sets = new List<MeasureSet>();
        foreach (var (by, value, part) in groups.Parts)
        {
            var (known, excluded) = rows.Take(part).InOrder();
            if (known.Observed.Length == 0) continue;
            var few = known.Units is null || known.Units.Distinct().Count() < Scoring.MinimumGroups;
            var blocks = few && known.Times is not null ? TimeBlocks.Of(known) : (null, known.Units is null ? "rows" : "groups");
            if (blocks.Units is not null) known = known with { Units = blocks.Units };
            var lead = question.Lead ?? known.Step();
            foreach (var (name, forecast) in Forecasts(known, question, lead))
            {
                foreach (var (tolerance, rule) in rules)
                {
                    var set = EventScoring.Score(forecast, rule, options);
                    sets.Add(set with
                    {
                        Reference = question.Reference,
                        Estimate = name,
                        Space = $"events, tolerance {tolerance}",
                        GroupBy = by,
                        Group = value,
                        Excluded = Together(excluded, set.Excluded),
                        Rules = new SortedDictionary<string, string>(StringComparer.Ordinal)
                        {
                            ["event"] = words,
                            ["forecast"] = name == Climatology ? "share of event rows within 15 days of the day of the year in other years, at least 0.5 for an event"
                                : name == Persistence ? $"the state {Days(lead)} d before"
                                : Forecast(question),
                            ["tolerance"] = tolerance,
                            ["gap"] = $"{Days(rule.Gap)} d",
                            ["minimum"] = $"{Days(rule.Minimum)} d",
                            ["intervals_draw"] = blocks.Item2,
                        },
                    });
                }
            }
        }

        return sets;
    }

    private static IEnumerable<(string Name, EventRows Rows)> Forecasts(EventRows rows, EventQuestion question, long lead)
    {
        yield return (question.Estimate, rows);
        var (climate, _) = EventBaselines.Climatology(rows);
        yield return (Climatology, rows with { Forecast = Array.ConvertAll(climate, p => p >= 0.5 ? 1.0 : 0), Score = climate, IsProbability = true });
        if (rows.Times is null) yield break;
        var persisting = EventBaselines.Persistence(rows, lead);
        if (persisting.Any(state => !double.IsNaN(state))) yield return (Persistence, rows with { Forecast = persisting, Score = persisting, IsProbability = true });
    }

    private static EventRows Read(Table table, EventQuestion question, int[]? units, out string words)
    {
        var n = table.RowCount;
        double[] observed, forecast;
        double[]? score = null;
        var probability = question.Probability is null ? null : table.Numbers(question.Probability);
        if (question.Class is { } name)
        {
            var (truth, given) = (TableClasses.Names(table[question.Reference]), TableClasses.Names(table[question.Estimate]));
            if (!truth.Contains(name)) throw OceanException.Missing($"{table.Label}, column '{question.Reference}'", "class", name, truth.OfType<string>().Distinct());
            (observed, forecast) = (State(truth, name), State(given, name));
            (score, words) = (probability, $"{question.Reference} is {name}");
        }
        else
        {
            var (truth, given) = (table.Numbers(question.Reference), table.Numbers(question.Estimate));
            if (question.Threshold is { } threshold)
            {
                words = string.Create(CultureInfo.InvariantCulture, $"{question.Reference} {(question.Below ? "<=" : ">=")} {threshold}");
                (observed, forecast) = (State(truth, threshold, question.Below), State(given, threshold, question.Below));
                if (probability is null && question.Sigma is not null) probability = Exceeding(given, table.Numbers(question.Sigma), threshold, question);
                score = probability ?? (question.Below ? Array.ConvertAll(given, value => -value) : given);
            }
            else
            {
                words = $"{question.Reference} is 1";
                observed = truth;
                CheckStates(table, question.Reference, truth);
                probability ??= given;
                (score, forecast) = (probability, State(probability, question.ProbabilityThreshold ?? 0.5, false));
            }
        }

        if (probability is not null)
        {
            if (Array.Exists(probability, p => p is < 0 or > 1))
                throw OceanException.BadInput($"{table.Label}: '{question.Probability ?? question.Estimate}' is no probability, it has values beyond 0 and 1; give --threshold for a quantity, or --probability for the column with the probability");
            if (question.ProbabilityThreshold is { } least) forecast = State(probability, least, false);
        }

        var series = question.Series is null ? new int[n] : TableValidation.Units(table, question.Series, null);
        return new EventRows(question.Time is null ? null : table.Times(question.Time), series, observed, forecast, score, probability is not null, units);
    }

    private static string Forecast(EventQuestion question) => string.Create(CultureInfo.InvariantCulture, $"{(
        question.ProbabilityThreshold is { } p ? $"{question.Probability ?? (question.Sigma is null ? question.Estimate : $"probability from {question.Estimate} and {question.Sigma}")} >= {p}"
        : question.Class is { } name ? $"{question.Estimate} is {name}"
        : question.Threshold is { } threshold ? $"{question.Estimate} {(question.Below ? "<=" : ">=")} {threshold}"
        : $"{question.Probability ?? question.Estimate} >= 0.5")}");

    /// <summary>The probability that a normal (or log-normal) distribution gives to values beyond the threshold.</summary>
    private static double[] Exceeding(double[] mean, double[] sigma, double threshold, EventQuestion question)
    {
        var probability = new double[mean.Length];
        for (var i = 0; i < probability.Length; i++)
        {
            var z = question.LogNormal ? Math.Log(threshold / mean[i]) / (sigma[i] / mean[i]) : (threshold - mean[i]) / sigma[i];
            probability[i] = !(sigma[i] > 0) ? double.NaN : NormalDistribution.Below(question.Below ? z : -z);
        }

        return probability;
    }

    private static double[] State(string?[] names, string name) => Array.ConvertAll(names, text => text is null ? double.NaN : text == name ? 1.0 : 0);

    private static double[] State(double[] values, double threshold, bool below) =>
        Array.ConvertAll(values, value => double.IsNaN(value) ? double.NaN : (below ? value <= threshold : value >= threshold) ? 1.0 : 0);

    private static void CheckStates(Table table, string column, double[] values)
    {
        var other = Array.Find(values, value => !double.IsNaN(value) && value is not (0 or 1));
        if (other != 0)
            throw OceanException.BadInput(string.Create(CultureInfo.InvariantCulture, $"{table.Label}: '{column}' has the value {other}; events are 0 and 1, or give --threshold for a quantity or --event-class for classes"));
    }

    private static SortedDictionary<string, int> Together(IReadOnlyDictionary<string, int> one, IReadOnlyDictionary<string, int> other)
    {
        var all = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (reason, count) in one.Concat(other)) all[reason] = all.GetValueOrDefault(reason) + count;
        return all;
    }

    private static string Days(long microseconds) => ((double)microseconds / Timestamp.PerDay).ToString("0.######", CultureInfo.InvariantCulture);
}
