namespace OceanML.Formats.Observations;

/// <summary>What is read of Argo files.</summary>
/// <param name="Values">Raw or adjusted values.</param>
/// <param name="Variables">
/// Canonical or Argo names (oxygen, DOXY, TEMP_DOXY); null for all parameters of the vocabulary, which leaves out intermediate ones.
/// Pressure always comes along.
/// </param>
/// <param name="AllPlaces">
/// Whether times and positions come as they are in the file, whatever their flags; otherwise those that are not flagged 1, 2, 5 or 8 are missing.
/// </param>
public sealed record ArgoOptions(ArgoValues Values = ArgoValues.Best, IReadOnlyList<string>? Variables = null, bool AllPlaces = false)
{
    /// <summary>Best values of all known parameters.</summary>
    public static readonly ArgoOptions Default = new();
}
