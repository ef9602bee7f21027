namespace OceanML.Learning;

/// <summary>Sums of products of features and targets over some rows, from which a ridge regression follows.</summary>
internal sealed class RidgeMoments
{
    private readonly double[] products;
    private readonly double[] featureSums;
    private readonly double[] crossed;
    private readonly double[] targetSums;
    private readonly double[] targetSquares;
    private readonly int count;

    private RidgeMoments(int width, int targets, int count, double[] products, double[] featureSums, double[] crossed, double[] targetSums, double[] targetSquares)
    {
        (Width, this.count, this.products, this.featureSums, this.crossed) = (width, count, products, featureSums, crossed);
        (this.targetSums, this.targetSquares, Targets) = (targetSums, targetSquares, targets);
        FeatureMean = Array.ConvertAll(featureSums, sum => sum / Math.Max(1, count));
        Gram = new double[width * width];
        for (var i = 0; i < width; i++)
        {
            for (var j = 0; j <= i; j++) Gram[i * width + j] = products[i * width + j] - featureSums[i] * FeatureMean[j];
        }
    }

    /// <summary>Number of features.</summary>
    public int Width { get; }

    /// <summary>Number of targets.</summary>
    public int Targets { get; }

    /// <summary>Mean of each feature.</summary>
    public double[] FeatureMean { get; }

    /// <summary>Products of centred features summed over rows: the lower half, [features, features].</summary>
    public double[] Gram { get; }

    /// <summary>Mean of a target.</summary>
    public double TargetMean(int target) => targetSums[target] / Math.Max(1, count);

    /// <summary>Products of centred features and a centred target summed over rows.</summary>
    public double[] Right(int target)
    {
        var right = new double[Width];
        for (var f = 0; f < Width; f++) right[f] = crossed[target * Width + f] - FeatureMean[f] * targetSums[target];
        return right;
    }

    /// <summary>Squared errors of weights, summed over rows.</summary>
    public double Residual(int target, double[] weights)
    {
        var sum = targetSquares[target] - targetSums[target] * TargetMean(target);
        var right = Right(target);
        for (var i = 0; i < Width; i++)
        {
            sum -= 2 * weights[i] * right[i];
            for (var j = 0; j < i; j++) sum += 2 * weights[i] * weights[j] * Gram[i * Width + j];
            sum += weights[i] * weights[i] * Gram[i * Width + i];
        }

        return Math.Max(0, sum);
    }

    /// <summary>Sums over rows.</summary>
    public static RidgeMoments Of(float[] standardised, int width, int[] rows, int targets, Func<int, int, double> value)
    {
        var (products, sums, crossed) = (new double[width * width], new double[width], new double[targets * width]);
        var (targetSums, targetSquares, row) = (new double[targets], new double[targets], new double[width]);
        foreach (var i in rows)
        {
            var own = standardised.AsSpan(i * width, width);
            for (var f = 0; f < width; f++) row[f] = own[f];
            Distances.AddScaled(sums, row, 1);
            for (var f = 0; f < width; f++)
            {
                if (row[f] != 0) Distances.AddScaled(products.AsSpan(f * width, f + 1), row, row[f]);
            }

            for (var t = 0; t < targets; t++)
            {
                var y = value(i, t);
                targetSums[t] += y;
                targetSquares[t] += y * y;
                Distances.AddScaled(crossed.AsSpan(t * width, width), row, y);
            }
        }

        return new RidgeMoments(width, targets, rows.Length, products, sums, crossed, targetSums, targetSquares);
    }

    /// <summary>The sums without some of the rows.</summary>
    public RidgeMoments Without(RidgeMoments others) => new(
        Width, Targets, count - others.count, Less(products, others.products), Less(featureSums, others.featureSums), Less(crossed, others.crossed), Less(targetSums, others.targetSums), Less(targetSquares, others.targetSquares));

    private static double[] Less(double[] a, double[] b)
    {
        var result = (double[])a.Clone();
        Distances.AddScaled(result, b, -1);
        return result;
    }
}
