using OceanML.Core;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Products;

namespace OceanML.Formats.Fields;

/// <summary>Where the pixels of a field are and when: which dimensions are its rows and columns, read when first asked.</summary>
/// <param name="Row">Dimension of the rows.</param>
/// <param name="Column">Dimension of the columns.</param>
/// <param name="TimeAxis">Dimension of the time steps; null where there is one step.</param>
/// <param name="Geometry">The positions.</param>
/// <param name="Times">The time steps.</param>
/// <param name="Variables">The variables that hold the positions, which are no data.</param>
/// <param name="Warnings">What the user should know of them.</param>
internal sealed record FieldCoordinates(
    NetCdfDimension Row,
    NetCdfDimension Column,
    NetCdfDimension? TimeAxis,
    Lazy<FieldGeometry> Geometry,
    IReadOnlyList<TimeInterval> Times,
    IReadOnlyList<NetCdfVariable> Variables,
    IReadOnlyList<string> Warnings)
{
    /// <summary>The time steps in the calendar of a model; null where the calendar is that of the real world.</summary>
    public IReadOnlyList<ModelInterval?>? ModelTimes { get; init; }

    /// <summary>The coordinates of a file.</summary>
    /// <exception cref="OceanException">It is no grid or swath, or has no positions.</exception>
    public static FieldCoordinates Of(NetCdfFile file, Product product)
    {
        var description = product.Description;
        if (!product.IsField) throw OceanException.BadInput($"{file.Path}: is {product.Title}, not a grid or swath of pixels");
        var coordinates = CfCoordinates.Find(file);
        var onTiePoints = SnapTiePoints.Positions(file);
        var latitude = Described(description?.Latitude) ?? coordinates.Latitude ?? onTiePoints?.Latitude;
        var longitude = Described(description?.Longitude) ?? coordinates.Longitude ?? onTiePoints?.Longitude;
        if (latitude is null || longitude is null || CfShape.PixelAxes(latitude, longitude) is not var (row, column))
            throw OceanException.BadInput($"{file.Path}: no latitude and longitude of pixels; a field needs them as variables with CF attributes");
        Func<FieldGeometry> positions = () => FieldPositions.Read(file.Path, latitude, longitude);
        if (TiePointPositions.PixelAxes(file, latitude, longitude) is var (rows, columns))
        {
            (row, column) = (rows, columns);
            positions = () => TiePointPositions.Read(latitude, longitude, (int)rows.Length, (int)columns.Length);
        }

        var time = coordinates.Time is { Dimensions: [var axis] } && axis != row && axis != column ? axis : null;
        var times = FieldTimes.Read(file, description, coordinates.Time, out var warnings);
        return new FieldCoordinates(row, column, time, new Lazy<FieldGeometry>(positions), times, [latitude, longitude], warnings)
        {
            ModelTimes = ModelCalendar.Read(file, coordinates.Time, times),
        };

        // A description serves several versions of a product: what it names is taken where it is there.
        NetCdfVariable? Described(string? name) => name is null ? null : file.Find(name);
    }

    /// <summary>Whether a variable holds the positions.</summary>
    public bool Contains(NetCdfVariable variable) => Variables.Any(known => ReferenceEquals(known, variable));
}
