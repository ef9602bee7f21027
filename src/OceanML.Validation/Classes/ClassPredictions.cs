namespace OceanML.Validation;

/// <summary>What class each row is, what a model says, and with what probabilities.</summary>
/// <param name="Classes">Names of the classes.</param>
/// <param name="Reference">Class of each row; -1 where not known.</param>
/// <param name="Estimate">Predicted class of each row; -1 where the model gives none.</param>
/// <param name="Probabilities">[classes][rows], or null.</param>
/// <param name="Units">What belongs together in the bootstrap, or null for rows by themselves.</param>
public sealed record ClassPredictions(IReadOnlyList<string> Classes, int[] Reference, int[] Estimate, double[][]? Probabilities = null, int[]? Units = null)
{
    /// <summary>The same for some rows.</summary>
    public ClassPredictions Take(IReadOnlyList<int> rows) => this with
    {
        Reference = [.. rows.Select(row => Reference[row])],
        Estimate = [.. rows.Select(row => Estimate[row])],
        Probabilities = Probabilities?.Select(column => rows.Select(row => column[row]).ToArray()).ToArray(),
        Units = Units is null ? null : [.. rows.Select(row => Units[row])],
    };
}
