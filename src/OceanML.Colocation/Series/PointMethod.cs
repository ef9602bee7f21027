namespace OceanML.Colocation;

/// <summary>How the value at a point is taken from a field.</summary>
public enum PointMethod
{
    /// <summary>The cell that contains the point; on a curvilinear grid or swath the one with the nearest centre.</summary>
    Nearest,

    /// <summary>Bilinear in latitude and longitude between the four cell centres round the point; missing where one of them is. On rectilinear grids.</summary>
    Bilinear,
}
