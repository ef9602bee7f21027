using System.Runtime.Intrinsics;

namespace OceanML.Learning;

/// <summary>Adds rows to histograms: one 128-bit addition per row and feature, four features at a time where rows need no counting apart.</summary>
internal static unsafe class HistogramKernel
{
    /// <summary>Fills the histograms of some features from nothing.</summary>
    /// <param name="table">The bins.</param>
    /// <param name="features">The features.</param>
    /// <param name="rows">The rows of the node; empty for all.</param>
    /// <param name="derivatives">First and second derivative of each of these rows, in their order.</param>
    /// <param name="histogram">Where to.</param>
    public static void Fill(BinnedTable table, ReadOnlySpan<int> features, ReadOnlySpan<int> rows, ReadOnlySpan<double> derivatives, NodeHistogram histogram)
    {
        const int Length = FeatureBins.Room * 2;
        foreach (var feature in features) histogram.Sums.AsSpan(feature * Length, Length).Clear();
        var count = derivatives.Length / 2;
        fixed (byte* columns = table.Columns)
        fixed (int* r = rows, counts = histogram.Counts)
        fixed (double* d = derivatives, sums = histogram.Sums)
        {
            var i = 0;
            if (counts != null)
            {
                foreach (var feature in features)
                {
                    var own = counts + feature * FeatureBins.Room;
                    new Span<int>(own, FeatureBins.Room).Clear();
                    Counted(columns + (long)feature * table.Count, r, d, count, sums + feature * Length, own);
                }

                return;
            }

            for (; i <= features.Length - 4; i += 4)
            {
                Four(
                    columns + (long)features[i] * table.Count,
                    columns + (long)features[i + 1] * table.Count,
                    columns + (long)features[i + 2] * table.Count,
                    columns + (long)features[i + 3] * table.Count,
                    r,
                    d,
                    count,
                    sums + features[i] * Length,
                    sums + features[i + 1] * Length,
                    sums + features[i + 2] * Length,
                    sums + features[i + 3] * Length);
            }

            for (; i < features.Length; i++) One(columns + (long)features[i] * table.Count, r, d, count, sums + features[i] * Length);
        }
    }

    /// <summary>whole - part, for some features; into <paramref name="whole"/>.</summary>
    public static void Subtract(NodeHistogram whole, NodeHistogram part, ReadOnlySpan<int> features)
    {
        const int Length = FeatureBins.Room * 2;
        fixed (double* a = whole.Sums, b = part.Sums)
        {
            foreach (var feature in features)
            {
                var (from, to) = (feature * Length, (feature + 1) * Length);
                for (var i = from; i < to; i += 4) (Vector256.Load(a + i) - Vector256.Load(b + i)).Store(a + i);
            }
        }

        if (whole.Counts.Length == 0) return;
        foreach (var feature in features)
        {
            var mine = whole.Counts.AsSpan(feature * FeatureBins.Room, FeatureBins.Room);
            var other = part.Counts.AsSpan(feature * FeatureBins.Room, FeatureBins.Room);
            for (var i = 0; i < mine.Length; i++) mine[i] -= other[i];
        }
    }

    private static void Four(byte* c0, byte* c1, byte* c2, byte* c3, int* rows, double* d, int count, double* h0, double* h1, double* h2, double* h3)
    {
        for (var i = 0; i < count; i++)
        {
            var row = rows == null ? i : rows[i];
            var value = Vector128.Load(d + 2 * i);
            var p0 = h0 + 2 * c0[row];
            var p1 = h1 + 2 * c1[row];
            var p2 = h2 + 2 * c2[row];
            var p3 = h3 + 2 * c3[row];
            (Vector128.Load(p0) + value).Store(p0);
            (Vector128.Load(p1) + value).Store(p1);
            (Vector128.Load(p2) + value).Store(p2);
            (Vector128.Load(p3) + value).Store(p3);
        }
    }

    private static void One(byte* column, int* rows, double* d, int count, double* h)
    {
        for (var i = 0; i < count; i++)
        {
            var p = h + 2 * column[rows == null ? i : rows[i]];
            (Vector128.Load(p) + Vector128.Load(d + 2 * i)).Store(p);
        }
    }

    private static void Counted(byte* column, int* rows, double* d, int count, double* h, int* n)
    {
        for (var i = 0; i < count; i++)
        {
            var bin = column[rows == null ? i : rows[i]];
            var p = h + 2 * bin;
            (Vector128.Load(p) + Vector128.Load(d + 2 * i)).Store(p);
            n[bin]++;
        }
    }
}
