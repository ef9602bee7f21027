using OceanML.Core;

namespace OceanML.Validation;

/// <summary>
/// Scores of forecasts of rare events, with a window in time: an observed row is found where a forecast lies within the tolerance, a forecast is
/// false where no observed event does. By event, an event counts once, however long it lasts. Without tolerance the scores by row are those of
/// the two by two table (Wilks 2019, ISBN 978-0-12-815823-4, chapter 9).
/// </summary>
public static class EventScoring
{
    private const int CurvePoints = 200;

    private enum Sum
    {
        Rows, Observed, Found, Forecast, FalseAlarms, Near, Brier, Climate, Events, FoundEvents, ForecastEvents, FalseEvents, Count,
    }

    /// <summary>Scores forecasts.</summary>
    /// <param name="asked">The rows, in any order.</param>
    /// <param name="rules">Tolerance, gap and minimum.</param>
    /// <param name="options">Confidence, samples, seed, threads.</param>
    public static MeasureSet Score(EventRows asked, EventRules rules, ScoreOptions options)
    {
        var (rows, excluded) = asked.InOrder();
        var n = rows.Observed.Length;
        var set = new MeasureSet("events", "", "", "events", n, []) { Excluded = excluded };
        if (n < Scoring.MinimumPairs) return set;
        rows = rows with { Observed = EventRuns.Long(rows, rows.Observed, rules), Forecast = EventRuns.Long(rows, rows.Forecast, rules) };
        var (place, count) = Resampling.Units(rows.Units, [.. Enumerable.Range(0, n)]);
        var sums = new UnitSums(count, (int)Sum.Count);
        var windows = new TimeWindows(rows, rules.Tolerance);
        var (nearObserved, nearForecast) = (windows.Any(rows.Observed), windows.Any(rows.Forecast));
        var climate = rows.IsProbability ? EventBaselines.Climatology(rows).Probability : null;
        for (var i = 0; i < n; i++)
        {
            var (observed, forecast) = (rows.Observed[i] == 1, rows.Forecast[i] == 1);
            Add(Sum.Rows, i, 1);
            if (observed) Add(Sum.Observed, i, 1);
            if (observed && nearForecast[i]) Add(Sum.Found, i, 1);
            if (forecast) Add(Sum.Forecast, i, 1);
            if (forecast && !nearObserved[i]) Add(Sum.FalseAlarms, i, 1);
            if (nearForecast[i]) Add(Sum.Near, i, 1);
            if (climate is null) continue;
            Add(Sum.Brier, i, Square(rows.Score![i] - rows.Observed[i]));
            Add(Sum.Climate, i, Square(climate[i] - rows.Observed[i]));
        }

        var (observedRuns, forecastRuns, onsets) = (new List<EventRun>(), new List<EventRun>(), new List<double>());
        if (rows.Times is not null)
        {
            (observedRuns, forecastRuns) = (EventRuns.Find(rows, rows.Observed, rules), EventRuns.Find(rows, rows.Forecast, rules));
            foreach (var run in observedRuns)
            {
                Add(Sum.Events, run.First, 1);
                if (!Meeting(run, forecastRuns, windows, out var met)) continue;
                Add(Sum.FoundEvents, run.First, 1);
                onsets.Add((double)(rows.Times[met.First] - rows.Times[run.First]) / Timestamp.PerDay);
            }

            foreach (var run in forecastRuns)
            {
                Add(Sum.ForecastEvents, run.First, 1);
                if (!Meeting(run, observedRuns, windows, out _)) Add(Sum.FalseEvents, run.First, 1);
            }
        }

        var measures = Contingency(sums, rows, observedRuns, forecastRuns, climate is not null, options);
        if (rows.Times is not null) measures.AddRange(Onsets(onsets));
        var diagrams = new List<DiagramData>();
        if (rows.Score is not null) Curves(measures, diagrams, rows, windows, nearObserved, observedRuns, place, count, options);
        if (rows.IsProbability) diagrams.Add(Reliability(rows));
        return set with { Units = rows.Units is null ? 0 : count, Measures = measures, Diagrams = diagrams };

        void Add(Sum sum, int row, double value) => sums.Add(place[row], (int)sum, value);
    }

