using OceanML.Core;

namespace OceanML.Quality;

/// <summary>
/// A hook at the parking depth: particles that settled on the sensor while the float drifted. Where an ascending profile begins within 100
/// dbar of the parking pressure and its deepest step is at most 20 dbar, levels of the deepest 50 dbar that exceed the median of those
/// 20 to 50 dbar above the bottom by more than 0.0002 m-1 are bad.
/// </summary>
/// <remarks>
/// See <see cref="BackscatterTest"/>. Settings: <c>parking_pressure</c> (dbar), or the table has a column <c>park_pressure</c> or
/// <c>CONFIG_ParkPressure_dbar</c>; without either nothing is tested. <c>excess</c> (m-1), <c>near</c>, <c>above</c> and <c>gap</c> (dbar).
/// </remarks>
public sealed class BackscatterParkingTest : BackscatterTest
{
    private static readonly string[] Columns = ["park_pressure", "parking_pressure", "CONFIG_ParkPressure_dbar"];

    private readonly double? parking;
    private readonly double excess;
    private readonly double near;
    private readonly double above;
    private readonly double gap;

    /// <summary>The test with the settings of a plan, or with its defaults.</summary>
    public BackscatterParkingTest(Settings? settings = null)
        : base("backscatter-parking", "backscattering has a hook at the parking depth", settings)
    {
        parking = settings?.Number("parking_pressure");
        (excess, near) = (settings?.Number("excess") ?? 0.0002, settings?.Number("near") ?? 100);
        (above, gap) = (settings?.Number("above") ?? 50, settings?.Number("gap") ?? 20);
    }

    /// <summary>Flags of a profile: 0 or 4 per level.</summary>
    /// <param name="pressures">Pressure (dbar) per level, from the surface down; NaN where missing.</param>
    /// <param name="values">Backscattering (m-1) per level.</param>
    /// <param name="parking">Parking pressure (dbar).</param>
    /// <param name="excess">Excess over the median (m-1) that is bad.</param>
    /// <param name="near">Largest distance (dbar), itself outside, of the deepest level from the parking pressure.</param>
    /// <param name="above">Thickness (dbar) of the water above the deepest level that is looked at.</param>
    /// <param name="gap">Thickness (dbar) of its lowest part, which the median leaves out; a longer deepest step leaves the profile untested.</param>
    public static char[] Flags(
        ReadOnlySpan<double> pressures, ReadOnlySpan<double> values, double parking, double excess = 0.0002, double near = 100, double above = 50, double gap = 20)
    {
        var flags = All(values.Length, ArgoFlag.NotTested);
        var deepest = -1;
        for (var level = 0; level < pressures.Length; level++)
        {
            if (!double.IsNaN(pressures[level]) && (deepest < 0 || pressures[level] > pressures[deepest])) deepest = level;
        }

        if (deepest < 1 || pressures[deepest] - pressures[deepest - 1] > gap || !(Math.Abs(pressures[deepest] - parking) < near)) return flags;
        var bottom = pressures[deepest];
        var reference = new List<double>();
        for (var level = 0; level < values.Length; level++)
        {
            if (pressures[level] >= bottom - above && pressures[level] < bottom - gap && !double.IsNaN(values[level])) reference.Add(values[level]);
        }

        var limit = MedianFilter.Median(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(reference)) + excess;
        for (var level = 0; level < values.Length; level++)
        {
            if (pressures[level] >= bottom - above && values[level] > limit) flags[level] = ArgoFlag.Bad;
        }

        return flags;
    }

    private protected override char[] Flags(double[] pressures, double[] values, Sequence sequence)
    {
        var isDescending = sequence.Profile?.EndsWith('D') == true;
        var pressure = parking ?? Columns.Select(sequence.Other).FirstOrDefault(column => column is not null)?.FirstOrDefault(value => !double.IsNaN(value), double.NaN) ?? double.NaN;
        return isDescending || double.IsNaN(pressure) ? All(values.Length, ArgoFlag.NotTested) : Flags(pressures, values, pressure, excess, near, above, gap);
    }
}
