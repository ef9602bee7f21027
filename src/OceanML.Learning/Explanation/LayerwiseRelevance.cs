namespace OceanML.Learning;

/// <summary>
/// Layer-wise relevance propagation: the output is handed back through the layers, each unit dividing what it receives among its
/// inputs in proportion to what they contributed. Relevances sum to the output less what biases and epsilon absorb (the residual). The
/// reference is the training mean: a feature at its mean contributes nothing to the first layer.
/// </summary>
/// <remarks>Bach et al. 2015, doi:10.1371/journal.pone.0130140; Sonnewald and Lguensat 2021, doi:10.1029/2021MS002496, on the logit before the softmax.</remarks>
/// <param name="model">The networks.</param>
/// <param name="rule">How layers divide relevance.</param>
public sealed class LayerwiseRelevance(ExplainedNetworks model, RelevanceRule rule) : NetworkExplainer(model)
{
    /// <inheritdoc/>
    public override void Explain(float[] rows, int firstRow, int[] outputs, RowShares shares)
    {
        var n = shares.Rows;
        var standardised = Map.Standardise(rows);
        var inputs = Map.Unbounded(standardised);
        for (var m = 0; m < MemberCount; m++)
        {
            var workspace = Model.Rent(m);
            Map.Place(inputs, n, workspace.Input);
            Model.Networks[m].Forward(workspace, n);
            for (var q = 0; q < shares.Queries; q++)
            {
                var of = outputs.AsSpan(q * n, n);
                Seed(workspace, m, of, asRelevance: true);
                Model.Networks[m].Relevance(workspace, n, rule);
                for (var row = 0; row < n; row++)
                {
                    var at = shares.At(m, q, row);
                    var relevance = shares.Of(m, q, row);
                    shares.Values[at] = Model.Value(workspace, m, row, of[row]);
                    shares.Bases[at] = Model.Offset[of[row]];
                    Map.AddRelevance(
                        workspace.InputGradient, row, n, standardised.AsSpan(row * FeatureCount, FeatureCount), inputs.AsSpan(row * Map.Inputs, Map.Inputs), relevance);
                    var scale = (float)Model.Scale[of[row]];
                    for (var i = 0; i < relevance.Length; i++) relevance[i] *= scale;
                }
            }

            Model.Return(m, workspace);
        }
    }
}