    private static List<Measure> Contingency(UnitSums sums, EventRows rows, List<EventRun> observed, List<EventRun> forecast, bool brier, ScoreOptions options)
    {
        var n = rows.Observed.Length;
        var (seen, said) = (rows.Observed.Count(state => state == 1), rows.Forecast.Count(state => state == 1));
        var names = new List<(string, int, string?)>
        {
            ("base_rate", n, "1"), ("pod", seen, "1"), ("far", said, "1"), ("csi", n, "1"), ("ets", n, "1"), ("bias_score", n, "1"),
        };
        if (brier) names.AddRange([("brier", n, "1"), ("brier_skill", n, "1")]);
        if (rows.Times is not null) names.AddRange([("event_pod", observed.Count, "1"), ("event_far", forecast.Count, "1"), ("event_csi", observed.Count + forecast.Count, "1"), ("event_bias", observed.Count, "1")]);
        var measures = sums.Measures(names, rows.Units is not null, options, (total, values) =>
        {
            double Of(Sum sum) => total[(int)sum];
            var (found, missed, wrong) = (Of(Sum.Found), Of(Sum.Observed) - Of(Sum.Found), Of(Sum.FalseAlarms));
            var chance = Of(Sum.Observed) * Of(Sum.Near) / Of(Sum.Rows);
            var at = 0;
            values[at++] = Of(Sum.Observed) / Of(Sum.Rows);
            values[at++] = found / Of(Sum.Observed);
            values[at++] = wrong / Of(Sum.Forecast);
            values[at++] = found / (found + missed + wrong);
            values[at++] = (found - chance) / (found + missed + wrong - chance);
            values[at++] = Of(Sum.Forecast) / Of(Sum.Observed);
            if (brier)
            {
                values[at++] = Of(Sum.Brier) / Of(Sum.Rows);
                values[at++] = 1 - (Of(Sum.Brier) / Of(Sum.Climate));
            }

            if (rows.Times is null) return;
            values[at++] = Of(Sum.FoundEvents) / Of(Sum.Events);
            values[at++] = Of(Sum.FalseEvents) / Of(Sum.ForecastEvents);
            values[at++] = Of(Sum.FoundEvents) / (Of(Sum.Events) + Of(Sum.FalseEvents));
            values[at++] = Of(Sum.ForecastEvents) / Of(Sum.Events);
        });
        measures.Add(Measure.Plain("rows_observed", seen, n));
        measures.Add(Measure.Plain("rows_forecast", said, n));
        if (rows.Times is null) return measures;
        measures.Add(Measure.Plain("events_observed", observed.Count, n));
        measures.Add(Measure.Plain("events_forecast", forecast.Count, n));
        return measures;
    }

    // A forecast that begins 2 days late has 2, one that begins 2 days early -2.
    private static IEnumerable<Measure> Onsets(List<double> onsets)
    {
        onsets.Sort();
        var n = onsets.Count;
        yield return Measure.Plain("onset_error_median", n == 0 ? double.NaN : (onsets[(n - 1) / 2] + onsets[n / 2]) / 2, n, "d");
        yield return Measure.Plain("onset_error_mean_size", n == 0 ? double.NaN : onsets.Average(Math.Abs), n, "d");
    }

    /// <summary>The first event that overlaps the window around another.</summary>
    private static bool Meeting(EventRun run, List<EventRun> others, TimeWindows windows, out EventRun met)
    {
        var (from, to) = (windows.From(run.First), windows.To(run.Last));
        var (low, high) = (0, others.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (others[middle].Last < from) low = middle + 1;
            else high = middle;
        }

        met = low < others.Count ? others[low] : default;
        return low < others.Count && met.First < to;
    }

    private static void Curves(
        List<Measure> measures, List<DiagramData> diagrams, EventRows rows, TimeWindows windows, bool[] nearObserved, List<EventRun> events, int[] place, int count, ScoreOptions options)
    {
        var score = rows.Score!;
        var largest = windows.Largest(score);
        int[] seen = [.. Enumerable.Range(0, score.Length).Where(i => rows.Observed[i] == 1)];
        var byRow = new PrecisionRecall(score, nearObserved, place, [.. seen.Select(i => largest[i])], [.. seen.Select(i => place[i])]);
        var byEvent = new PrecisionRecall(score, nearObserved, place, [.. events.Select(run => windows.Largest(score, run))], [.. events.Select(run => place[run.First])]);
        var names = new List<(string, int, string?)> { ("average_precision", seen.Length, "1") };
        if (rows.Times is not null) names.Add(("event_average_precision", events.Count, "1"));
        measures.AddRange(Resampling.Measures(names, count, rows.Units is not null, options, () => (drawn, values) =>
        {
            values[0] = byRow.Average(drawn);
            if (rows.Times is not null) values[1] = byEvent.Average(drawn);
        }));
        diagrams.Add(Curve("precision_recall", byRow, count));
        if (rows.Times is not null) diagrams.Add(Curve("precision_recall_events", byEvent, count));
    }

    private static DiagramData Curve(string name, PrecisionRecall curve, int count)
    {
        var once = new int[count];
        Array.Fill(once, 1);
        var points = new List<(double Threshold, double Precision, double Recall)>();
        curve.Average(once, points);

        // Thousands of points say no more than a few hundred; the last one is kept.
        var every = Math.Max(1, (points.Count + CurvePoints - 1) / CurvePoints);
        (double Threshold, double Precision, double Recall)[] shown = [.. points.Where((_, i) => i % every == 0 || i == points.Count - 1)];
        return new DiagramData(name, ("threshold", [.. shown.Select(p => p.Threshold)]), ("precision", [.. shown.Select(p => p.Precision)]), ("recall", [.. shown.Select(p => p.Recall)]));
    }

    private static DiagramData Reliability(EventRows rows)
    {
        const int bins = 10;
        var (n, forecast, observed) = (new double[bins], new double[bins], new double[bins]);
        for (var i = 0; i < rows.Observed.Length; i++)
        {
            var bin = Math.Clamp((int)(rows.Score![i] * bins), 0, bins - 1);
            n[bin]++;
            forecast[bin] += rows.Score[i];
            observed[bin] += rows.Observed[i];
        }

        for (var bin = 0; bin < bins; bin++) (forecast[bin], observed[bin]) = (forecast[bin] / n[bin], observed[bin] / n[bin]);
        return new DiagramData("event_reliability", ("n", n), ("forecast", forecast), ("observed", observed));
    }

    private static double Square(double value) => value * value;
}
