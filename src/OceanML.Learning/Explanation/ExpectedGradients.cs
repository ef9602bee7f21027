namespace OceanML.Learning;

/// <summary>
/// The fast form of Shapley values for networks: expected gradients (also called gradient SHAP). Integrated gradients averaged over baselines
/// drawn from the background, one random point along the way to each: the slopes there times the distances. It is the Aumann-Shapley value
/// against the background; it equals the Shapley value where features do not interact, and otherwise differs by how interactions are divided.
/// The residual is the error of the sampling.
/// </summary>
/// <remarks>
/// Erion et al. 2021, doi:10.1038/s42256-021-00343-w; Lundberg and Lee 2017, arXiv:1705.07874. Each row draws background rows without
/// repetition and points spread evenly along the way, the same for all members, so that their spread is that of the members. The
/// distance of the drawn rows' mean from the background's mean is taken out with the mean slope: for a linear model the values are exact.
/// </remarks>
public sealed class ExpectedGradients : NetworkExplainer
{
    private readonly float[] background;
    private readonly float[] backgroundInputs;
    private readonly float[] mean;
    private readonly double[][] expected;
    private readonly int samples;
    private readonly int seed;

    /// <summary>Prepares the sampling.</summary>
    /// <param name="model">The networks.</param>
    /// <param name="background">What features are compared with.</param>
    /// <param name="samples">Background rows and points drawn for each row.</param>
    /// <param name="seed">Seed of the draws.</param>
    public ExpectedGradients(ExplainedNetworks model, Background background, int samples, int seed)
        : base(model)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        (this.samples, this.seed) = (samples, seed);
        this.background = Map.Standardise(background.Rows);
        backgroundInputs = Map.Unbounded(this.background);
        var sums = new double[FeatureCount];
        for (var i = 0; i < this.background.Length; i++) sums[i % FeatureCount] += this.background[i];
        mean = [.. sums.Select(sum => (float)(sum / background.Count))];
        expected = new double[MemberCount][];
        for (var m = 0; m < MemberCount; m++) expected[m] = background.MeanOf(model.Member(m));
    }

    /// <inheritdoc/>
    public override void Explain(float[] rows, int firstRow, int[] outputs, RowShares shares)
    {
        var (n, features, width) = (shares.Rows, FeatureCount, Map.Inputs);
        var standardised = Map.Standardise(rows);
        var ends = Map.Unbounded(standardised);
        var (drawn, points) = Draw(n, firstRow);
        var (inputs, slopes) = (new float[ends.Length], new float[features]);
        var slopeSums = new float[shares.Relevance.Length];
        var drawnMeans = new float[n * features];
        for (var s = 0; s < samples; s++)
        {
            for (var row = 0; row < n; row++)
            {
                var (from, point) = (drawn[(row * samples) + s], points[(row * samples) + s]);
                for (var k = 0; k < width; k++)
                {
                    var start = backgroundInputs[(from * width) + k];
                    inputs[(row * width) + k] = start + (point * (ends[(row * width) + k] - start));
                }

                for (var i = 0; i < features; i++) drawnMeans[(row * features) + i] += background[(from * features) + i] / samples;
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
                        Map.AddSlopes(workspace.InputGradient, row, n, inputs.AsSpan(row * width, width), slopes);
                        var relevance = shares.Of(m, q, row);
                        var sums = slopeSums.AsSpan(shares.At(m, q, row) * features, features);
                        var x = standardised.AsSpan(row * features, features);
                        var b = background.AsSpan(drawn[(row * samples) + s] * features, features);
                        for (var i = 0; i < features; i++)
                        {
                            relevance[i] += slopes[i] * (x[i] - b[i]);
                            sums[i] += slopes[i];
                        }
                    }
                }

                Model.Return(m, workspace);
            }
        }

        Finish(outputs, shares, slopeSums, drawnMeans);
        NetworkValues.Fill(Model, ends, outputs, shares, (m, output) => expected[m][output]);
    }

    private void Finish(int[] outputs, RowShares shares, float[] slopeSums, float[] drawnMeans)
    {
        for (var m = 0; m < MemberCount; m++)
        {
            for (var q = 0; q < shares.Queries; q++)
            {
                for (var row = 0; row < shares.Rows; row++)
                {
                    var relevance = shares.Of(m, q, row);
                    var sums = slopeSums.AsSpan(shares.At(m, q, row) * FeatureCount, FeatureCount);
                    var factor = (float)(Model.Scale[outputs[(q * shares.Rows) + row]] / samples);
                    for (var i = 0; i < relevance.Length; i++)
                        relevance[i] = factor * (relevance[i] + (sums[i] * (drawnMeans[(row * FeatureCount) + i] - mean[i])));
                }
            }
        }
    }

    /// <summary>For each row background rows without repetition (again from the start where more are asked than there are) and points along the way, [rows, samples].</summary>
    private (int[] Drawn, float[] Points) Draw(int rows, int firstRow)
    {
        var count = background.Length / FeatureCount;
        var (drawn, points, all) = (new int[rows * samples], new float[rows * samples], new int[count]);
        for (var i = 0; i < count; i++) all[i] = i;
        for (var row = 0; row < rows; row++)
        {
            var random = new RandomStream(seed, 0xE6, firstRow + row);

            // The order the last row left would hang on the blocks: every row begins from the same one.
            var (swaps, place) = (new (int, int)[Math.Min(samples, count)], 0);
            for (var s = 0; s < samples; s++)
            {
                var at = s % count;
                if (s < count)
                {
                    var other = at + random.Next(count - at);
                    (all[at], all[other]) = (all[other], all[at]);
                    swaps[place++] = (at, other);
                }

                drawn[(row * samples) + s] = all[at];
                points[(row * samples) + s] = (s + random.NextSingle()) / samples;
            }

            for (place--; place >= 0; place--) (all[swaps[place].Item1], all[swaps[place].Item2]) = (all[swaps[place].Item2], all[swaps[place].Item1]);
        }

        return (drawn, points);
    }
}
