namespace OceanML.Figures;

/// <content>The interactive form.</content>
public sealed partial record SeriesFigure
{
    /// <inheritdoc/>
    public override void Plot(PlotlyWriter plot)
    {
        plot.Begin();
        for (var i = 0; i < Series.Count; i++)
        {
            plot.BeginTrace(Series[i].Name.Length == 0 ? null : Series[i].Name, "markers");
            plot.Along("x", Series[i].Times, Time);
            plot.Numbers("y", Series[i].Values);
            plot.Marker(Colour(i), 6, 0.8);
            if (Series[i].Sigma.Length > 0)
            {
                plot.Object("error_y");
                plot.Set("type", "data");
                plot.Numbers("array", Series[i].Sigma);
                plot.Set("thickness", 1);
                plot.Set("width", 0);
                plot.EndObject();
            }

            plot.EndTrace();
        }

        plot.BeginLayout();
        plot.Layout("xaxis", Time with { Label = "Time (UTC)" });
        plot.Layout("yaxis", Value);
        plot.Set("height", 480);
        plot.End();
    }
}
