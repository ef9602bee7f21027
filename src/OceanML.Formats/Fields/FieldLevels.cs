using OceanML.Core;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Fields;

/// <summary>The levels that the bands of a variable are, and what its values are over a time step.</summary>
internal static class FieldLevels
{
    private static readonly string[] StandardNames =
    [
        "depth", "depth_below_geoid", "ocean_layer_depth", "sea_water_pressure", "air_pressure", "height", "altitude", "model_level_number", "ocean_sigma_coordinate",
        "ocean_s_coordinate", "atmosphere_hybrid_sigma_pressure_coordinate",
    ];

    /// <summary>A variable with its levels and cell methods.</summary>
    /// <param name="file">The file.</param>
    /// <param name="layout">The variable.</param>
    /// <param name="described">Its description so far.</param>
    /// <param name="known">Axes read already, by dimension.</param>
    public static FieldVariable Describe(NetCdfFile file, FieldLayout layout, FieldVariable described, Dictionary<string, VerticalAxis?> known)
    {
        var attributes = layout.Variable.Attributes;
        var methods = attributes.Text("cell_methods");
        var isSum = attributes.Text("GRIB_stepType") == "accum" || methods?.Contains("time: sum", StringComparison.Ordinal) == true;
        return described with { Vertical = described.Wavelengths.Count == described.Bands && described.Bands > 1 ? null : Axis(file, layout, known), CellMethods = methods, IsAccumulated = isSum };
    }

    private static VerticalAxis? Axis(NetCdfFile file, FieldLayout layout, Dictionary<string, VerticalAxis?> known)
    {
        if (layout.BandDimension is not { } dimension) return null;
        if (known.TryGetValue(dimension.Name, out var axis)) return axis;
        if (file.Find(dimension.Name) is { } variable && variable.Type.IsNumeric() && variable.Dimensions is [var only] && only.Length == dimension.Length && IsVertical(variable))
            axis = new VerticalAxis(variable.Name, variable.Unit, variable.StandardName, variable.ReadDoubles(NetCdfDecoding.Measured));
        known[dimension.Name] = axis;
        return axis;
    }

    private static bool IsVertical(NetCdfVariable variable) =>
        variable.Attributes.Text("axis") == "Z" || variable.Attributes.Text("positive") is not null || StandardNames.Contains(variable.StandardName)
        || variable.Name.ToLowerInvariant() is "depth" or "deptht" or "depthu" or "depthv" or "depthw" or "lev" or "level" or "plev" or "pressure" or "pressure_level" or "height" or "z";
}
