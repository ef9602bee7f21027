namespace OceanML.Colocation;

/// <summary>What is done with several observations of one platform that match the same pixel and time step of a field.</summary>
public enum SeveralObservations
{
    /// <summary>Each is a matchup; they are marked as sharing pixels (<c>shares_pixels</c>).</summary>
    All,

    /// <summary>The nearest in time is kept, as in the ocean-colour protocols; the others are rejected.</summary>
    Closest,

    /// <summary>Their values are averaged into one matchup with the mean time and position.</summary>
    Mean,
}
