namespace OceanML.Core;

/// <summary>The levels of a field.</summary>
/// <param name="Name">Name of the coordinate in the file.</param>
/// <param name="Unit">Its unit, or null.</param>
/// <param name="StandardName">CF standard name, or null.</param>
/// <param name="Values">The levels, in file order.</param>
public sealed record VerticalAxis(string Name, string? Unit, string? StandardName, IReadOnlyList<double> Values)
{
    /// <summary>The column of an observation table that holds it: <c>depth</c> for depths in metres, <c>pressure</c> for the pressure of sea water, <c>air_pressure</c> for that of the air, else its own name.</summary>
    public string ColumnName =>
        StandardName is "depth" or "depth_below_geoid" or "ocean_layer_depth" || (StandardName is null && Name.StartsWith("dep", StringComparison.OrdinalIgnoreCase)) ? "depth"
        : StandardName == "sea_water_pressure" ? "pressure"
        : Name.Equals("pressure", StringComparison.OrdinalIgnoreCase) ? "air_pressure"
        : Name;

    /// <summary>Index of the level nearest to a value; the first of two equally near.</summary>
    public int Nearest(double level)
    {
        var best = 0;
        for (var i = 1; i < Values.Count; i++)
        {
            if (Math.Abs(Values[i] - level) < Math.Abs(Values[best] - level)) best = i;
        }

        return best;
    }
}
