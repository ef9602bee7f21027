using OceanML.Core;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Products;

namespace OceanML.Formats.Fields;

/// <summary>
/// Tie-point grids as SNAP writes them: <c>subsampling_x</c>, <c>offset_x</c> and their like for y beside each, in SNAP's pixel coordinates, where
/// the centre of the first pixel is at 0.5. Positions of a real OLCI cut-out interpolated in this way are within 9 m of those of its pixels;
/// with the centre at 0 they are 200 m off.
/// </summary>
internal static class SnapTiePoints
{
    private const double CentreOfPixel = 0.5;

    /// <summary>Whether a variable lies on tie points.</summary>
    public static bool IsOnTiePoints(NetCdfVariable variable) =>
        variable.Type.IsNumeric() && variable.Dimensions.Count == 2
        && variable.Attributes.Number("subsampling_x") is > 0 && variable.Attributes.Number("subsampling_y") is > 0;

    /// <summary>The grid of a variable, read.</summary>
    public static TiePointGrid Grid(NetCdfVariable variable) => new(
        variable.ReadDoubles(NetCdfDecoding.Measured),
        (int)variable.Dimensions[0].Length,
        (int)variable.Dimensions[1].Length,
        variable.Attributes.Number("subsampling_y")!.Value,
        variable.Attributes.Number("subsampling_x")!.Value,
        (variable.Attributes.Number("offset_y") ?? 0) - CentreOfPixel,
        (variable.Attributes.Number("offset_x") ?? 0) - CentreOfPixel);

    /// <summary>Latitude and longitude on tie points, which the file names; null where it has none.</summary>
    public static (NetCdfVariable Latitude, NetCdfVariable Longitude)? Positions(NetCdfFile file)
    {
        if (file.Attributes.Text("tiepoint_coordinates")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var longitude, var latitude]) return null;
        return file.Find(latitude) is { } north && file.Find(longitude) is { } east && IsOnTiePoints(north) && IsOnTiePoints(east) ? (north, east) : null;
    }

    /// <summary>The variables on tie points that are data: angles, pressure, not positions.</summary>
    public static IEnumerable<TiePointVariable> Variables(NetCdfFile file, ProductDescription? description)
    {
        var positions = Positions(file);
        foreach (var variable in file.Variables.Where(IsOnTiePoints))
        {
            if (positions is var (latitude, longitude) && (ReferenceEquals(variable, latitude) || ReferenceEquals(variable, longitude))) continue;
            if ((description?.Hidden ?? []).Any(pattern => NamePattern.Matches(pattern, variable.Name))) continue;
            var grid = new Lazy<TiePointGrid>(() => Grid(variable));
            yield return new TiePointVariable(
                new FieldVariable(variable.Name, variable.Unit, variable.StandardName, variable.LongName, []),
                TiePointVariable.IsAzimuth(variable) ? (row, column) => grid.Value.Angle(row, column) : (row, column) => grid.Value.Linear(row, column));
        }
    }
}
