namespace OceanML.Learning;

/// <summary>A trained ensemble with its scalings.</summary>
/// <param name="Inputs">How features become inputs.</param>
/// <param name="Targets">How outputs become targets.</param>
/// <param name="Members">The networks.</param>
public sealed record FittedEnsemble(InputScaling Inputs, TargetScaling Targets, IReadOnlyList<TrainedMember> Members)
{
    private const int ChunkRows = 128;

    /// <summary>
    /// Predicts in the model's space: the mean of the members, and the standard deviation before calibration, from the spread of the
    /// members and the mean of the variances they give (Lakshminarayanan et al. 2017, arXiv:1612.01474). With a floor, means are not below it.
    /// </summary>
    /// <param name="features">[rows, features].</param>
    /// <param name="rows">The rows to predict.</param>
    /// <returns>[rows, targets] each.</returns>
    public (double[] Mean, double[] Sigma) Predict(float[] features, ReadOnlySpan<int> rows)
    {
        var (targets, width) = (Targets.Count, NetworkShape.Pad(Targets.Count));
        var (sum, squares, variance) = (new double[rows.Length * targets], new double[rows.Length * targets], new double[rows.Length * targets]);
        var workspace = new NetworkWorkspace(Members[0].Network.Shape, ChunkRows);
        for (var start = 0; start < rows.Length; start += ChunkRows)
        {
            var count = Math.Min(ChunkRows, rows.Length - start);
            Inputs.Apply(features, rows.Slice(start, count), workspace.Input);
            foreach (var member in Members)
            {
                member.Network.Forward(workspace, count);
                for (var i = 0; i < count; i++)
                {
                    for (var t = 0; t < targets; t++)
                    {
                        double mean = workspace.Output[i * 2 * width + t];
                        var log = Math.Clamp(workspace.Output[i * 2 * width + width + t], GaussianLoss.LowestLogVariance, GaussianLoss.HighestLogVariance);
                        var at = (start + i) * targets + t;
                        sum[at] += mean;
                        squares[at] += mean * mean;
                        variance[at] += Math.Exp(log);
                    }
                }
            }
        }

        double members = Members.Count;
        var lowest = Targets.Log10 ? Math.Log10(Targets.Floor) : double.NegativeInfinity;
        for (var at = 0; at < sum.Length; at++)
        {
            var t = at % targets;
            var mean = sum[at] / members;
            var spread = Math.Max(0, squares[at] / members - mean * mean);
            sum[at] = Math.Max(lowest, mean * Targets.Deviation[t] + Targets.Mean[t]);
            squares[at] = Math.Sqrt(spread + variance[at] / members) * Targets.Deviation[t];
        }

        return (sum, squares);
    }
}
