using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>An observation and a time step of a field that is near enough in time: a matchup, or the reason why not.</summary>
internal sealed record Candidate
{
    /// <summary>Number of the observation.</summary>
    public required long Observation { get; init; }

    /// <summary>When it was made; <see cref="Timestamp.Missing"/> where unknown.</summary>
    public required long ObservationTime { get; init; }

    /// <summary>Where it was made, degrees.</summary>
    public required (double Latitude, double Longitude) Position { get; init; }

    /// <summary>Index of the field in order of names.</summary>
    public required int Field { get; init; }

    /// <summary>Index on the field's time axis; -1 for a field without time.</summary>
    public required int Time { get; init; }

    /// <summary>What the time step covers; null for a field without time.</summary>
    public required TimeInterval? Interval { get; init; }

    public required PixelLocation Pixel { get; init; }

    /// <summary>The pixels of the macro-pixel; without meaning for a candidate rejected before its pixels were looked for.</summary>
    public Footprint Footprint { get; init; }

    /// <summary>Centre of the pixel, degrees; NaN where no pixel was found.</summary>
    public (double Latitude, double Longitude) Centre { get; init; } = (double.NaN, double.NaN);

    /// <summary>Why it is no matchup; null where it is one.</summary>
    public string? Reason { get; init; }

    /// <summary>Number of pixels that count: those of the macro-pixel without land.</summary>
    public int Counted { get; init; }

    /// <summary>Largest number of valid pixels of any variable.</summary>
    public int Valid { get; init; }

    /// <summary>Statistics per column of the field's plan; empty for a rejected candidate.</summary>
    public MacroPixel[] Values { get; init; } = [];

    /// <summary>The columns that <see cref="Values"/> belong to.</summary>
    public IReadOnlyList<int> Columns { get; init; } = [];

    /// <summary>The pixels themselves, where they are kept.</summary>
    public CandidatePixels? Pixels { get; init; }

    /// <summary>The observations that were averaged into this one, itself included; empty where none were.</summary>
    public IReadOnlyList<long> Averaged { get; init; } = [];

    /// <summary>Seconds from the observation to the middle of the time step; NaN where one of them has no time.</summary>
    public double Seconds =>
        Interval is { } interval && ObservationTime != Timestamp.Missing ? (interval.Centre - ObservationTime) / (double)Timestamp.PerSecond : double.NaN;

    private double ValidShare => Counted > 0 ? Valid / (double)Counted : 0;

    /// <summary>Whether this candidate is preferred to another one of the same observation, or of the same pixel.</summary>
    public bool IsPreferredTo(Candidate other, MatchChoice choice)
    {
        var order = choice == MatchChoice.Best ? other.ValidShare.CompareTo(ValidShare) : 0;
        if (order == 0) order = Nearness.CompareTo(other.Nearness);
        if (order == 0) order = Pixel.DistanceKm.CompareTo(other.Pixel.DistanceKm);
        if (order == 0) order = Field.CompareTo(other.Field);
        if (order == 0) order = Time.CompareTo(other.Time);
        if (order == 0) order = Observation.CompareTo(other.Observation);
        return order < 0;
    }

    private (long Interval, long Centre) Nearness
    {
        get
        {
            if (Interval is not { } interval || ObservationTime == Timestamp.Missing) return (0, 0);

            // The end of a composite belongs to the next one: midnight is nearer to the day that begins.
            var pastEnd = interval.End > interval.Start && ObservationTime >= interval.End ? 1 : 0;
            return (interval.DistanceTo(ObservationTime) + pastEnd, Math.Abs(interval.Centre - ObservationTime));
        }
    }
}
