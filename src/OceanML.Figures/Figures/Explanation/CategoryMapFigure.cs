using System.Globalization;
using System.Text;
using OceanML.Core;

namespace OceanML.Figures;

/// <summary>Positions on a map with coastlines, coloured by a category, e.g. the feature that decides most in each place.</summary>
public sealed record CategoryMapFigure : Figure
{
    /// <summary>Categories with a colour of their own; the others share one.</summary>
    public const int MaximumCategories = 7;

    private const double PageWidth = 17;

    /// <summary>What part of the Earth is shown.</summary>
    public required MapRegion Region { get; init; }

    /// <summary>Latitude per point, degrees.</summary>
    public required double[] Latitudes { get; init; }

    /// <summary>Longitude per point, degrees.</summary>
    public required double[] Longitudes { get; init; }

    /// <summary>Category per point, an index into <see cref="Categories"/>.</summary>
    public required int[] Of { get; init; }

    /// <summary>Points drawn pale: their category is uncertain. Empty for none.</summary>
    public bool[] Pale { get; init; } = [];

    /// <summary>What pale points are, for the legend.</summary>
    public string PaleMeaning { get; init; } = "";

    /// <summary>The categories, the first ones with colours of their own.</summary>
    public required IReadOnlyList<string> Categories { get; init; }

    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture, $"Map of {Of.Length} positions: ")
        + string.Join(", ", Categories.Select((name, c) => (name, Count: Of.Count(of => of == c))).Where(pair => pair.Count > 0).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.name} {pair.Count}"))) + ".";

    /// <inheritdoc/>
    protected override (double Width, double Height) Body => (PageWidth, MapHeight + 0.85 + (0.45 * LegendRows));

    private double MapWidth => Region.IsPolar ? 11.5 : Region.IsGlobal ? 15 : Math.Min(14.6, 14 / Region.Shape);

    private double MapHeight => MapWidth * Region.Shape;

    private int LegendRows => Places().Max(place => place.Row) + 1;

    /// <summary>A map of the rows that have a position; the most frequent categories get colours of their own.</summary>
    /// <param name="id">Short name.</param>
    /// <param name="title">Title.</param>
    /// <param name="latitudes">Latitudes, degrees.</param>
    /// <param name="longitudes">Longitudes, degrees.</param>
    /// <param name="categories">Category per row.</param>
    /// <param name="pale">Whether the category of a row is uncertain; empty for none.</param>
    /// <param name="paleMeaning">What pale points are.</param>
    /// <exception cref="OceanException">No row has a position.</exception>
    public static CategoryMapFigure Make(
        string id, string title, IReadOnlyList<double> latitudes, IReadOnlyList<double> longitudes, IReadOnlyList<string> categories, IReadOnlyList<bool> pale, string paleMeaning)
    {
        int[] kept = [.. Enumerable.Range(0, latitudes.Count).Where(i => double.IsFinite(latitudes[i]) && double.IsFinite(longitudes[i]))];
        if (kept.Length == 0) throw OceanException.NothingSelected("no row has a position, so there is nothing to put on a map");
        var names = kept.GroupBy(i => categories[i], StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Key).ToList();
        double[] latitude = [.. kept.Select(i => latitudes[i])], longitude = [.. kept.Select(i => longitudes[i])];
        return new CategoryMapFigure
        {
            Id = id,
            Title = title,
            Region = MapRegion.Covering(latitude, longitude),
            Latitudes = latitude,
            Longitudes = longitude,
            Of = [.. kept.Select(i => names.IndexOf(categories[i]))],
            Pale = pale.Count == 0 ? [] : [.. kept.Select(i => pale[i])],
            PaleMeaning = paleMeaning,
            Categories = names,
            Omissions = Omission.Those(new Omission("no_position", latitudes.Count - kept.Length, latitudes.Count, "have no position")),
        };
    }

    /// <inheritdoc/>
    public override void Plot(PlotlyWriter plot)
    {
        plot.Begin();
        for (var c = 0; c < Categories.Count; c++)
        {
            var category = c;
            int[] points = [.. Enumerable.Range(0, Of.Length).Where(i => Of[i] == category)];
            plot.BeginTrace(Categories[c], "markers");
            plot.Numbers("x", points.Select(i => Region.Unwrap(Longitudes[i])));
            plot.Numbers("y", points.Select(i => Latitudes[i]));
            plot.Marker(Colour(c), 6);
            plot.EndTrace();
        }

        plot.BeginLayout();
        plot.Layout("xaxis", new Axis("Longitude", "degrees_east", Region.West, Region.East));
        plot.Layout("yaxis", new Axis("Latitude", "degrees_north", Region.South, Region.North), () => plot.Set("scaleanchor", "x"));
        plot.Set("height", 560);
        plot.End();
    }

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas, double bottom)
    {
        var (left, y) = ((PageWidth - MapWidth) / 2, bottom + 0.65 + (0.45 * LegendRows));
        string[] place = [Region.Range, Region.Join(MapWidth), $"-Xf{Canvas.Cm(left)}", $"-Yf{Canvas.Cm(y)}"];
        var span = Math.Max(Region.East - Region.West, Region.North - Region.South);
        canvas.Run("coast", [.. place, $"-G{Ink.Land}", $"-W0.3p,{Ink.Coast}", span > 90 ? "-Dc" : "-Dl", span > 90 ? "-A5000" : "-A0/0/1", .. Region.Frame()]);
        var size = Latitudes.Length switch { <= 60 => "c0.24c", <= 400 => "c0.18c", <= 3000 => "c0.13c", _ => "c0.09c" };
        for (var c = Math.Min(Categories.Count - 1, MaximumCategories); c >= 0; c--)
        {
            foreach (var isPale in new[] { true, false })
            {
                var points = new StringBuilder();
                for (var i = 0; i < Of.Length; i++)
                {
                    if (Math.Min(Of[i], MaximumCategories) == c && (Pale.Length > 0 && Pale[i]) == isPale) points.Append(CultureInfo.InvariantCulture, $"{Longitudes[i]:0.#####} {Latitudes[i]:0.#####}\n");
                }

                if (points.Length > 0) canvas.Run("plot", [.. place, canvas.Table(points.ToString()), $"-S{size}", $"-G{Colour(c)}", .. isPale ? new[] { "-t70" } : []]);
            }
        }

        foreach (var (name, colour, x, row) in Places())
        {
            var at = bottom + 0.05 + ((LegendRows - 1 - row) * 0.45);
            if (colour.Length > 0) Legend.Box(canvas, x, at, 0.3, 0.25, colour);
            canvas.Write(x + (colour.Length > 0 ? 0.4 : 0), at, name, 8.5, colour: colour.Length > 0 ? Ink.Text : Ink.Quiet);
        }
    }

    private static string Colour(int category) => category < MaximumCategories ? Ink.OkabeIto[category] : Ink.Quiet;

    private List<(string Name, string Colour, double X, int Row)> Places()
    {
        var entries = Categories.Take(MaximumCategories).Select((name, c) => (Name: name, Colour: Colour(c))).ToList();
        if (Categories.Count > MaximumCategories) entries.Add((Categories.Count == MaximumCategories + 1 ? Categories[^1] : $"{Categories.Count - MaximumCategories} others", Ink.Quiet));
        if (PaleMeaning.Length > 0 && Pale.Any(pale => pale)) entries.Add((PaleMeaning, ""));
        var places = new List<(string, string, double, int)>();
        var (x, row) = (1.2, 0);
        foreach (var (name, colour) in entries)
        {
            var width = 0.9 + GmtText.Width(name, 8.5);
            if (x > 1.2 && x + width > PageWidth - 0.5) (x, row) = (1.2, row + 1);
            places.Add((name, colour, x, row));
            x += width;
        }

        return places;
    }
}
