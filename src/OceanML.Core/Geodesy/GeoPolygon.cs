namespace OceanML.Core;

/// <summary>
/// One or more polygons with holes, in degrees. Sides are straight in longitude and latitude, as in WKT and GeoJSON; the border belongs to the area,
/// that of a hole too. A side goes the short way round: from 170 to -170 it crosses the dateline. A ring that goes round the Earth holds the pole on
/// the side of its own hemisphere.
/// </summary>
public sealed class GeoPolygon
{
    private readonly List<GeoRing[]> parts = [];

    /// <summary>An area of polygons.</summary>
    /// <param name="polygons">Of each polygon its rings, the outer one first, as (longitude, latitude); a closing vertex may be left out.</param>
    /// <exception cref="OceanException">A ring of fewer than three vertices, or a vertex that is no position.</exception>
    public GeoPolygon(IEnumerable<IReadOnlyList<IReadOnlyList<(double Longitude, double Latitude)>>> polygons)
    {
        foreach (var rings in polygons)
        {
            if (rings.Count > 0) parts.Add([.. rings.Select(ring => new GeoRing(ring))]);
        }

        if (parts.Count == 0) throw OceanException.Usage("the area has no polygon");
    }

    /// <summary>Whether the area lies on both sides of the dateline.</summary>
    public bool CrossesDateline => parts.Exists(rings => rings[0].CrossesDateline);

    /// <summary>Southernmost latitude.</summary>
    public double South => parts.Min(rings => rings[0].South);

    /// <summary>Northernmost latitude.</summary>
    public double North => parts.Max(rings => rings[0].North);

    /// <summary>Whether a position lies inside or on the border.</summary>
    public bool Contains(double latitude, double longitude)
    {
        foreach (var rings in parts)
        {
            if (Lies(rings, latitude, longitude)) return true;
        }

        return false;
    }

    /// <summary>Reads an area from WKT (POLYGON, MULTIPOLYGON), or from vertices <c>lon,lat lon,lat lon,lat</c>.</summary>
    /// <exception cref="OceanException">Neither of them.</exception>
    public static GeoPolygon Parse(string text) => GeoPolygonText.Parse(text);

    private static bool Lies(GeoRing[] rings, double latitude, double longitude)
    {
        var outer = rings[0].Locate(latitude, longitude);
        if (outer <= 0) return outer == 0;
        for (var i = 1; i < rings.Length; i++)
        {
            if (rings[i].Locate(latitude, longitude) > 0) return false;
        }

        return true;
    }
}
