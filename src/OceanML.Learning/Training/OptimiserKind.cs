namespace OceanML.Learning;

/// <summary>How parameters are moved against the gradient.</summary>
public enum OptimiserKind
{
    /// <summary>Adam with decoupled weight decay: <see cref="AdamOptimiser"/>.</summary>
    AdamW,

    /// <summary>Gradient descent with momentum: <see cref="MomentumOptimiser"/>.</summary>
    Sgd,
}
