using System.Globalization;

namespace OceanML.Figures;

/// <content>The interactive form.</content>
public sealed partial record ProfileFigure
{
    /// <inheritdoc/>
    public override void Plot(PlotlyWriter plot)
    {
        plot.Begin();
        Band(plot, Measured, "rgba(110,110,110,0.3)");
        if (Predicted is not null) Band(plot, Predicted, "rgba(0,114,178,0.25)");
        Line(plot, "Measured, median", Measured.Median, Ink.Measured, "solid", true);
        if (Predicted is not null) Line(plot, "Predicted, median", Predicted.Median, Ink.Estimated, "dash", true);
        for (var i = 0; i < Examples.Count; i++)
        {
            var colour = Ink.OkabeIto[(i + 1) % Ink.OkabeIto.Count];
            Line(plot, $"{Examples[i].Name}, measured ({Examples[i].Remark})", Examples[i].Measured, colour, "solid", false);
            Line(plot, $"{Examples[i].Name}, predicted", Examples[i].Predicted, colour, "dash", false);
        }

        plot.BeginLayout();
        plot.Layout("xaxis", Value);
        plot.Layout("yaxis", Depth);
        plot.Set("height", 600);
        plot.End();
    }

    private void Band(PlotlyWriter plot, ProfileSpread spread, string fill)
    {
        plot.BeginTrace(null, "lines");
        plot.Numbers("x", spread.Low.Concat(spread.High.Reverse()));
        plot.Numbers("y", Depths.Concat(Depths.Reverse()));
        plot.Set("fill", "toself");
        plot.Set("fillcolor", fill);
        plot.Line(fill, 0);
        plot.Set("hoverinfo", "skip");
        plot.EndTrace();
    }

    // The single profiles are a click away in the legend, so that the medians stay readable.
    private void Line(PlotlyWriter plot, string name, double[] values, string colour, string dash, bool visible)
    {
        plot.BeginTrace(name, "lines+markers");
        plot.Numbers("x", values);
        plot.Numbers("y", Depths);
        plot.Line(colour, 2, dash);
        plot.Marker(colour, 4);
        if (!visible) plot.Set("visible", "legendonly");
        plot.Set("hovertemplate", string.Create(CultureInfo.InvariantCulture, $"%{{y}} m: %{{x:.3g}}<extra></extra>"));
        plot.EndTrace();
    }
}
