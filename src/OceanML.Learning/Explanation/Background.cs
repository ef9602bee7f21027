using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// The rows that stand for "the feature is not known": a method that takes a feature away puts its values in these rows in its place.
/// An explanation is always an explanation against this background; another background gives other values.
/// </summary>
public sealed class Background
{
    /// <summary>Takes rows as they are.</summary>
    /// <param name="rows">[rows, features].</param>
    /// <param name="featureCount">Number of features.</param>
    /// <exception cref="OceanException">No row.</exception>
    public Background(float[] rows, int featureCount)
    {
        if (rows.Length < featureCount) throw OceanException.NothingSelected("the background has no complete row; it needs one row with every feature at least");
        (Rows, FeatureCount, Count) = (rows, featureCount, rows.Length / featureCount);
        (Mean, Deviation) = (new double[featureCount], new double[featureCount]);
        for (var i = 0; i < featureCount; i++)
        {
            double sum = 0, squares = 0;
            for (var row = 0; row < Count; row++) sum += rows[(row * featureCount) + i];
            Mean[i] = sum / Count;
            for (var row = 0; row < Count; row++)
            {
                var difference = rows[(row * featureCount) + i] - Mean[i];
                squares += difference * difference;
            }

            Deviation[i] = Math.Sqrt(squares / Count);
        }
    }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>Number of features.</summary>
    public int FeatureCount { get; }

    /// <summary>The rows, [rows, features].</summary>
    public float[] Rows { get; }

    /// <summary>Mean of each feature.</summary>
    public double[] Mean { get; }

    /// <summary>Standard deviation of each feature (population).</summary>
    public double[] Deviation { get; }

    /// <summary>A seeded sample of rows without repetition, in the order of the table; all of them where there are no more than asked.</summary>
    /// <param name="rows">[rows, features], complete.</param>
    /// <param name="featureCount">Number of features.</param>
    /// <param name="count">Number of rows wanted.</param>
    /// <param name="seed">Equal seeds give equal samples.</param>
    public static Background Sample(float[] rows, int featureCount, int count, int seed)
    {
        var chosen = Choose(rows.Length / featureCount, count, seed);
        var sample = new float[chosen.Length * featureCount];
        for (var i = 0; i < chosen.Length; i++) rows.AsSpan(chosen[i] * featureCount, featureCount).CopyTo(sample.AsSpan(i * featureCount));
        return new Background(sample, featureCount);
    }

    /// <summary>Numbers of a seeded sample of rows without repetition, increasing.</summary>
    public static int[] Choose(int available, int wanted, int seed)
    {
        var all = new int[available];
        for (var i = 0; i < available; i++) all[i] = i;
        if (wanted >= available) return all;
        var random = new RandomStream(seed, 0x5A3);
        for (var i = 0; i < wanted; i++)
        {
            var j = i + random.Next(available - i);
            (all[i], all[j]) = (all[j], all[i]);
        }

        var chosen = all.AsSpan(0, wanted).ToArray();
        Array.Sort(chosen);
        return chosen;
    }

    /// <summary>The mean of each output of a function over the rows: the base value of Shapley values.</summary>
    public double[] MeanOf(RowFunction function)
    {
        var values = function.Of(Rows);
        var means = new double[function.OutputCount];
        for (var row = 0; row < Count; row++)
        {
            for (var o = 0; o < means.Length; o++) means[o] += values[(row * means.Length) + o];
        }

        for (var o = 0; o < means.Length; o++) means[o] /= Count;
        return means;
    }
}
