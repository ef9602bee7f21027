namespace OceanML.Learning;

/// <summary>A ridge regression of one target.</summary>
/// <param name="Weights">Weight of each standardised feature.</param>
/// <param name="FeatureMean">Mean of each standardised feature over the rows that have the target.</param>
/// <param name="TargetMean">Mean of the target; NaN where it is never known.</param>
/// <param name="Penalty">The penalty.</param>
/// <param name="Variance">Variance of what the weights leave: on groups held out where the penalty was chosen, else about the fit with as many degrees of freedom less as weights act.</param>
/// <param name="Root">Centred features times this, squared and summed, times the variance: variance of the prediction for want of data. [features, features].</param>
/// <param name="Rows">Number of rows that have the target.</param>
internal sealed record RidgeWeights(double[] Weights, double[] FeatureMean, double TargetMean, double Penalty, double Variance, double[] Root, int Rows);
