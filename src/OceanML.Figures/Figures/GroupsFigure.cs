using System.Globalization;
using OceanML.Core;

namespace OceanML.Figures;

/// <summary>A residual per group (platform, cruise, region): median and interquartile range, groups in order of their median.</summary>
public sealed record GroupsFigure : Figure
{
    /// <summary>Up to this many groups are named.</summary>
    public const int Named = 30;

    /// <summary>The axis of the residual.</summary>
    public required Axis Value { get; init; }

    /// <summary>The groups, lowest median first.</summary>
    public required IReadOnlyList<GroupSpread> Groups { get; init; }

    /// <inheritdoc/>
    public override string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"{GmtText.Plain(Value.Label)} of {Groups.Count} groups: medians from {Groups[0].Median:0.###} ({Groups[0].Name}) to {Groups[^1].Median:0.###} ({Groups[^1].Name}).");

    /// <inheritdoc/>
    protected override (double Width, double Height) Body => (15, PanelHeight + 1.3);

    private bool IsNamed => Groups.Count <= Named;

    private double PanelHeight => IsNamed ? Math.Max(2.4, Groups.Count * 0.45) : 10;

    private double RowHeight => PanelHeight / Groups.Count;

    /// <summary>A figure of residuals by group; groups with fewer values than asked are left out and counted in the notes.</summary>
    /// <param name="id">Short name.</param>
    /// <param name="title">Title.</param>
    /// <param name="residuals">Residual per row; NaN is skipped.</param>
    /// <param name="groups">Group per row.</param>
    /// <param name="label">What the residual is, and its unit.</param>
    /// <param name="least">Fewest values of a group that is shown.</param>
    /// <exception cref="OceanException">No group is left.</exception>
    public static GroupsFigure Of(string id, string title, ReadOnlySpan<double> residuals, IReadOnlyList<string?> groups, (string Label, string? Unit) label, int least = 3)
    {
        var values = new SortedDictionary<string, List<double>>(StringComparer.Ordinal);
        for (var i = 0; i < residuals.Length; i++)
        {
            if (!double.IsFinite(residuals[i])) continue;
            var group = groups[i] ?? "(none)";
            if (!values.TryGetValue(group, out var list)) values[group] = list = [];
            list.Add(residuals[i]);
        }

        var shown = values.Where(pair => pair.Value.Count >= least).Select(pair => GroupSpread.Of(pair.Key, pair.Value)).OrderBy(group => group.Median).ThenBy(group => group.Name, StringComparer.Ordinal).ToList();
        if (shown.Count == 0) throw OceanException.NothingSelected($"no group has {least} residuals or more");
        var reach = shown.Max(group => Math.Max(Math.Abs(group.Low), Math.Abs(group.High)));
        var (_, end) = Ticks.Round(0, Math.Max(reach, 1e-9));
        return new GroupsFigure
        {
            Id = id,
            Title = title,
            Value = new Axis(label.Label, label.Unit, -end, end),
            Groups = shown,
            Omissions = Omission.Those(
                new Omission("no_value", residuals.Length - values.Values.Sum(list => list.Count), residuals.Length, "have no residual"),
                new Omission("small_group", values.Values.Sum(list => list.Count) - shown.Sum(group => group.Count), residuals.Length, $"belong to groups of fewer than {least}")),
        };
    }

    /// <inheritdoc/>
    public override void Plot(PlotlyWriter plot)
    {
        plot.Begin();
        plot.BeginTrace(null, "markers");
        plot.Numbers("x", Groups.Select(group => group.Median));
        plot.Numbers("y", Groups.Select((_, i) => i + 1.0));
        plot.Texts("text", Groups.Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Name}: median {group.Median:0.###}, n = {group.Count}")));
        plot.Set("hoverinfo", "text");
        plot.Marker(Ink.Estimated, 5);
        plot.Object("error_x");
        plot.Set("type", "data");
        plot.Set("symmetric", false);
        plot.Numbers("array", Groups.Select(group => group.High - group.Median));
        plot.Numbers("arrayminus", Groups.Select(group => group.Median - group.Low));
        plot.Set("thickness", 1);
        plot.Set("width", 0);
        plot.EndObject();
        plot.EndTrace();
        plot.BeginLayout();
        plot.Layout("xaxis", Value);
        plot.Layout("yaxis", new Axis(IsNamed ? "" : "Groups in order of their median", null, 0, Groups.Count + 1), () =>
        {
            if (!IsNamed) return;
            plot.Numbers("tickvals", Groups.Select((_, i) => i + 1.0));
            plot.Texts("ticktext", Groups.Select(group => group.Name));
            plot.Set("automargin", true);
        });
        plot.Set("height", IsNamed ? 160 + (Groups.Count * 26) : 560);
        plot.End();
    }

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas, double bottom)
    {
        var labels = IsNamed ? Groups.Max(group => GmtText.Width(group.Name, 8.5)) + 0.4 : 1.2;
        var (width, y) = (canvas.Width - labels - 2.3, bottom + 1.1);
        var panel = new Panel(canvas, labels, y, width, PanelHeight, Value, new Axis("", null, 0, Groups.Count));
        panel.Frame(showVertical: false);
        panel.Line([0, 0], [0, Groups.Count], Ink.Text, 0.8);
        var pen = IsNamed ? 2.5 : Math.Clamp(RowHeight * 28.35 * 0.7, 0.4, 2.5);
        List<double> x = [], up = [];
        for (var i = 0; i < Groups.Count; i++)
        {
            x.AddRange([Groups[i].Low, Groups[i].High, double.NaN]);
            up.AddRange([i + 0.5, i + 0.5, double.NaN]);
        }

        panel.Line(x, up, "#9CC9E3", pen);
        panel.Symbols([.. Groups.Select(group => group.Median)], [.. Groups.Select((_, i) => i + 0.5)], IsNamed ? "c0.17c" : "c0.09c", Ink.Estimated);
        if (!IsNamed)
        {
            canvas.Write(labels - 0.35, y + (PanelHeight / 2), string.Create(CultureInfo.InvariantCulture, $"{Groups.Count} groups, in order of their median"), 9.5, "CB", angle: 90);
            canvas.Write(labels + width + 0.15, y + (PanelHeight * 0.98), Groups[^1].Name, 8, "LT", colour: Ink.Quiet);
            canvas.Write(labels + width + 0.15, y + (PanelHeight * 0.02), Groups[0].Name, 8, colour: Ink.Quiet);
            return;
        }

        for (var i = 0; i < Groups.Count; i++)
        {
            var middle = y + ((i + 0.5) * RowHeight);
            canvas.Write(labels - 0.15, middle, Groups[i].Name, 8.5, "RM");
            canvas.Write(labels + width + 0.15, middle, string.Create(CultureInfo.InvariantCulture, $"n = {Groups[i].Count}"), 8, "LM", colour: Ink.Quiet);
        }
    }
}
