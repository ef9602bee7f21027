using System.Globalization;
using System.Text;
using OceanML.Core;

namespace OceanML.Figures;

/// <summary>Positions on a map with coastlines, coloured by a value, by the ratio of two values, or not at all.</summary>
public sealed partial record MapFigure : Figure
{
    private const double PageWidth = 17;

    /// <summary>What part of the Earth is shown.</summary>
    public required MapRegion Region { get; init; }

    /// <summary>Latitude per point, degrees.</summary>
    public required double[] Latitudes { get; init; }

    /// <summary>Longitude per point, degrees.</summary>
    public required double[] Longitudes { get; init; }

    /// <summary>Value per point; empty where all points look the same.</summary>
    public double[] Values { get; init; } = [];

    /// <summary>The colours; null where all points look the same.</summary>
    public ColourScale? Scale { get; init; }

    /// <inheritdoc/>
    public override string Description
    {
        get
        {
            var where = string.Create(CultureInfo.InvariantCulture, $"{Latitudes.Min():0.#} to {Latitudes.Max():0.#} degrees latitude");
            return string.Create(CultureInfo.InvariantCulture, $"Map of {Latitudes.Length} positions, {where}")
                + (Scale is null ? "." : $", coloured by {GmtText.Plain(Scale.Label)}.");
        }
    }

    /// <inheritdoc/>
    protected override (double Width, double Height) Body => (PageWidth, MapHeight + (Scale is null ? 0.9 : 2.25));

    private double MapWidth => Region.IsPolar ? 11.5 : Region.IsGlobal ? 15 : Math.Min(14.6, 14 / Region.Shape);

    private double MapHeight => MapWidth * Region.Shape;

    /// <summary>A map of the rows that have a position and, where values are given, a value; what cannot be drawn is counted in the notes.</summary>
    /// <param name="id">Short name.</param>
    /// <param name="title">Title.</param>
    /// <param name="latitudes">Latitudes, degrees.</param>
    /// <param name="longitudes">Longitudes, degrees.</param>
    /// <param name="values">A value per position, or empty.</param>
    /// <param name="label">What the values are, and their unit.</param>
    /// <param name="kind">How values become colours.</param>
    /// <exception cref="OceanException">Nothing can be drawn.</exception>
    public static MapFigure Of(string id, string title, ReadOnlySpan<double> latitudes, ReadOnlySpan<double> longitudes, ReadOnlySpan<double> values, (string Label, string? Unit) label, MapColours kind)
    {
        List<double> latitude = [], longitude = [], value = [];
        var (noPosition, noValue, nonPositive) = (0, 0, 0);
        for (var i = 0; i < latitudes.Length; i++)
        {
            if (!double.IsFinite(latitudes[i]) || !double.IsFinite(longitudes[i])) noPosition++;
            else if (!values.IsEmpty && !double.IsFinite(values[i])) noValue++;
            else if (!values.IsEmpty && kind == MapColours.Log10 && values[i] <= 0) nonPositive++;
            else
            {
                latitude.Add(latitudes[i]);
                longitude.Add(longitudes[i]);
                if (!values.IsEmpty) value.Add(values[i]);
            }
        }

        var omissions = Omission.Those(
            new Omission("no_position", noPosition, latitudes.Length, "have no position"),
            new Omission("no_value", noValue, latitudes.Length, "have no value"),
            Omission.NonPositive(nonPositive, latitudes.Length));
        if (latitude.Count == 0) throw OceanException.NothingSelected($"nothing to put on a map: {(latitudes.Length == 0 ? "no row" : string.Join(", ", omissions.Select(omission => omission.Clause)))}");
        var words = GmtText.Quantity(label.Label, label.Unit);
        return new MapFigure
        {
            Id = id,
            Title = title,
            Region = MapRegion.Covering([.. latitude], [.. longitude]),
            Latitudes = [.. latitude],
            Longitudes = [.. longitude],
            Values = [.. value],
            Scale = value.Count == 0 ? null
                : kind == MapColours.Difference ? ColourScale.Around(words, [.. value])
                : ColourScale.Covering(words, [.. value], kind == MapColours.Log10),
            Omissions = omissions,
        };
    }

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas, double bottom)
    {
        var left = (PageWidth - MapWidth) / 2;
        var y = bottom + (Scale is null ? 0.65 : 2.0);
        string[] place = [Region.Range, Region.Join(MapWidth), $"-Xf{Canvas.Cm(left)}", $"-Yf{Canvas.Cm(y)}"];
        var span = Math.Max(Region.East - Region.West, Region.North - Region.South);
        canvas.Run("coast", [.. place, $"-G{Ink.Land}", $"-W0.3p,{Ink.Coast}", span > 90 ? "-Dc" : "-Dl", span > 90 ? "-A5000" : "-A0/0/1", .. Region.Frame()]);

        var points = new StringBuilder();
        for (var i = 0; i < Latitudes.Length; i++)
        {
            points.Append(CultureInfo.InvariantCulture, $"{Longitudes[i]:0.#####} {Latitudes[i]:0.#####}");
            if (Scale is not null) points.Append(CultureInfo.InvariantCulture, $" {(Scale.Log10 ? Math.Log10(Values[i]) : Values[i]):G7}");
            points.Append('\n');
        }

        var size = Latitudes.Length switch { <= 60 => "c0.24c", <= 400 => "c0.18c", <= 3000 => "c0.13c", _ => "c0.09c" };
        var colour = Scale is null ? $"-G{Ink.Estimated}" : $"-C{Scale.Table(canvas)}";
        // An outline keeps pale colours visible; around thousands of small points it would hide them.
        string[] outline = Latitudes.Length <= 400 ? [$"-W0.2p,{Ink.Frame}"] : [];
        canvas.Run("plot", [.. place, canvas.Table(points.ToString()), $"-S{size}", colour, .. outline]);
        if (Scale is null) return;
        var length = Math.Min(9, MapWidth * 0.7);
        Scale.DrawBar(canvas, (PageWidth - length) / 2, bottom + 1.1, length);
    }
}
