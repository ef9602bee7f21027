namespace OceanML.Colocation;

/// <summary>The observations near a field in time, with their pixels in it, or the reason why they have none.</summary>
internal sealed record LocatedGranule
{
    /// <summary>Name of the field in tables.</summary>
    public required string Name { get; init; }

    /// <summary>Product identifier.</summary>
    public required string Product { get; init; }

    /// <summary>Names of its variables and bands, and CF standard names, for messages; empty for a granule that was not opened.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>Columns after which the field repeats itself; 0 where it does not, or where its coordinates were not needed.</summary>
    public int Period { get; init; }

    /// <summary>Observations and time steps of this field near enough in time.</summary>
    public List<Candidate> Candidates { get; init; } = [];

    /// <summary>Distance of the nearest position for which the field had no pixel, km; infinite where there is none.</summary>
    public double NearestMissKm { get; init; } = double.PositiveInfinity;

    /// <summary>How far outside the time window the nearest observation was, microseconds; the largest value where that is not known.</summary>
    public long NearestMissTime { get; init; } = long.MaxValue;

    /// <summary>Whether pixels of the field have to be read.</summary>
    public bool HasPixels => Candidates.Exists(candidate => candidate.Reason is null);
}
