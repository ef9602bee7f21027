using OceanML.Core;

namespace OceanML.Learning;

/// <summary>A way of making features.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Usage">How it is written.</param>
/// <param name="Meaning">What it does to the data, in one sentence.</param>
/// <param name="Derive">Makes the columns.</param>
public sealed record FeatureFunction(string Name, string Usage, string Meaning, Func<FeatureContext, FeatureRequest, IEnumerable<NumberColumn>> Derive)
{
    /// <summary>Whether it learns from the rows, and so must not see those that are held out.</summary>
    public bool Learns { get; init; }
}
