using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Learns classes by multinomial logistic regression on standardised features with a penalty on squared weights; a missing feature takes its mean.
/// </summary>
/// <param name="penalty">The penalty, on half the squared weights, for cross-entropy summed over rows; null to choose it by groups held out within the training rows.</param>
/// <param name="balanced">Whether every class counts alike, however rare.</param>
public sealed class LogisticLearner(double? penalty = null, bool balanced = false) : ILearner
{
    /// <summary>The penalty of the baseline.</summary>
    public const double Usual = 10;

    /// <summary>Makes one from settings: penalty (a number; without, it is chosen), balanced.</summary>
    /// <exception cref="OceanException">A value does not exist or is out of bounds.</exception>
    public static LogisticLearner From(LearnerSettings settings)
    {
        settings.Only("penalty", "balanced");
        return new LogisticLearner(settings.Has("penalty") ? settings.Number("penalty", Usual, 1e-6, 1e12) : null, settings.Flag("balanced", false));
    }

    /// <inheritdoc/>
    public string Name => "logistic regression";

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, string Value)> Settings =>
        [("penalty", penalty is { } given ? SettingValues.Write(given) : "chosen by inner folds"), ("balanced", balanced ? "true" : "false")];

    /// <inheritdoc/>
    public bool TakesMissing => false;

    /// <inheritdoc/>
    public long Work => 1;

    /// <inheritdoc/>
    /// <exception cref="OceanException">The targets are no classes.</exception>
    public ModelFit Begin(Dataset data, int[] rows, int seed, int stream)
    {
        if (data.Classes is null) throw OceanException.Usage("logistic regression predicts classes; for quantities there is ridge regression (ridge)");
        return new SingleFit(cancellation => LogisticFit.Learn(data, rows, penalty, balanced, seed, cancellation));
    }
}
