namespace OceanML.Learning;

/// <summary>How the learning rate changes while training. The defaults of factor and epochs are those of Clare et al. (2022, doi:10.1029/2022MS003162).</summary>
public sealed record RateScheduleOptions
{
    /// <summary>The kind of schedule.</summary>
    public RateScheduleKind Kind { get; init; } = RateScheduleKind.Cosine;

    /// <summary>For <see cref="RateScheduleKind.Step"/> and <see cref="RateScheduleKind.Plateau"/>: what the rate is multiplied by.</summary>
    public double Factor { get; init; } = 0.25;

    /// <summary>For <see cref="RateScheduleKind.Step"/>: epochs between reductions; for <see cref="RateScheduleKind.Plateau"/>: epochs without a lower error.</summary>
    public int Every { get; init; } = 15;

    /// <summary>Share of all epochs over which the rate rises from zero in a straight line before the schedule holds; transformers need it.</summary>
    public double WarmUp { get; init; }
}
