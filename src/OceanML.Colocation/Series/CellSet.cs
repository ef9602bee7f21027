using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>The cells of one point or area: rectangles of the field, and the weight of each cell in them.</summary>
/// <param name="Boxes">Rectangles; the time and band of each are 0.</param>
/// <param name="Weights">Weight per cell, rectangle by rectangle, row-major; 0 for a cell that is not part.</param>
/// <param name="Cell">For the nearest cell, where its centre is and how far; null otherwise.</param>
internal sealed record CellSet(FieldWindow[] Boxes, double[] Weights, (double Latitude, double Longitude, double DistanceKm)? Cell)
{
    /// <summary>Number of cells that count.</summary>
    public int Members { get; } = Weights.Count(weight => weight > 0);

    /// <summary>One cell.</summary>
    public static CellSet One(PixelLocation found, FieldGeometry geometry)
    {
        var (latitude, longitude) = geometry[found.Row, found.Column];
        return new CellSet([new FieldWindow(0, 0, found.Row, found.Column, 1, 1)], [1], (latitude, Sphere.NormalizeLongitude(longitude), found.DistanceKm));
    }
}
