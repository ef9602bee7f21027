using System.Globalization;
using OceanML.Core;

namespace OceanML.Figures;

/// <summary>The part of the Earth that a map shows and how it is projected, chosen from the positions.</summary>
/// <param name="West">Western edge, degrees; below <paramref name="East"/> even across the dateline.</param>
/// <param name="East">Eastern edge, degrees; may exceed 180.</param>
/// <param name="South">Southern edge, degrees.</param>
/// <param name="North">Northern edge, degrees.</param>
/// <param name="Projection">GMT's letter and parameters without the width: <c>M</c>, <c>N-160/</c>, <c>A0/90/</c>.</param>
public sealed record MapRegion(double West, double East, double South, double North, string Projection)
{
    // Height over width of a whole Robinson map (GMT's constants 0.8487 and 1.3523).
    private const double RobinsonShape = 0.5072;

    /// <summary>Whether the whole Earth is shown.</summary>
    public bool IsGlobal => Projection[0] == 'N';

    /// <summary>Whether the map is a disc around a pole.</summary>
    public bool IsPolar => Projection[0] == 'A';

    /// <summary>Middle longitude, degrees.</summary>
    public double Centre => (West + East) / 2;

    /// <summary>Height over width of the map.</summary>
    public double Shape => IsGlobal ? RobinsonShape : IsPolar ? 1 : (Mercator(North) - Mercator(South)) / ((East - West) * Math.PI / 180);

    /// <summary>
    /// The smallest sensible map: a Mercator map of the region, taken across the dateline where that is shorter; a polar map where all
    /// positions lie around a pole; a Robinson map of the Earth where they spread over more than half of it.
    /// </summary>
    /// <param name="latitudes">Latitudes, degrees; NaN is skipped.</param>
    /// <param name="longitudes">Longitudes, degrees, any convention.</param>
    /// <exception cref="OceanException">No position at all.</exception>
    public static MapRegion Covering(ReadOnlySpan<double> latitudes, ReadOnlySpan<double> longitudes)
    {
        var (south, north, sorted) = (double.PositiveInfinity, double.NegativeInfinity, new List<double>(longitudes.Length));
        for (var i = 0; i < latitudes.Length; i++)
        {
            if (!double.IsFinite(latitudes[i]) || !double.IsFinite(longitudes[i])) continue;
            south = Math.Min(south, latitudes[i]);
            north = Math.Max(north, latitudes[i]);
            sorted.Add(Sphere.NormalizeLongitude(longitudes[i]));
        }

        if (sorted.Count == 0) throw OceanException.NothingSelected("no row has a position, so there is nothing to put on a map");
        sorted.Sort();
        var (west, span) = ShortestArc(sorted);
        if ((south > 50 || north < -50) && span > 120) return Polar(south, north);
        if (span > 180 || north - south > 130) return Global(west, span);
        return Regional(west, span, south, north);
    }

    /// <summary>A longitude expressed within the map's own range, e.g. -170 as 190.</summary>
    public double Unwrap(double longitude)
    {
        var offset = (longitude - West) % 360;
        return West + (offset < 0 ? offset + 360 : offset);
    }

    internal string Range => FormattableString.Invariant($"-R{West:0.####}/{East:0.####}/{South:0.####}/{North:0.####}");

    internal string Join(double width) => $"-J{Projection}{Canvas.Cm(width)}";

    /// <summary>The -B arguments of the frame.</summary>
    internal string[] Frame()
    {
        var (across, up) = (Every(East - West), Every(North - South));
        if (IsGlobal) return ["-Bxg30", "-Bya30g30", "-BWrbt"];
        if (IsPolar) return ["-Bxa30g30", "-Byg10", "-BWSEN"];
        return [$"-Bxa{across}", $"-Bya{up}", "-BWSrt", "--FORMAT_GEO_MAP=" + (across == "0.5" || up == "0.5" ? "ddd.xF" : "dddF")];
    }

    private static string Every(double span) => (span / 5) switch
    {
        <= 0.5 => "0.5",
        <= 1 => "1",
        <= 2 => "2",
        <= 5 => "5",
        <= 10 => "10",
        <= 20 => "20",
        _ => "30",
    };

    private static (double West, double Span) ShortestArc(List<double> sorted)
    {
        // All longitudes lie in the circle without its widest empty arc.
        var (gap, west) = (sorted[0] + 360 - sorted[^1], sorted[0]);
        for (var i = 1; i < sorted.Count; i++)
        {
            if (sorted[i] - sorted[i - 1] > gap) (gap, west) = (sorted[i] - sorted[i - 1], sorted[i]);
        }

        return (west, 360 - gap);
    }

    private static MapRegion Polar(double south, double north) => south > 0
        ? new MapRegion(-180, 180, Math.Max(40, Math.Floor((south - 3) / 5) * 5), 90, "A0/90/")
        : new MapRegion(-180, 180, -90, Math.Min(-40, Math.Ceiling((north + 3) / 5) * 5), "A0/-90/");

    private static MapRegion Global(double west, double span)
    {
        // Centred on the data, in steps that keep the meridians familiar; data all around the Earth get the Atlantic in the middle.
        var centre = span > 330 ? 0 : Math.Round(Sphere.NormalizeLongitude(west + (span / 2)) / 30) * 30;
        return new MapRegion(centre - 180, centre + 180, -90, 90, string.Create(CultureInfo.InvariantCulture, $"N{centre:0}/"));
    }

    private static MapRegion Regional(double west, double span, double south, double north)
    {
        const double least = 4;
        var padding = Math.Max(0.06 * Math.Max(span, north - south), 0.2);
        var (low, high) = (south - padding, north + padding);
        var (left, right) = (west - padding, west + span + padding);
        if (high - low < least) (low, high) = (((low + high) / 2) - (least / 2), ((low + high) / 2) + (least / 2));
        if (right - left < least) (left, right) = (((left + right) / 2) - (least / 2), ((left + right) / 2) + (least / 2));
        (low, high) = (Math.Max(-85, low), Math.Min(85, high));

        // A very flat or very tall map leaves no room for ticks: widen its short side.
        var shape = (Mercator(high) - Mercator(low)) / ((right - left) * Math.PI / 180);
        if (shape > 1.1)
        {
            var wanted = (Mercator(high) - Mercator(low)) / 1.1 * 180 / Math.PI;
            (left, right) = (((left + right) / 2) - (wanted / 2), ((left + right) / 2) + (wanted / 2));
        }
        else if (shape < 0.4)
        {
            var grow = (high - low) * ((0.4 / shape) - 1) / 2;
            (low, high) = (Math.Max(-85, low - grow), Math.Min(85, high + grow));
        }

        return new MapRegion(left, right, low, high, "M");
    }

    private static double Mercator(double latitude) => Math.Log(Math.Tan((Math.PI / 4) + (latitude * Math.PI / 360)));
}
