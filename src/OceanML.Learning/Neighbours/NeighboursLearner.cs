using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Learns by keeping every row: a prediction is the mean of the nearest rows in standardised features, target by target among those where the
/// target is known, or their shares of classes. A missing feature takes its mean.
/// </summary>
/// <param name="neighbours">How many; null to choose by groups held out within the training rows.</param>
/// <param name="byDistance">Whether a neighbour counts by one over its distance; else all count alike.</param>
/// <param name="baseline">Whether it is never written to a model file, so that there is no limit of rows.</param>
public sealed class NeighboursLearner(int? neighbours = null, bool byDistance = false, bool baseline = false) : ILearner
{
    /// <summary>Neighbours of the baseline.</summary>
    public const int Usual = 5;

    // A model file holds every row, and a prediction looks at all of them.
    private const int MostRows = 50_000;
    private const int MostNumbers = 8_000_000;

    /// <summary>Makes one from settings: neighbours (a number; without, it is chosen), by_distance.</summary>
    /// <exception cref="OceanException">A value does not exist or is out of bounds.</exception>
    public static NeighboursLearner From(LearnerSettings settings)
    {
        settings.Only("neighbours", "by_distance");
        return new NeighboursLearner(settings.Has("neighbours") ? settings.Integer("neighbours", Usual, 2, 1000) : null, settings.Flag("by_distance", false));
    }

    /// <inheritdoc/>
    public string Name => "nearest neighbours";

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, string Value)> Settings =>
        [("neighbours", neighbours is { } given ? SettingValues.Write(given) : "chosen by inner folds"), ("by_distance", byDistance ? "true" : "false")];

    /// <inheritdoc/>
    public bool TakesMissing => false;

    /// <inheritdoc/>
    public long Work => 1;

    /// <inheritdoc/>
    /// <exception cref="OceanException">There are too many rows for a model file.</exception>
    public ModelFit Begin(Dataset data, int[] rows, int seed, int stream)
    {
        if (!baseline && (rows.Length > MostRows || (long)rows.Length * data.FeatureCount > MostNumbers))
        {
            throw OceanException.BadInput(
                $"nearest neighbours keep every training row in the model file: {rows.Length} rows of {data.FeatureCount} features are too many (at most {MostRows} rows and {MostNumbers} numbers); "
                + "take another model, e.g. boosting, or fewer rows or features");
        }

        return new SingleFit(cancellation => NeighboursFit.Learn(data, rows, neighbours, byDistance, seed, cancellation));
    }
}
