using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Learns nothing but the mean and the variance of each target, or the share of each class: what every model must beat.</summary>
public sealed class MeanLearner : ILearner
{
    /// <summary>Makes one from settings, of which there are none.</summary>
    public static MeanLearner From(LearnerSettings settings)
    {
        settings.Only();
        return new MeanLearner();
    }

    /// <inheritdoc/>
    public string Name => "mean of the training rows";

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, string Value)> Settings => [];

    /// <inheritdoc/>
    public bool TakesMissing => true;

    /// <inheritdoc/>
    public long Work => 1;

    /// <inheritdoc/>
    public ModelFit Begin(Dataset data, int[] rows, int seed, int stream) => new SingleFit(_ => FittedMean.Learn(data, rows));
}
