namespace OceanML.Learning;

/// <summary>Features that are judged together, because each can stand in for the others.</summary>
/// <param name="Name">Its name in tables and figures.</param>
/// <param name="Members">Indices of its features, increasing.</param>
/// <param name="Reason">Why they are together, in words; empty for a single feature.</param>
public sealed record FeatureGroup(string Name, int[] Members, string Reason);
