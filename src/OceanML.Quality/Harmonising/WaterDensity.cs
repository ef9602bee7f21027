using OceanML.Core;

namespace OceanML.Quality;

/// <summary>
/// Density of the water in each row of a table, for values per litre: the potential density at 0 dbar by TEOS-10 from temperature, salinity
/// and pressure of the row, as the Argo data centres take it for oxygen (10.13155/39795) and bottle data for nutrients.
/// </summary>
internal static class WaterDensity
{
    /// <summary>What it is, for an account.</summary>
    public const string Method = "potential density at 0 dbar of the same row's temperature, salinity and pressure (TEOS-10; Argo, 10.13155/39795)";

    /// <summary>
    /// kg m-3; NaN where temperature or salinity is missing, flagged unusable or out of range. The absolute salinity is that of standard sea
    /// water, which leaves 0.02 kg m-3, or 2e-5 of the value.
    /// </summary>
    /// <param name="table">A table with canonical names and units.</param>
    public static double[] Of(Table table)
    {
        var density = new double[table.RowCount];
        var temperature = Usable(table, "temperature", "degree_Celsius", -3, 45);
        var salinity = Usable(table, "salinity", "1", 0, 45);
        if (temperature is null || salinity is null)
        {
            Array.Fill(density, double.NaN);
            return density;
        }

        var pressure = Usable(table, "pressure", "dbar", -10, 12_000);
        var depth = Usable(table, "depth", "m", -50, 12_000);
        for (var row = 0; row < density.Length; row++)
        {
            if (double.IsNaN(temperature[row] + salinity[row]))
            {
                density[row] = double.NaN;
                continue;
            }

            // Pressure only moves the temperature to the surface; a dbar for a metre is within 0.0002 kg m-3.
            var below = pressure?[row] ?? double.NaN;
            if (double.IsNaN(below)) below = depth?[row] ?? double.NaN;
            if (double.IsNaN(below)) below = 0;
            var absolute = SeaWater.ReferenceSalinity(salinity[row]);
            density[row] = 1000 + SeaWater.Sigma0(absolute, SeaWater.ConservativeTemperature(absolute, temperature[row], below));
        }

        return density;
    }

    private static double[]? Usable(Table table, string name, string unit, double minimum, double maximum)
    {
        if (table.Find(name) is not NumberColumn column || !UnitText.IsSame(column.Metadata.Unit, unit)) return null;
        var flags = table.Find(name + "_qc") as TextColumn;
        var scheme = FlagScheme.Of(flags);
        var values = new double[column.Length];
        for (var row = 0; row < values.Length; row++)
        {
            var value = column.Values[row];

            // What nobody has judged yet is used; it is judged bad that is not.
            var isBad = flags?.Values[row] is { Length: 1 } flag && scheme.MeaningOf.TryGetValue(flag[0], out var meaning) && meaning is FlagMeaning.Bad or FlagMeaning.ProbablyBad or FlagMeaning.Missing;
            values[row] = value >= minimum && value <= maximum && !isBad ? value : double.NaN;
        }

        return values;
    }
}
