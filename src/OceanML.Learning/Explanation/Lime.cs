using MathNet.Numerics.LinearAlgebra.Double;

namespace OceanML.Learning;

/// <summary>
/// Local linear explanation: around the row, features are moved by random numbers of their own standard deviation in the background, not beyond its
/// range, since a model may know nothing of, say, a negative reflectance; a linear
/// function is fitted to what the model gives there, near rows counting more; the relevance of a feature is its local slope times its distance
/// from the mean of the background. Base value plus relevances are the fit at the row, and the residual says how far the model is from it.
/// </summary>
/// <remarks>
/// Ribeiro, Singh and Guestrin 2016, doi:10.1145/2939672.2939778, for tables of numbers without making classes of them. A row at distance d (in
/// standard deviations) has the weight sqrt(exp(-d²/w²)); the width w is 0.75 sqrt(features) unless given: both as in the authors' code.
/// </remarks>
public sealed class Lime : RowExplainer
{
    private readonly RowFunction function;
    private readonly Background background;
    private readonly int samples;
    private readonly int seed;
    private readonly float[] least;
    private readonly float[] greatest;

    /// <summary>Prepares the sampling.</summary>
    /// <param name="function">The model.</param>
    /// <param name="background">Gives the mean and the standard deviation of each feature.</param>
    /// <param name="samples">Rows evaluated around each row.</param>
    /// <param name="width">Kernel width in standard deviations; NaN for 0.75 sqrt(features).</param>
    /// <param name="seed">Seed of the moves.</param>
    public Lime(RowFunction function, Background background, int samples, double width, int seed)
        : base(function.FeatureCount, function.OutputCount)
    {
        (this.function, this.background, this.seed) = (function, background, seed);
        this.samples = Math.Max(samples, (2 * FeatureCount) + 2);
        (least, greatest) = (background.Rows.AsSpan(0, FeatureCount).ToArray(), background.Rows.AsSpan(0, FeatureCount).ToArray());
        for (var i = 0; i < background.Rows.Length; i++)
        {
            least[i % FeatureCount] = Math.Min(least[i % FeatureCount], background.Rows[i]);
            greatest[i % FeatureCount] = Math.Max(greatest[i % FeatureCount], background.Rows[i]);
        }

        Width = double.IsNaN(width) ? 0.75 * Math.Sqrt(FeatureCount) : width;
    }

    /// <summary>Kernel width in standard deviations.</summary>
    public double Width { get; }

    /// <inheritdoc/>
    public override int BlockRows => 8;

    /// <inheritdoc/>
    public override void Explain(float[] rows, int firstRow, int[] outputs, RowShares shares)
    {
        var (n, count) = (FeatureCount, shares.Rows);
        var moved = new float[(samples + 1) * n];
        var results = new double[(samples + 1) * OutputCount];
        var weights = new double[samples + 1];
        for (var row = 0; row < count; row++)
        {
            var x = rows.AsSpan(row * n, n);
            Move(x, new RandomStream(seed, 0x11E, firstRow + row), moved, weights);
            function.Evaluate(moved, samples + 1, results);
            var (slopes, fits) = Fit(x, moved, weights, results);
            for (var query = 0; query < shares.Queries; query++)
            {
                var (at, output) = (shares.At(0, query, row), outputs[(query * count) + row]);
                var relevance = shares.Of(0, query, row);
                double sum = 0;
                for (var i = 0; i < n; i++)
                {
                    var share = slopes[i, output] * (x[i] - background.Mean[i]);
                    relevance[i] = (float)share;
                    sum += share;
                }

                shares.Values[at] = results[output];
                shares.Bases[at] = fits[output] - sum;
            }
        }
    }

    // The first row is the explained one itself.
    private void Move(ReadOnlySpan<float> x, RandomStream random, float[] moved, double[] weights)
    {
        var n = FeatureCount;
        x.CopyTo(moved);
        weights[0] = 1;
        for (var sample = 1; sample <= samples; sample++)
        {
            double distance = 0;
            for (var i = 0; i < n; i++)
            {
                var to = (float)(x[i] + (random.NextNormal() * background.Deviation[i]));
                moved[(sample * n) + i] = to = Math.Clamp(to, Math.Min(least[i], x[i]), Math.Max(greatest[i], x[i]));
                if (background.Deviation[i] > 0) distance += (to - x[i]) * (to - x[i]) / (background.Deviation[i] * background.Deviation[i]);
            }

            weights[sample] = Math.Exp(-distance / (2 * Width * Width));
        }
    }

    /// <summary>Weighted least squares in moves of standard deviations: slopes per unit [features, outputs] and the fit at the row.</summary>
    private (double[,] Slopes, double[] Fits) Fit(ReadOnlySpan<float> x, float[] moved, double[] weights, double[] results)
    {
        var (n, width) = (FeatureCount, OutputCount);
        var normal = new DenseMatrix(n + 1, n + 1);
        var right = new DenseMatrix(n + 1, width);
        var line = new double[n + 1];
        line[n] = 1;
        for (var sample = 0; sample <= samples; sample++)
        {
            // Where the model gives no number it tells nothing.
            if (!AllFinite(results.AsSpan(sample * width, width))) continue;
            for (var i = 0; i < n; i++) line[i] = background.Deviation[i] > 0 ? (moved[(sample * n) + i] - x[i]) / background.Deviation[i] : 0;
            for (var i = 0; i <= n; i++)
            {
                var weighted = weights[sample] * line[i];
                for (var j = 0; j <= i; j++) normal[i, j] += weighted * line[j];

                // Differences from the row's own output: small numbers keep their digits.
                for (var o = 0; o < width; o++) right[i, o] += weighted * (results[(sample * width) + o] - results[o]);
            }
        }

        // A ridge far below the rounding of the model; it holds features that do not vary at zero.
        var ridge = 1e-10 * Math.Max(normal[n, n], 1e-300);
        for (var i = 0; i <= n; i++)
        {
            normal[i, i] += ridge;
            for (var j = 0; j < i; j++) normal[j, i] = normal[i, j];
        }

        var solved = normal.Cholesky().Solve(right);
        var (slopes, fits) = (new double[n, width], new double[width]);
        for (var o = 0; o < width; o++)
        {
            for (var i = 0; i < n; i++) slopes[i, o] = background.Deviation[i] > 0 ? solved[i, o] / background.Deviation[i] : 0;
            fits[o] = results[o] + solved[n, o];
        }

        return (slopes, fits);
    }

    private static bool AllFinite(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (!double.IsFinite(value)) return false;
        }

        return true;
    }
}
