namespace OceanML.Formats.Observations;

/// <summary>What is read of Argo files.</summary>
/// <param name="Values">Raw or adjusted values.</param>
/// <param name="Variables">
/// Canonical or Argo names (oxygen, DOXY, TEMP_DOXY); null for all parameters of the vocabulary, which leaves out intermediate ones.
/// Pressure always comes along.
/// </param>
public sealed record ArgoOptions(ArgoValues Values = ArgoValues.Best, IReadOnlyList<string>? Variables = null)
{
    /// <summary>Best values of all known parameters.</summary>
    public static readonly ArgoOptions Default = new();
}
