using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>An observation and a time step of a field that is near enough in time: a matchup, or the reason why not.</summary>
internal sealed record Candidate
{
    public required int Observation { get; init; }

    /// <summary>Index of the field in order of names.</summary>
    public required int Field { get; init; }

    /// <summary>Index on the field's time axis; -1 for a field without time.</summary>
    public required int Time { get; init; }

    /// <summary>What the time step covers; null for a field without time.</summary>
    public required TimeInterval? Interval { get; init; }

    public required PixelLocation Pixel { get; init; }

    /// <summary>Centre of the pixel, degrees; NaN where no pixel was found.</summary>
    public (double Latitude, double Longitude) Centre { get; init; } = (double.NaN, double.NaN);

    /// <summary>Why it is no matchup; null where it is one.</summary>
    public string? Reason { get; init; }

    /// <summary>Largest number of valid pixels of any variable.</summary>
    public int Valid { get; init; }

    /// <summary>Statistics per column of the field's plan; empty for a rejected candidate.</summary>
    public MacroPixel[] Values { get; init; } = [];

    /// <summary>The columns that <see cref="Values"/> belong to.</summary>
    public IReadOnlyList<int> Columns { get; init; } = [];

    /// <summary>Seconds from the observation to the middle of the time step; NaN where one of them has no time.</summary>
    public double Seconds(long time) =>
        Interval is { } interval && time != Timestamp.Missing ? (interval.Centre - time) / (double)Timestamp.PerSecond : double.NaN;

    /// <summary>Whether this candidate is preferred to another one of the same observation, or of the same pixel.</summary>
    public bool IsNearerThan(Candidate other, Observations observations)
    {
        var (a, b) = (Nearness(observations), other.Nearness(observations));
        var order = a.Interval.CompareTo(b.Interval);
        if (order == 0) order = a.Centre.CompareTo(b.Centre);
        if (order == 0) order = Pixel.DistanceKm.CompareTo(other.Pixel.DistanceKm);
        if (order == 0) order = Field.CompareTo(other.Field);
        if (order == 0) order = Time.CompareTo(other.Time);
        if (order == 0) order = Observation.CompareTo(other.Observation);
        return order < 0;
    }

    private (long Interval, long Centre) Nearness(Observations observations)
    {
        var time = observations.Times[Observation];
        if (Interval is not { } interval || time == Timestamp.Missing) return (0, 0);

        // The end of a composite belongs to the next one: midnight is nearer to the day that begins.
        var pastEnd = interval.End > interval.Start && time >= interval.End ? 1 : 0;
        return (interval.DistanceTo(time) + pastEnd, Math.Abs(interval.Centre - time));
    }
}
