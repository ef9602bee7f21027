namespace OceanML.Learning;

/// <summary>
/// Predictive distributions of some rows, before calibration. Of a regression, in the model's space, [rows, targets]: the mean and its
/// variance in two parts, that of the data (aleatoric: what would remain with endless data) and that of the model (epistemic: how far
/// models that fit the data differ). Of a classification: probabilities [rows, classes], and in nats [rows] the expected entropy of the
/// members (data) and their mutual information with the class (model); the two sum to the entropy of the mean probabilities.
/// </summary>
/// <param name="Count">Number of rows.</param>
/// <param name="Width">Number of targets, or of classes.</param>
/// <param name="Mean">Means, or probabilities.</param>
/// <param name="DataVariance">The part of the data.</param>
/// <param name="ModelVariance">The part of the model.</param>
public sealed record Predictive(int Count, int Width, double[] Mean, double[] DataVariance, double[] ModelVariance)
{
    /// <summary>How far the 10 % quantile lies below the mean, [rows, targets]; null for 1.2816 standard deviations.</summary>
    public double[]? LowerDeviation { get; init; }

    /// <summary>How far the 90 % quantile lies above the mean, [rows, targets]; null for 1.2816 standard deviations.</summary>
    public double[]? UpperDeviation { get; init; }

    /// <summary>How far the 10 % quantile lies below the mean, [rows, targets], whatever the method.</summary>
    public double[] Below() => LowerDeviation ?? Reach();

    /// <summary>How far the 90 % quantile lies above the mean, [rows, targets], whatever the method.</summary>
    public double[] Above() => UpperDeviation ?? Reach();

    /// <summary>Standard deviations, [rows, targets].</summary>
    public double[] Sigma()
    {
        var sigma = new double[Mean.Length];
        for (var i = 0; i < sigma.Length; i++) sigma[i] = Math.Sqrt(DataVariance[i] + ModelVariance[i]);
        return sigma;
    }

    /// <summary>Share of the variance that is of the model, [rows, targets].</summary>
    public double[] ModelShare()
    {
        var share = new double[Mean.Length];
        for (var i = 0; i < share.Length; i++)
        {
            var all = DataVariance[i] + ModelVariance[i];
            share[i] = all > 0 ? ModelVariance[i] / all : 0;
        }

        return share;
    }

    private double[] Reach()
    {
        var reach = Sigma();
        for (var i = 0; i < reach.Length; i++) reach[i] *= ConformalCalibration.NormalQuantile;
        return reach;
    }
}
