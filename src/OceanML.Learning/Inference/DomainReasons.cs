namespace OceanML.Learning;

/// <summary>Why a model does not apply to a row as it does to its training data; several may hold.</summary>
[Flags]
public enum DomainReasons
{
    /// <summary>It does.</summary>
    None = 0,

    /// <summary>A feature lies above its training range.</summary>
    FeatureAboveRange = 1,

    /// <summary>A feature lies below its training range.</summary>
    FeatureBelowRange = 2,

    /// <summary>Every feature is within its range, and their combination is rare in the training data or was never seen.</summary>
    UnusualCombination = 4,

    /// <summary>The time lies before the training period.</summary>
    BeforeTraining = 8,

    /// <summary>The time lies after the training period.</summary>
    AfterTraining = 16,

    /// <summary>Features are missing, which the model takes: the index counts each as the mean of training, as usual as can be.</summary>
    FeaturesMissing = 32,
}
