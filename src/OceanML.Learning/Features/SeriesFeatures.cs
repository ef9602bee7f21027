using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Features made of earlier values of the same series. None looks ahead of its row, and none looks across a gap.</summary>
internal static class SeriesFeatures
{
    private const int MostLags = 10_000;

    public static IEnumerable<NumberColumn> Lag(FeatureContext context, FeatureRequest request)
    {
        request.RequireArguments(2, 2);
        var steps = StepRange.Parse(context.Series, request, request.Argument(1));
        return context.Numbers(request.Argument(0)).SelectMany(column => Lags(context, request, column, steps));
    }

    public static IEnumerable<NumberColumn> Window(FeatureContext context, FeatureRequest request)
    {
        if (request.Arguments.Count < 2) throw request.Wrong("needs one or more columns and the number of steps");
        var length = request.Number(request.Arguments.Count - 1);
        if (length is not (>= 1 and <= MostLags) || length != Math.Floor(length)) throw request.Wrong($"the number of steps must be a whole number from 1 to {MostLags}");
        int[] steps = [.. Enumerable.Range(0, (int)length)];
        return request.Arguments.Take(request.Arguments.Count - 1).SelectMany(context.Numbers).DistinctBy(column => column.Name).SelectMany(column => Lags(context, request, column, steps));
    }

    public static IEnumerable<NumberColumn> Mean(FeatureContext context, FeatureRequest request) => Moving(context, request, "mean", "Mean", values => values.Average());

    public static IEnumerable<NumberColumn> Sum(FeatureContext context, FeatureRequest request) => Moving(context, request, "sum", "Sum", values => values.Sum());

    public static IEnumerable<NumberColumn> Minimum(FeatureContext context, FeatureRequest request) => Moving(context, request, "min", "Smallest value", values => values.Min());

    public static IEnumerable<NumberColumn> Maximum(FeatureContext context, FeatureRequest request) => Moving(context, request, "max", "Largest value", values => values.Max());

    public static IEnumerable<NumberColumn> Deviation(FeatureContext context, FeatureRequest request) => Moving(context, request, "sd", "Standard deviation", Spread);

    public static IEnumerable<NumberColumn> Change(FeatureContext context, FeatureRequest request)
    {
        request.RequireArguments(2, 2);
        var steps = StepRange.Parse(context.Series, request, request.Argument(1));
        if (steps.Length != 1 || steps[0] == 0) throw request.Wrong("give one length of time or number of steps, above 0");
        context.LooksBack(steps[0] * context.Series.Step);
        foreach (var column in context.Numbers(request.Argument(0)))
        {
            var values = Shifted(context, column.Values, steps[0]);
            for (var row = 0; row < values.Length; row++) values[row] = column.Values[row] - values[row];
            yield return Derived.Column(request, $"{column.Name}_change_{Suffix(request.Argument(1))}", values, column.Metadata.Unit, $"{Derived.Words(column)}, change over {request.Argument(1)}");
        }
    }

    private static IEnumerable<NumberColumn> Lags(FeatureContext context, FeatureRequest request, NumberColumn column, int[] steps)
    {
        context.LooksBack(steps.Max() * context.Series.Step);
        var length = SplitText.Length(TimeSpan.FromMicroseconds(context.Series.Step));
        foreach (var step in steps)
        {
            // The row itself is not derived: it is the same value, and stays what it was measured as.
            var values = step == 0 ? column.Values : Shifted(context, column.Values, step);
            var metadata = column.Metadata with { LongName = step == 0 ? Derived.Words(column) : $"{Derived.Words(column)}, {step} step{(step > 1 ? "s" : "")} of {length} earlier", Source = Derived.Mark + request.Text };
            yield return new NumberColumn($"{request.Name ?? column.Name}_lag{step}", values, metadata);
        }
    }

    /// <summary>The value some steps earlier; missing, and noted as a gap, where the series has no row there.</summary>
    private static double[] Shifted(FeatureContext context, double[] values, int steps)
    {
        var (series, shifted) = (context.Series, new double[values.Length]);
        var offset = -steps * series.Step;
        for (var row = 0; row < shifted.Length; row++)
        {
            var earlier = series.RowAt(row, offset);
            shifted[row] = earlier < 0 ? double.NaN : values[earlier];
            if (earlier < 0) context.IsGap[row] = true;
        }

        return shifted;
    }

    private static IEnumerable<NumberColumn> Moving(FeatureContext context, FeatureRequest request, string name, string words, Func<List<double>, double> function)
    {
        request.RequireArguments(2, 2);
        var series = context.Series;
        var steps = StepRange.Parse(series, request, request.Argument(1));
        if (steps.Length != 1 || steps[0] == 0) throw request.Wrong("give one length of time, e.g. 24h");
        var (count, span) = (steps[0], steps[0] * series.Step);
        var needed = Math.Max(1, (int)Math.Ceiling((count * context.Coverage) - 1e-9));
        context.LooksBack((count - 1) * series.Step);
        foreach (var column in context.Numbers(request.Argument(0)))
        {
            var values = new double[column.Length];
            var (rows, present) = (new List<int>(), new List<double>());
            for (var row = 0; row < values.Length; row++)
            {
                series.Back(row, span, rows);
                if (rows.Count < needed) context.IsGap[row] = true;
                present.Clear();
                foreach (var one in rows)
                {
                    if (!double.IsNaN(column.Values[one])) present.Add(column.Values[one]);
                }

                values[row] = present.Count >= needed ? function(present) : double.NaN;
            }

            yield return Derived.Column(request, $"{column.Name}_{name}_{Suffix(request.Argument(1))}", values, column.Metadata.Unit, $"{words} of {Derived.Words(column)} over the {request.Argument(1)} up to the row");
        }
    }

    private static double Spread(List<double> values)
    {
        if (values.Count < 2) return double.NaN;
        var (mean, sum) = (values.Average(), 0.0);
        foreach (var value in values) sum += (value - mean) * (value - mean);
        return Math.Sqrt(sum / (values.Count - 1));
    }

    private static string Suffix(string argument) => argument.Replace(" ", "", StringComparison.Ordinal);
}
