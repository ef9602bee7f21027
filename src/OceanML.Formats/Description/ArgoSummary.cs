namespace OceanML.Formats.Description;

/// <summary>What an Argo file covers.</summary>
/// <param name="Platforms">WMO numbers.</param>
/// <param name="Profiles">Number of profiles (N_PROF); a cycle has one per sampling scheme.</param>
/// <param name="Cycles">Smallest and largest cycle number; null where there are none.</param>
/// <param name="Parameters">Parameter, with the number of profiles in each data mode (R real time, A adjusted, D delayed).</param>
public sealed record ArgoSummary(
    IReadOnlyList<string> Platforms,
    long Profiles,
    (int First, int Last)? Cycles,
    IReadOnlyList<(string Name, IReadOnlyList<(char Mode, int Profiles)> Modes)> Parameters);
