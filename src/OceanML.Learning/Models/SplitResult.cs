namespace OceanML.Learning;

/// <summary>What one way of splitting says of a model and of the baselines.</summary>
/// <param name="Predictions">Predictions of every row while its fold was held out.</param>
public abstract record SplitResult(HeldOutPredictions Predictions)
{
    /// <summary>The score by which models are compared, the smaller the better, in words.</summary>
    public abstract string Measure { get; }

    /// <summary>That score of the model.</summary>
    public abstract double Own { get; }

    /// <summary>That score of each baseline.</summary>
    public abstract IReadOnlyDictionary<string, double> Others { get; }

    /// <summary>The best baseline.</summary>
    public KeyValuePair<string, double> BestBaseline => Others.Where(pair => double.IsFinite(pair.Value)).OrderBy(pair => pair.Value).FirstOrDefault();

    /// <summary>Scores predictions, and calibrates those of a regression.</summary>
    public static SplitResult Of(Dataset data, HeldOutPredictions predictions) => data.Classes is null ? RegressionResult.Of(data, predictions) : ClassificationResult.Of(data, predictions);
}
