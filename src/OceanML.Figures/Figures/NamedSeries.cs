namespace OceanML.Figures;

/// <summary>One group of a <see cref="SeriesFigure"/>.</summary>
/// <param name="Name">Its name in the legend; empty where there is one group alone.</param>
/// <param name="Times">Times in order, microseconds since 1970 UTC.</param>
/// <param name="Values">Values.</param>
/// <param name="Sigma">One sigma per value, or empty.</param>
public sealed record NamedSeries(string Name, double[] Times, double[] Values, double[] Sigma)
{
    /// <summary>Whether this is all groups that got no colour of their own.</summary>
    public bool IsRest { get; init; }
}
