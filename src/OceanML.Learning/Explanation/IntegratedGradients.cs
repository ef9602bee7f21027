namespace OceanML.Learning;

/// <summary>
/// Integrated gradients: the slope by each feature, averaged along the straight way from the baseline to the row, times the distance. The
/// shares sum to the output less that at the baseline up to the error of the integration, which is the residual. With no step at all it is
/// gradient times input: the slope at the row times the distance from the baseline.
/// </summary>
/// <remarks>Sundararajan, Taly and Yan 2017, arXiv:1703.01365. The integral is taken by Gauss-Legendre quadrature.</remarks>
public sealed class IntegratedGradients : NetworkExplainer
{
    private readonly float[] baseline;
    private readonly float[] baselineInputs;
    private readonly (double Point, double Weight)[] points;
    private readonly double[][] baselineValues;

    /// <summary>Prepares the integration.</summary>
    /// <param name="model">The networks.</param>
    /// <param name="baseline">Features of the baseline, in their units; null for the training mean.</param>
    /// <param name="steps">Points along the way; 0 for gradient times input.</param>
    public IntegratedGradients(ExplainedNetworks model, float[]? baseline, int steps)
        : base(model)
    {
        var features = baseline ?? model.Baseline;
        this.baseline = Map.Standardise(features);
        baselineInputs = Map.Unbounded(this.baseline);
        if (steps == 0)
        {
            points = [(1, 1)];
        }
        else
        {
            var (at, weights) = GaussLegendre.Rule(steps);
            points = [.. at.Zip(weights)];
        }

        baselineValues = new double[MemberCount][];
        for (var m = 0; m < MemberCount; m++) baselineValues[m] = model.Member(m).Of(features);
    }

    /// <inheritdoc/>
    public override void Explain(float[] rows, int firstRow, int[] outputs, RowShares shares)
    {
        var n = shares.Rows;
        var standardised = Map.Standardise(rows);
        var ends = Map.Unbounded(standardised);
        var (inputs, slopes) = (new float[ends.Length], new float[FeatureCount]);
        foreach (var (point, weight) in points)
        {
            for (var i = 0; i < inputs.Length; i++)
            {
                var start = baselineInputs[i % Map.Inputs];
                inputs[i] = (float)(start + (point * (ends[i] - start)));
            }

            for (var m = 0; m < MemberCount; m++)
            {
                var workspace = Model.Rent(m);
                Map.Place(inputs, n, workspace.Input);
                Model.Networks[m].Forward(workspace, n);
                for (var q = 0; q < shares.Queries; q++)
                {
                    var of = outputs.AsSpan(q * n, n);
                    Seed(workspace, m, of, asRelevance: false);
                    Model.Networks[m].Backward(workspace, n, null, toInput: true);
                    for (var row = 0; row < n; row++)
                    {
                        Array.Clear(slopes);
                        Map.AddSlopes(workspace.InputGradient, row, n, inputs.AsSpan(row * Map.Inputs, Map.Inputs), slopes);
                        var relevance = shares.Of(m, q, row);
                        var factor = (float)(weight * Model.Scale[of[row]]);
                        for (var i = 0; i < slopes.Length; i++) relevance[i] += factor * slopes[i] * (standardised[(row * FeatureCount) + i] - baseline[i]);
                    }
                }

                Model.Return(m, workspace);
            }
        }

        NetworkValues.Fill(Model, ends, outputs, shares, (m, output) => baselineValues[m][output]);
    }
}
