using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Brings series to a regular step. A new row stands at the end of its span and holds what was measured since the end of the one before, so that no row
/// knows what comes after its time. A span without any row makes no row: gaps stay gaps.
/// </summary>
public static class Resampling
{
    /// <summary>Makes the table.</summary>
    /// <param name="table">Rows with times.</param>
    /// <param name="options">What tells series apart.</param>
    /// <param name="step">Length of a span; spans begin at 1970-01-01T00:00:00Z.</param>
    /// <param name="rule">What becomes of the values.</param>
    /// <param name="coverage">Share of the values expected from the step of the series that must be there; with fewer the value is missing.</param>
    /// <returns>One row for each span of each series that has rows, and the rows without time that were left out.</returns>
    /// <exception cref="OceanException">There are no times, or the step is not above 0.</exception>
    public static (Table Table, int WithoutTime) Apply(Table table, FeatureOptions options, TimeSpan step, ResampleRule rule, double coverage)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        if (step <= TimeSpan.Zero) throw OceanException.Usage("--resample: the step must be above 0");
        var series = SeriesIndex.Of(table, options with { Step = null, Tolerance = null });
        var length = step.Ticks / TimeSpan.TicksPerMicrosecond;
        var times = table.Times("time");
        var spans = new List<(int[] Rows, long End)>();
        foreach (var rows in series.Whole())
        {
            for (var first = 0; first < rows.Count;)
            {
                var end = EndOf(times[rows[first]], length);
                var next = first;
                while (next < rows.Count && times[rows[next]] <= end) next++;
                spans.Add(([.. rows.Skip(first).Take(next - first)], end));
                first = next;
            }
        }

        var needed = Needed(series, length, coverage);
        var firstRows = spans.Select(span => span.Rows[0]).ToArray();
        var columns = new List<Column>();
        foreach (var column in table.Columns)
        {
            if (column.Name.EndsWith("_qc", StringComparison.Ordinal)) continue;
            columns.Add(column switch
            {
                TimeColumn when column.Name == "time" => new TimeColumn("time", [.. spans.Select(span => span.End)], column.Metadata with { LongName = "End of the span the row stands for (UTC)" }),
                TextColumn text => Same(text, spans),
                NumberColumn { Name: "longitude" } longitude => Longitudes(longitude, spans),
                NumberColumn number when number.Name is "latitude" or "depth" or "pressure" => Combined(number, spans, ResampleRule.Mean, 1, step),
                NumberColumn number => Combined(number, spans, rule, needed, step),
                _ => column.Take(firstRows),
            });
        }

        return (new Table(columns, table.Metadata), times.Count(time => time == Timestamp.Missing));
    }

    // A value on a boundary belongs to the span that ends there.
    private static long EndOf(long time, long length)
    {
        var steps = (time / length) + (time % length > 0 ? 1 : 0);
        return steps * length;
    }

    /// <summary>Values that a span must have: from the most common step of the series, or one where they follow none.</summary>
    private static int Needed(SeriesIndex series, long length, double coverage)
    {
        try
        {
            return Math.Max(1, (int)Math.Ceiling((length / (double)series.Step * coverage) - 1e-9));
        }
        catch (OceanException)
        {
            return 1;
        }
    }

    private static NumberColumn Combined(NumberColumn column, List<(int[] Rows, long End)> spans, ResampleRule rule, int needed, TimeSpan step)
    {
        var values = new double[spans.Count];
        var present = new List<double>();
        for (var i = 0; i < values.Length; i++)
        {
            present.Clear();
            foreach (var row in spans[i].Rows)
            {
                if (double.IsFinite(column.Values[row])) present.Add(column.Values[row]);
            }

            values[i] = present.Count < needed ? double.NaN : present.Max() is var most && present.Min() == most ? most : rule switch
            {
                ResampleRule.Mean => present.Average(),
                ResampleRule.Min => present.Min(),
                ResampleRule.Max => present.Max(),
                _ => Median(present),
            };
        }

        var word = rule.ToString().ToLowerInvariant();
        return new NumberColumn(column.Name, values, column.Metadata with { LongName = $"{Derived.Words(column)} ({word} of {SplitText.Length(step)})" });
    }

    private static NumberColumn Longitudes(NumberColumn column, List<(int[] Rows, long End)> spans) => new(column.Name, [.. spans.Select(span =>
    {
        double[] known = [.. span.Rows.Select(row => column.Values[row]).Where(double.IsFinite)];
        if (known.Length == 0) return double.NaN;
        if (Array.TrueForAll(known, value => value == known[0])) return known[0];
        var (sin, cos) = (known.Sum(value => Math.Sin(value * Math.PI / 180)), known.Sum(value => Math.Cos(value * Math.PI / 180)));
        return Sphere.NormalizeLongitude(Math.Atan2(sin, cos) * 180 / Math.PI);
    })], column.Metadata);

    private static TextColumn Same(TextColumn column, List<(int[] Rows, long End)> spans) =>
        new(column.Name, [.. spans.Select(span => Array.TrueForAll(span.Rows, row => column.Values[row] == column.Values[span.Rows[0]]) ? column.Values[span.Rows[0]] : null)], column.Metadata);

    private static double Median(List<double> values)
    {
        values.Sort();
        return 0.5 * (values[(values.Count - 1) / 2] + values[values.Count / 2]);
    }
}
