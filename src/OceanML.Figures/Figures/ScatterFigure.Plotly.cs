namespace OceanML.Figures;

/// <content>The interactive form.</content>
public sealed partial record ScatterFigure
{
    /// <inheritdoc/>
    public override void Plot(PlotlyWriter plot)
    {
        plot.Begin();
        plot.BeginTrace(null, "markers");
        if (IsDensity)
        {
            var cells = Cells();
            plot.Numbers("x", cells.Select(cell => FromPosition(cell.X / Side)));
            plot.Numbers("y", cells.Select(cell => FromPosition(cell.Y / Side)));
            plot.Marker([.. cells.Select(cell => (double)cell.Count)], DensityScale(cells)!, 10, "hexagon");
            plot.Texts("text", cells.Select(cell => FormattableString.Invariant($"{cell.Count} pairs")));
        }
        else
        {
            plot.Numbers("x", X);
            plot.Numbers("y", Y);
            plot.Marker(Ink.Estimated, 7, 0.6);
        }

        plot.EndTrace();
        double[] ends = [Reference.Minimum, Reference.Maximum];
        plot.BeginTrace("1:1", "lines");
        plot.Numbers("x", ends);
        plot.Numbers("y", ends);
        plot.Line(Ink.Text, 1.5, "dash");
        plot.EndTrace();
        for (var i = 0; i < Fits.Count; i++)
        {
            plot.BeginTrace(FitName(Fits[i]), "lines");
            plot.Numbers("x", ends);
            plot.Numbers("y", ends.Select(x => Along(Fits[i], x)));
            plot.Line(FitColour(i));
            plot.EndTrace();
        }

        plot.BeginLayout();
        plot.Layout("xaxis", Reference, () => plot.Set("constrain", "domain"));
        plot.Layout("yaxis", Estimate, () =>
        {
            plot.Set("scaleanchor", "x");
            plot.Set("constrain", "domain");
        });
        plot.Set("height", 620);
        plot.Object("legend");
        plot.Set("orientation", "h");
        plot.Set("y", 1.02);
        plot.Set("yanchor", "bottom");
        plot.EndObject();
        plot.End();
    }

    private double FromPosition(double position) => Reference.Kind == AxisKind.Log10
        ? Reference.Minimum * Math.Pow(Reference.Maximum / Reference.Minimum, position)
        : Reference.Minimum + (position * (Reference.Maximum - Reference.Minimum));
}
