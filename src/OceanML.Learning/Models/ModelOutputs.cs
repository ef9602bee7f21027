using OceanML.Core;

namespace OceanML.Learning;

/// <summary>What a <see cref="FittedModel"/> gives within a graph, in the model's space; see <see cref="Predictive"/>.</summary>
/// <param name="Mean">[rows, targets], or probabilities [rows, classes].</param>
/// <param name="DataVariance">[rows, targets], or the expected entropy [rows, 1].</param>
/// <param name="ModelVariance">[rows, targets], or the mutual information [rows, 1].</param>
/// <param name="LowerDeviation">How far the 10 % quantile lies below the mean, [rows, targets]; null for 1.2816 standard deviations.</param>
/// <param name="UpperDeviation">How far the 90 % quantile lies above the mean, [rows, targets]; null for 1.2816 standard deviations.</param>
public sealed record ModelOutputs(GraphSignal Mean, GraphSignal DataVariance, GraphSignal ModelVariance, GraphSignal? LowerDeviation = null, GraphSignal? UpperDeviation = null);
