namespace OceanML.Learning;

/// <summary>How far rows that are held out lie from the nearest row learned from, beside how far rows learned from lie from each other.</summary>
/// <param name="Measure">space, time or features.</param>
/// <param name="Unit">km, d, or 1 (root mean square difference of features in standard deviations).</param>
/// <param name="Held">Quantiles of the distance from a row held out to the nearest row learned from, at <see cref="Levels"/>.</param>
/// <param name="Within">Quantiles of the distance from a row learned from to the nearest other one.</param>
/// <param name="Rows">Rows held out that were looked at: all, or a sample.</param>
public sealed record DistanceSummary(string Measure, string Unit, IReadOnlyList<double> Held, IReadOnlyList<double> Within, int Rows)
{
    /// <summary>Which quantiles.</summary>
    public static IReadOnlyList<double> Levels { get; } = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1];

    /// <summary>Median of <see cref="Held"/> over that of <see cref="Within"/>; infinite where only the latter is 0, NaN where both are.</summary>
    public double Ratio => Held[3] / Within[3];

    internal static double[] Quantiles(List<double> values)
    {
        values.Sort();
        return [.. Levels.Select(level => values.Count == 0 ? double.NaN : At(values, level * (values.Count - 1)))];
    }

    private static double At(List<double> sorted, double place)
    {
        var below = (int)Math.Floor(place);
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
