namespace OceanML.Learning;

/// <summary>What networks are trained to make small.</summary>
public enum LossKind
{
    /// <summary>By the task: <see cref="Quantile"/> for the quantile method, <see cref="CrossEntropy"/> for classes, otherwise <see cref="Gaussian"/>.</summary>
    Task,

    /// <summary>Gaussian negative log-likelihood of a mean and a variance: <see cref="GaussianLoss"/>.</summary>
    Gaussian,

    /// <summary>Squared error: <see cref="SquaredLoss"/>.</summary>
    Mse,

    /// <summary>Absolute error: <see cref="AbsoluteLoss"/>.</summary>
    Mae,

    /// <summary>Squared error near, absolute error far: <see cref="HuberLoss"/>.</summary>
    Huber,

    /// <summary>Pinball loss of quantiles: <see cref="QuantileLoss"/>.</summary>
    Quantile,

    /// <summary>Cross-entropy of classes: <see cref="CrossEntropyLoss"/>.</summary>
    CrossEntropy,

    /// <summary>Focal loss of classes: <see cref="FocalLoss"/>.</summary>
    Focal,
}
