using OceanML.Core;

namespace OceanML.Quality;

/// <summary>
/// The temperature of a conductivity cell differs from that of the water by more than 10 degrees Celsius to 500 dbar, or by more than 1.5
/// below, at more than two levels: salinity is probably bad, the temperature of the cell bad.
/// </summary>
/// <remarks>
/// Argo test 26 (TEMP_CNDC), for inductive cells. The table must have the column <c>TEMP_CNDC</c> (<c>temp_cndc</c>); otherwise nothing is tested. Settings:
/// <c>differences</c> (to <c>deep_from</c> dbar and below), <c>levels</c> (most that may fail).
/// </remarks>
public sealed class CellTemperatureTest : QualityTest
{
    private const string Cell = "temp_cndc";

    private readonly double[] differences;
    private readonly double deepFrom;
    private readonly double levels;

    /// <summary>The test with the settings of a plan, or with its defaults.</summary>
    public CellTemperatureTest(Settings? settings = null)
        : base("cell-temperature", 26, "temperature of the conductivity cell differs from that of the water")
    {
        differences = settings?.Numbers("differences", 2) ?? [10, 1.5];
        (deepFrom, levels) = (settings?.Number("deep_from") ?? 500, settings?.Number("levels") ?? 2);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Variables => [Cell];

    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        var cell = sequence.Variables.FirstOrDefault(variable => variable.Name.Equals(Cell, StringComparison.OrdinalIgnoreCase));
        if (cell is null || sequence.Pressure is not { } pressure || sequence.Find("temperature") is not { } temperature || sequence.Find("salinity") is not { } salinity) return;
        var failed = 0;
        var compared = new List<int>();
        for (var level = 0; level < cell.Values.Length; level++)
        {
            if (double.IsNaN(cell.Values[level]) || !pressure.IsUsable(level) || !temperature.IsUsable(level) || !salinity.IsUsable(level)) continue;
            compared.Add(level);
            cell.Judged[level] = true;
            if (Math.Abs(cell.Values[level] - temperature.Values[level]) > differences[pressure.Values[level] <= deepFrom ? 0 : 1]) failed++;
        }

        if (failed <= levels) return;
        foreach (var level in compared)
        {
            cell.Raise(level, ArgoFlag.Bad, this);
            salinity.Raise(level, ArgoFlag.ProbablyBad, this);
        }
    }
}
