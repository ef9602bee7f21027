namespace OceanML.Quality;

/// <summary>
/// A value lies many sigma from what a trained model estimates from the other variables of the row, e.g. salinity from temperature, pressure
/// and position: temperature and salinity do not belong together, though each may be possible.
/// </summary>
/// <param name="limits">Limits by variable.</param>
/// <remarks>
/// <para>
/// The estimates stand in the table: <c>v_estimate</c>, its standard deviation <c>v_estimate_sigma</c> and, where the model says it, <c>estimate_applicability</c>
/// (0..1). A value is judged only where the row is as usual as <see cref="Thresholds.LeastApplicability"/> of the training data and none of the
/// model's features is flagged 3 or 4; the target alone is flagged.
/// </para>
/// <para>QARTOD's multivariate test asks for as much without saying how (manual for temperature and salinity, test 9).</para>
/// </remarks>
public sealed class ModelOutlierTest(IReadOnlyList<(string Variable, ModelOutlierTest.Thresholds Limits)> limits)
    : VariableLimitsTest<ModelOutlierTest.Thresholds>("model-outlier", "value far from what a model estimates from the other variables", limits)
{
    /// <summary>What the name of a variable is followed by in the column of its estimates.</summary>
    public const string Estimate = "_estimate";

    /// <summary>What that name is followed by in the column of their standard deviations.</summary>
    public const string Sigma = "_sigma";

    /// <summary>Column of the applicability of the model to each row.</summary>
    public const string Applicability = "estimate_applicability";

    /// <summary>Limits.</summary>
    /// <param name="Suspect">Number of standard deviations above which a value is suspect.</param>
    /// <param name="Fail">Number above which it fails.</param>
    /// <param name="LeastSigma">Standard deviation (unit of the variable) that is taken where the model states a smaller one.</param>
    /// <param name="LeastApplicability">Applicability below which a row is not judged.</param>
    /// <param name="Features">What the model estimates from.</param>
    public sealed record Thresholds(double Suspect = 4, double Fail = 8, double LeastSigma = 0, double LeastApplicability = 0.01, IReadOnlyList<string>? Features = null);

    private protected override bool Evaluate(Sequence sequence, SequenceVariable variable, Thresholds limits, int count, Span<char> flags)
    {
        if ((sequence.Other(variable.Column + Estimate) ?? sequence.Other(variable.Name + Estimate)) is not { } estimates) return false;
        if ((sequence.Other(variable.Column + Estimate + Sigma) ?? sequence.Other(variable.Name + Estimate + Sigma)) is not { } sigmas) return false;
        var applicability = sequence.Other(Applicability);
        SequenceVariable[] features = [.. (limits.Features ?? []).Select(name => sequence.Variables.FirstOrDefault(other => other.Name == name || other.Column == name)).OfType<SequenceVariable>()];
        for (var row = 0; row < count; row++)
        {
            var value = variable.Values[row];
            var distance = Math.Abs(value - estimates[row]) / Math.Max(limits.LeastSigma, sigmas[row]);
            flags[row] = double.IsNaN(value) ? QartodFlag.Missing
                : double.IsNaN(distance) || applicability?[row] < limits.LeastApplicability || IsDoubtful(features, row) ? QartodFlag.Unknown
                : distance > limits.Fail ? QartodFlag.Fail
                : distance > limits.Suspect ? QartodFlag.Suspect
                : QartodFlag.Good;
        }

        return true;
    }

    private static bool IsDoubtful(SequenceVariable[] features, int row)
    {
        foreach (var feature in features)
        {
            if (feature.Flags[row] is ArgoFlag.ProbablyBad or ArgoFlag.Bad) return true;
        }

        return false;
    }
}
