using OceanML.Core;

namespace OceanML.Formats.Remote;

/// <summary>A box in the longitudes of a dataset.</summary>
internal static class LongitudeRanges
{
    /// <summary>The ranges of a box where longitudes run from <paramref name="low"/> to 360 more: one, or two on both sides of the seam.</summary>
    public static IReadOnlyList<(double West, double East)> Of(GeoBox box, double low)
    {
        if (box.East - box.West >= 360) return [(low, low + 360)];
        var (west, east) = (Into(box.West, low), Into(box.East, low));

        // The seam itself is both ends: a box that ends there ends at the high one.
        if (east == low && west > low) east = low + 360;
        return west <= east ? [(west, east)] : [(west, low + 360), (low, east)];
    }

    private static double Into(double longitude, double low)
    {
        var turned = (longitude - low) % 360;
        return (turned < 0 ? turned + 360 : turned) + low;
    }
}
