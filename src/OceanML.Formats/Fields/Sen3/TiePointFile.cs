using OceanML.Core;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Fields.Sen3;

/// <summary>The variables of tie_geometries.nc and tie_meteo.nc on the pixels.</summary>
internal static class TiePointFile
{
    /// <summary>Whether a variable lies on tie points.</summary>
    public static bool IsOnTiePoints(NetCdfVariable variable) =>
        variable.Type.IsNumeric() && variable.Dimensions.Count >= 2 && variable.Dimensions[0].Name == "tie_rows" && variable.Dimensions[1].Name == "tie_columns";

    /// <summary>
    /// Its two-dimensional variables, bilinearly; azimuths by their sines and cosines. Of <c>horizontal_wind</c> (eastward and northward
    /// components) the speed, as <c>wind_speed</c>. Profiles of the atmosphere are left out.
    /// </summary>
    public static IEnumerable<TiePointVariable> Variables(NetCdfFile file, int rows, int columns)
    {
        foreach (var variable in file.Variables.Where(IsOnTiePoints))
        {
            if (variable.Dimensions.Count == 2)
            {
                var grid = new Lazy<TiePointGrid>(() => Grid(file, variable, rows, columns, 0));
                Func<int, int, double> value = TiePointVariable.IsAzimuth(variable) ? (row, column) => grid.Value.Angle(row, column) : (row, column) => grid.Value.Linear(row, column);
                yield return new TiePointVariable(new FieldVariable(variable.Name, variable.Unit, variable.StandardName, variable.LongName, []), value);
            }
            else if (variable.Name == "horizontal_wind" && variable.Dimensions is [_, _, { Length: 2 }])
            {
                var eastward = new Lazy<TiePointGrid>(() => Grid(file, variable, rows, columns, 0));
                var northward = new Lazy<TiePointGrid>(() => Grid(file, variable, rows, columns, 1));
                yield return new TiePointVariable(
                    new FieldVariable("wind_speed", variable.Unit, "wind_speed", "Wind speed at 10 m from its components", []),
                    (row, column) => double.Hypot(eastward.Value.Linear(row, column), northward.Value.Linear(row, column)));
            }
        }
    }

    private static TiePointGrid Grid(NetCdfFile file, NetCdfVariable variable, int rows, int columns, int component)
    {
        var (tieRows, tieColumns) = ((int)variable.Dimensions[0].Length, (int)variable.Dimensions[1].Length);
        var all = variable.ReadDoubles(NetCdfDecoding.Measured);
        var components = all.Length / (tieRows * tieColumns);
        var values = components == 1 ? all : [.. all.Where((_, i) => i % components == component)];
        return new TiePointGrid(
            values,
            tieRows,
            tieColumns,
            file.Attributes.Number("al_subsampling_factor") ?? Step(rows, tieRows),
            file.Attributes.Number("ac_subsampling_factor") ?? Step(columns, tieColumns));
    }

    private static double Step(int pixels, int tiePoints) => tiePoints > 1 ? (pixels - 1.0) / (tiePoints - 1) : 1;
}
