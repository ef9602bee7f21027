using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Learns by linear regression on standardised features with a penalty on squared weights (Hoerl and Kennard 1970,
/// doi:10.1080/00401706.1970.10488634), each target by itself. A missing feature takes its mean.
/// </summary>
/// <param name="penalty">The penalty, for squared errors summed over rows; null to choose it by groups held out within the training rows.</param>
public sealed class RidgeLearner(double? penalty = null) : ILearner
{
    /// <summary>The penalty of the baseline.</summary>
    public const double Usual = 10;

    /// <summary>The penalty; null where it is chosen.</summary>
    public double? Penalty => penalty;

    /// <summary>Makes one from settings: penalty (a number; without, it is chosen).</summary>
    /// <exception cref="OceanException">A value does not exist or is out of bounds.</exception>
    public static RidgeLearner From(LearnerSettings settings)
    {
        settings.Only("penalty");
        return new RidgeLearner(settings.Has("penalty") ? settings.Number("penalty", Usual, 1e-6, 1e12) : null);
    }

    /// <inheritdoc/>
    public string Name => "ridge regression";

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, string Value)> Settings => [("penalty", penalty is { } given ? SettingValues.Write(given) : "chosen by inner folds")];

    /// <inheritdoc/>
    public bool TakesMissing => false;

    /// <inheritdoc/>
    public long Work => 1;

    /// <inheritdoc/>
    /// <exception cref="OceanException">The targets are classes.</exception>
    public ModelFit Begin(Dataset data, int[] rows, int seed, int stream)
    {
        if (data.Classes is not null) throw OceanException.Usage("ridge regression predicts quantities; for classes there is logistic regression (logistic)");
        return new SingleFit(_ => RidgeFit.Learn(data, rows, penalty, seed));
    }
}
