using System.Globalization;
using OceanML.Core;

namespace OceanML.Figures;

/// <summary>Values over time, one colour per group (platform, product), with one-sigma bars where they are known.</summary>
public sealed partial record SeriesFigure : Figure
{
    /// <summary>Groups beyond this many share one quiet colour.</summary>
    public const int GroupsShown = 7;

    private const double PanelHeight = 7;

    /// <summary>The time axis.</summary>
    public required Axis Time { get; init; }

    /// <summary>The axis of the values.</summary>
    public required Axis Value { get; init; }

    /// <summary>The series, those with most values first.</summary>
    public required IReadOnlyList<NamedSeries> Series { get; init; }

    /// <inheritdoc/>
    public override string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"Time series of {GmtText.Plain(Value.Label)} from {Timestamp.Format((long)Series.Min(series => series.Times.Min()))} to {Timestamp.Format((long)Series.Max(series => series.Times.Max()))}, {Series.Sum(series => series.Values.Length)} values of {string.Join(", ", Series.Select(series => series.Name))}.");

    /// <inheritdoc/>
    protected override (double Width, double Height) Body => (17, PanelHeight + 1.4);

    /// <summary>A figure of the rows that have a time and a value; what cannot be drawn is counted in the notes.</summary>
    /// <param name="id">Short name.</param>
    /// <param name="title">Title.</param>
    /// <param name="times">Times, microseconds since 1970 UTC.</param>
    /// <param name="values">Values.</param>
    /// <param name="sigma">One sigma per value, or empty.</param>
    /// <param name="groups">Group per row, or empty.</param>
    /// <param name="label">What the values are, and their unit.</param>
    /// <param name="log10">Whether values are drawn on a logarithmic axis.</param>
    /// <exception cref="OceanException">Nothing can be drawn.</exception>
    public static SeriesFigure Of(string id, string title, ReadOnlySpan<long> times, ReadOnlySpan<double> values, ReadOnlySpan<double> sigma, IReadOnlyList<string?> groups, (string Label, string? Unit) label, bool log10)
    {
        var byGroup = new SortedDictionary<string, List<int>>(StringComparer.Ordinal);
        var (missing, nonPositive) = (0, 0);
        for (var i = 0; i < times.Length; i++)
        {
            if (times[i] == Timestamp.Missing || !double.IsFinite(values[i])) missing++;
            else if (log10 && values[i] <= 0) nonPositive++;
            else
            {
                var group = groups.Count == 0 ? "" : groups[i] ?? "(none)";
                if (!byGroup.TryGetValue(group, out var rows)) byGroup[group] = rows = [];
                rows.Add(i);
            }
        }

        var omissions = Omission.Those(new Omission("no_value", missing, times.Length, "lack a time or a value"), Omission.NonPositive(nonPositive, times.Length));
        if (byGroup.Count == 0) throw OceanException.NothingSelected($"nothing to draw over time: {(times.Length == 0 ? "no row" : string.Join(", ", omissions.Select(omission => omission.Clause)))}");

        var ordered = byGroup.OrderByDescending(pair => pair.Value.Count).ToList();
        var series = new List<NamedSeries>();
        foreach (var (name, rows) in ordered.Take(ordered.Count > GroupsShown ? GroupsShown - 1 : GroupsShown)) series.Add(Take(name, rows, times, values, sigma));
        if (ordered.Count > GroupsShown)
        {
            var others = ordered.Skip(GroupsShown - 1).SelectMany(pair => pair.Value).Order().ToList();
            series.Add(Take(string.Create(CultureInfo.InvariantCulture, $"{ordered.Count - GroupsShown + 1} others"), others, times, values, sigma) with { IsRest = true });
        }

        double from = series.Min(one => one.Times.Min()), to = series.Max(one => one.Times.Max());
        var margin = Math.Max((to - from) * 0.02, Timestamp.PerSecond * 1800.0);
        return new SeriesFigure
        {
            Id = id,
            Title = title,
            Time = new Axis("", null, from - margin, to + margin, AxisKind.Time),
            Value = Axis.Covering(label.Label, label.Unit, [.. series.SelectMany(one => one.Values), .. series.SelectMany(one => one.Sigma.Select((s, i) => one.Values[i] + s))], log10),
            Series = series,
            Omissions = omissions,
        };
    }

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas, double bottom)
    {
        const double left = 1.95;
        var named = Series.Count > 1 || Series[0].Name.Length > 0;
        var width = named ? 11.6 : 14.6;
        var panel = new Panel(canvas, left, bottom + 1.1, width, PanelHeight, Time, Value);
        panel.Frame();
        for (var i = Series.Count - 1; i >= 0; i--)
        {
            var (series, colour) = (Series[i], Colour(i));
            if (series.Sigma.Length > 0) panel.Bars(series.Times, Ends(series, -1), Ends(series, 1), colour);
            panel.Symbols(series.Times, series.Values, series.Values.Length > 300 ? "c0.09c" : "c0.14c", colour, null, series.Values.Length > 300 ? 40 : 0);
        }

        if (!named) return;
        var y = bottom + 1.1 + PanelHeight - 0.35;
        for (var i = 0; i < Series.Count; i++, y -= 0.45)
        {
            Legend.Box(canvas, left + width + 0.4, y, 0.25, 0.25, Colour(i));
            canvas.Write(left + width + 0.85, y, Series[i].Name, 9);
        }
    }

    private static NamedSeries Take(string name, List<int> rows, ReadOnlySpan<long> times, ReadOnlySpan<double> values, ReadOnlySpan<double> sigma)
    {
        double[] t = new double[rows.Count], v = new double[rows.Count], s = new double[sigma.IsEmpty ? 0 : rows.Count];
        for (var i = 0; i < t.Length; i++)
        {
            (t[i], v[i]) = (times[rows[i]], values[rows[i]]);
            if (s.Length > 0) s[i] = sigma[rows[i]];
        }

        Array.Sort((double[])t.Clone(), v);
        if (s.Length > 0) Array.Sort((double[])t.Clone(), s);
        Array.Sort(t);
        return new NamedSeries(name, t, v, s);
    }

    private string Colour(int index) => Series[index].IsRest ? "#A0A0A0" : Ink.OkabeIto[index];

    private double[] Ends(NamedSeries series, int sign) =>
        [.. series.Values.Select((value, i) => Math.Clamp(value + (sign * series.Sigma[i]), Value.Minimum, Value.Maximum))];
}
