using System.Globalization;

namespace OceanML.Figures;

/// <content>The interactive form: longitude and latitude with the same coastlines.</content>
public sealed partial record MapFigure
{
    /// <inheritdoc/>
    public override void Plot(PlotlyWriter plot)
    {
        plot.Begin();
        var (longitudes, latitudes) = Coastlines();
        plot.BeginTrace(null, "lines");
        plot.Numbers("x", longitudes);
        plot.Numbers("y", latitudes);
        plot.Line(Ink.Coast, 1);
        plot.Set("hoverinfo", "skip");
        plot.EndTrace();
        plot.BeginTrace(null, "markers");
        plot.Numbers("x", Longitudes.Select(Region.Unwrap));
        plot.Numbers("y", Latitudes);
        if (Scale is null)
        {
            plot.Marker(Ink.Estimated, 6);
        }
        else
        {
            plot.Marker(Values, Scale, 6);
            plot.Texts("text", Values.Select(value => value.ToString("G4", CultureInfo.InvariantCulture)));
        }

        plot.Set("hovertemplate", "%{y:.2f} N, %{x:.2f} E<br>%{text}<extra></extra>");
        plot.EndTrace();
        plot.BeginLayout();
        plot.Layout("xaxis", new Axis("Longitude", "degrees_east", Region.West, Region.East), () => plot.Set("constrain", "domain"));
        plot.Layout("yaxis", new Axis("Latitude", "degrees_north", Region.South, Region.North), () =>
        {
            plot.Set("scaleanchor", "x");
            plot.Set("constrain", "domain");
            if (!Region.IsGlobal && !Region.IsPolar) plot.Set("scaleratio", 1 / Math.Cos((Region.South + Region.North) / 2 * Math.PI / 180));
        });
        plot.Set("height", 560);
        plot.End();
    }

    private (List<double> Longitudes, List<double> Latitudes) Coastlines()
    {
        using var session = new GmtSession();
        var wide = Region.East - Region.West > 60;
        var text = session.Run("coast", Region.Range, "-JQ10c", "-M", "-W", wide ? "-Dc" : "-Dl", wide ? "-A10000" : "-A100/0/1");
        List<double> longitudes = [], latitudes = [];
        foreach (var line in text.Split('\n'))
        {
            var parts = line.Split('\t');
            if (line.StartsWith('>') || line.StartsWith('#') || parts.Length < 2)
            {
                longitudes.Add(double.NaN);
                latitudes.Add(double.NaN);
                continue;
            }

            var longitude = Region.Unwrap(double.Parse(parts[0], CultureInfo.InvariantCulture));
            // A coast that leaves at one side and comes back at the other must not cross the whole map.
            if (longitudes.Count > 0 && Math.Abs(longitude - longitudes[^1]) > 180)
            {
                longitudes.Add(double.NaN);
                latitudes.Add(double.NaN);
            }

            longitudes.Add(longitude);
            latitudes.Add(double.Parse(parts[1], CultureInfo.InvariantCulture));
        }

        return (longitudes, latitudes);
    }
}
