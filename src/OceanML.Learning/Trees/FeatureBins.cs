using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace OceanML.Learning;

/// <summary>
/// Cuts each feature into at most 255 bins of about as many training rows each, or one per distinct value where these are fewer, so
/// that a split is sought among bins instead of values. A cut lies midway between two values.
/// </summary>
public sealed class FeatureBins
{
    /// <summary>Most bins of a feature.</summary>
    public const int Most = 255;

    /// <summary>The bin of missing values.</summary>
    public const byte Missing = 255;

    /// <summary>Room for bins in a histogram: all of them and <see cref="Missing"/>.</summary>
    public const int Room = 256;

    // More values say little about where to cut.
    private const int MostValues = 200_000;
    private const int BlockRows = 256;

    private FeatureBins(float[][] cuts) => Cuts = cuts;

    /// <summary>For each feature the ends of its bins but the last, rising: a value is in the first bin whose end is not below it.</summary>
    public float[][] Cuts { get; }

    /// <summary>Number of features.</summary>
    public int FeatureCount => Cuts.Length;

    /// <summary>Largest value of a bin; infinite for the last one.</summary>
    public float End(int feature, int bin) => bin < Cuts[feature].Length ? Cuts[feature][bin] : float.PositiveInfinity;

    /// <summary>Learns the cuts.</summary>
    /// <param name="features">[rows, features]; NaN where missing.</param>
    /// <param name="featureCount">Number of features.</param>
    /// <param name="rows">The rows to learn from.</param>
    /// <param name="most">Most bins of a feature, 2 to 255.</param>
    /// <param name="threads">Number of threads.</param>
    public static FeatureBins Fit(float[] features, int featureCount, int[] rows, int most = Most, int threads = 1)
    {
        var step = (rows.Length + MostValues - 1) / MostValues;
        var count = step == 0 ? 0 : (rows.Length + step - 1) / step;
        var cuts = new float[featureCount][];

        // Some features at a time, so that rows are read in few passes.
        const int Together = 8;
        Parallel.For(0, (featureCount + Together - 1) / Together, new ParallelOptions { MaxDegreeOfParallelism = threads }, part =>
        {
            var (first, width) = (part * Together, Math.Min(Together, featureCount - (part * Together)));
            var values = new float[width * count];
            var known = new int[width];
            for (var i = 0; i < rows.Length; i += step)
            {
                var row = features.AsSpan(rows[i] * featureCount + first, width);
                for (var f = 0; f < width; f++)
                {
                    if (!float.IsNaN(row[f])) values[f * count + known[f]++] = row[f];
                }
            }

            for (var f = 0; f < width; f++) cuts[first + f] = Cut(values.AsSpan(f * count, known[f]), most);
        });
        return new FeatureBins(cuts);
    }

    /// <summary>The bins of rows, feature after feature: [features, rows].</summary>
    public byte[] Apply(float[] features, int[] rows, int threads = 1)
    {
        var bins = new byte[checked(FeatureCount * rows.Length)];
        var ends = new float[FeatureCount * Room];
        Array.Fill(ends, float.PositiveInfinity);
        for (var f = 0; f < FeatureCount; f++) Cuts[f].CopyTo(ends, f * Room);
        Parallel.For(0, (rows.Length + BlockRows - 1) / BlockRows, new ParallelOptions { MaxDegreeOfParallelism = threads }, block =>
        {
            var (start, count) = (block * BlockRows, Math.Min(BlockRows, rows.Length - (block * BlockRows)));
            Span<float> column = stackalloc float[BlockRows];
            for (var f = 0; f < FeatureCount; f++)
            {
                for (var i = 0; i < count; i++) column[i] = features[rows[start + i] * FeatureCount + f];
                Find(column[..count], ends.AsSpan(f * Room, Room), bins.AsSpan(f * rows.Length + start, count));
            }
        });
        return bins;
    }

    /// <summary>Halves the cuts eight times: the number of cuts below each value.</summary>
    private static unsafe void Find(ReadOnlySpan<float> values, ReadOnlySpan<float> ends, Span<byte> bins)
    {
        var i = 0;
        fixed (float* x = values, t = ends)
        {
            if (Avx2.IsSupported)
            {
                for (; i <= values.Length - 8; i += 8)
                {
                    var value = Vector256.Load(x + i);
                    var bin = Vector256<int>.Zero;
                    for (var half = Room / 2; half > 0; half >>= 1)
                    {
                        var end = Avx2.GatherVector256(t + (half - 1), bin, 4);
                        bin += Vector256.LessThan(end, value).AsInt32() & Vector256.Create(half);
                    }

                    bin = Vector256.ConditionalSelect(Vector256.Equals(value, value).AsInt32(), bin, Vector256.Create((int)Missing));
                    for (var k = 0; k < 8; k++) bins[i + k] = (byte)bin[k];
                }
            }

            for (; i < values.Length; i++)
            {
                var bin = 0;
                for (var half = Room / 2; half > 0; half >>= 1) bin += t[bin + half - 1] < x[i] ? half : 0;
                bins[i] = float.IsNaN(x[i]) ? Missing : (byte)bin;
            }
        }
    }

    private static float[] Cut(Span<float> values, int most)
    {
        if (values.Length == 0) return [];
        FloatSort.Sort(values);
        var cuts = new List<float>();
        var distinct = 1;
        for (var i = 1; i < values.Length && distinct <= most; i++) distinct += values[i] > values[i - 1] ? 1 : 0;
        if (distinct <= most)
        {
            for (var i = 1; i < values.Length; i++)
            {
                if (values[i] > values[i - 1]) cuts.Add(Between(values[i - 1], values[i]));
            }

            return [.. cuts];
        }

        for (var k = 1; k < most; k++)
        {
            var at = (int)((long)k * values.Length / most);
            var cut = at == 0 || values[at] > values[at - 1] ? Between(values[Math.Max(0, at - 1)], values[at]) : values[at];
            if (cut < values[^1] && (cuts.Count == 0 || cut > cuts[^1])) cuts.Add(cut);
        }

        return [.. cuts];
    }

    /// <summary>The middle of two values; the lower one where none is between them.</summary>
    private static float Between(float low, float high)
    {
        var middle = (float)((low + (double)high) / 2);
        return middle >= low && middle < high ? middle : low;
    }
}
