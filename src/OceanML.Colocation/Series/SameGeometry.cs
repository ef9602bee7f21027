using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Whether two fields have the same positions.</summary>
internal static class SameGeometry
{
    public static bool Are(FieldGeometry a, FieldGeometry b) => (a, b) switch
    {
        (FieldGeometry.Grid one, FieldGeometry.Grid two) => one.Latitudes.AsSpan().SequenceEqual(two.Latitudes) && one.Longitudes.AsSpan().SequenceEqual(two.Longitudes),
        (FieldGeometry.Swath one, FieldGeometry.Swath two) => one.ColumnCount == two.ColumnCount
            && one.Latitudes.AsSpan().SequenceEqual(two.Latitudes) && one.Longitudes.AsSpan().SequenceEqual(two.Longitudes),
        _ => false,
    };
}
