namespace OceanML.Figures;

/// <summary>Quartiles of a group's values.</summary>
/// <param name="Name">The group.</param>
/// <param name="Low">Lower quartile.</param>
/// <param name="Median">Median.</param>
/// <param name="High">Upper quartile.</param>
/// <param name="Count">Number of values.</param>
public sealed record GroupSpread(string Name, double Low, double Median, double High, int Count)
{
    /// <summary>The quartiles of some values.</summary>
    public static GroupSpread Of(string name, List<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new GroupSpread(name, Sample.Quantile(sorted, 0.25), Sample.Quantile(sorted, 0.5), Sample.Quantile(sorted, 0.75), sorted.Length);
    }
}
