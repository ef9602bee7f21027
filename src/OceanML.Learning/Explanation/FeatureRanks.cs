namespace OceanML.Learning;

/// <summary>Rank correlation between the features of a table.</summary>
public static class FeatureRanks
{
    /// <summary>Spearman's rank correlation of every pair of features, [features, features]; equal values share their mean rank; 0 with a constant feature.</summary>
    /// <param name="rows">[rows, features], complete.</param>
    /// <param name="featureCount">Number of features.</param>
    public static double[] Correlation(float[] rows, int featureCount)
    {
        var count = rows.Length / featureCount;
        var ranks = new double[featureCount][];
        var (values, order) = (new float[count], new int[count]);
        for (var i = 0; i < featureCount; i++)
        {
            for (var row = 0; row < count; row++) (values[row], order[row]) = (rows[(row * featureCount) + i], row);
            Array.Sort(values, order);
            ranks[i] = new double[count];
            for (var from = 0; from < count;)
            {
                var to = from + 1;
                while (to < count && values[to] == values[from]) to++;
                for (var k = from; k < to; k++) ranks[i][order[k]] = ((from + to - 1) / 2.0) - ((count - 1) / 2.0);
                from = to;
            }
        }

        var correlation = new double[featureCount * featureCount];
        var norms = new double[featureCount];
        for (var i = 0; i < featureCount; i++) norms[i] = Math.Sqrt(Product(ranks[i], ranks[i]));
        for (var i = 0; i < featureCount; i++)
        {
            correlation[(i * featureCount) + i] = 1;
            for (var j = 0; j < i; j++)
            {
                var scale = norms[i] * norms[j];
                correlation[(i * featureCount) + j] = correlation[(j * featureCount) + i] = scale > 0 ? Product(ranks[i], ranks[j]) / scale : 0;
            }
        }

        return correlation;
    }

    private static double Product(double[] a, double[] b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
