namespace OceanML.Core;

/// <summary>What a flag says, whatever character a scheme writes for it: the common ground of <see cref="FlagScheme"/> conversions.</summary>
public enum FlagMeaning
{
    /// <summary>No quality control was performed, or its outcome is unknown.</summary>
    NotEvaluated,

    /// <summary>Good.</summary>
    Good,

    /// <summary>Probably good.</summary>
    ProbablyGood,

    /// <summary>Questionable, suspect, or bad but correctable.</summary>
    ProbablyBad,

    /// <summary>Bad.</summary>
    Bad,

    /// <summary>The value was changed during quality control.</summary>
    Changed,

    /// <summary>Below the detection limit; the value is the limit, not a measurement.</summary>
    BelowDetection,

    /// <summary>Below the limit of quantification.</summary>
    BelowQuantification,

    /// <summary>Above what the method measures; the value is that limit.</summary>
    InExcess,

    /// <summary>A nominal value, e.g. a target depth.</summary>
    Nominal,

    /// <summary>Interpolated or estimated, not measured there.</summary>
    Estimated,

    /// <summary>The phenomenon itself is uncertain, e.g. an ambiguous identification.</summary>
    UncertainPhenomenon,

    /// <summary>Mean of replicate measurements.</summary>
    Replicates,

    /// <summary>No value: missing, not sampled, not reported.</summary>
    Missing,
}
