namespace OceanML.Formats.Observations;

/// <summary>A profile that two files hold.</summary>
/// <param name="Profile">The profile, e.g. 6903247_010.</param>
/// <param name="Kept">The file whose profile was kept.</param>
/// <param name="LeftOut">The file whose profile was left out.</param>
/// <param name="Rows">Number of rows left out.</param>
public sealed record ArgoDuplicate(string Profile, string Kept, string LeftOut, int Rows)
{
    /// <summary>What was done, as a sentence for the log.</summary>
    public string Sentence => $"profile {Profile}: kept from {Kept}, left out from {LeftOut}";
}
