namespace OceanML.Learning;

/// <summary>How wrong predictions are, as permutation importance measures it.</summary>
public enum PredictionLoss
{
    /// <summary>Root mean square error of a target in the model's space.</summary>
    RootMeanSquare,

    /// <summary>Mean negative logarithm of the probability given to the true class, nats.</summary>
    LogLoss,
}
