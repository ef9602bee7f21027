using System.Numerics;

namespace OceanML.Learning;

/// <summary>
/// Adds one path's Shapley values against a background. A coalition takes its features from the row and the others from a background
/// row; the path counts where every condition is met by one of the two. With a conditions that only the row meets and c that only the
/// background row meets, each of the a features gets value · (a - 1)! c! / (a + c)!, each of the c features -value · a! (c - 1)! / (a + c)!.
/// </summary>
internal sealed class InterventionalKernel
{
    private const int TableBits = 10;
    private readonly TreePath path;
    private readonly ulong[] patterns;
    private readonly double[] counts;

    public InterventionalKernel(TreePath path, float[] background, int width, int[] rows)
    {
        this.path = path;
        var met = new ulong[rows.Length];
        for (var i = 0; i < rows.Length; i++) met[i] = path.Met(background.AsSpan(rows[i] * width, width));
        Array.Sort(met);
        patterns = [.. met.Distinct()];
        counts = new double[patterns.Length];
        for (int i = 0, at = 0; i < met.Length; i++)
        {
            if (met[i] != patterns[at]) at++;
            counts[at] += 1.0 / rows.Length;
        }

        if (patterns[^1] == All(path)) Expected = path.Value * counts[^1];
    }

    /// <summary>What the path gives on average over the background.</summary>
    public double Expected { get; }

    public void Add(ShapleyBlock block)
    {
        var length = path.Length;
        if (length == 0) return;
        Meet(block);

        // Few rows differ in the conditions they meet: each pattern's values are worked out once.
        var known = length <= TableBits ? new int[1 << length] : null;
        var more = known is null ? new Dictionary<ulong, int>() : null;
        var worth = new List<double[]>();
        for (var i = 0; i < block.Count; i++)
        {
            var met = block.Met[i];
            var number = known is not null ? known[met] : more!.GetValueOrDefault(met);
            if (number == 0)
            {
                worth.Add(Worth(met));
                number = worth.Count;
                if (known is not null) known[met] = number;
                else more![met] = number;
            }

            var values = worth[number - 1];
            if (values.Length == 0) continue;
            for (var j = 0; j < values.Length; j++) block.Values[path.Features[j] * block.Capacity + i] += values[j];
        }
    }

    private static ulong All(TreePath path) => (1UL << path.Length) - 1;

    private void Meet(ShapleyBlock block)
    {
        Array.Clear(block.Met, 0, block.Count);
        for (var j = 0; j < path.Length; j++)
        {
            var (above, most, missing, bit) = (path.Above[j], path.AtMost[j], path.Missing[j], 1UL << j);
            var column = block.Features.AsSpan(path.Features[j] * block.Capacity, block.Count);
            for (var i = 0; i < column.Length; i++)
            {
                var x = column[i];
                var inside = (x > above & x <= most) | (missing & double.IsNaN(x));
                block.Met[i] |= inside ? bit : 0;
            }
        }
    }

    /// <summary>The values of a row that meets some conditions; empty where all are zero.</summary>
    private double[] Worth(ulong met)
    {
        var (all, values) = (All(path), Array.Empty<double>());
        for (var k = 0; k < patterns.Length; k++)
        {
            var other = patterns[k];
            if ((met | other) != all || met == other) continue;
            if (values.Length == 0) values = new double[path.Length];
            var (mine, theirs) = (met & ~other, other & ~met);
            var (a, c) = (BitOperations.PopCount(mine), BitOperations.PopCount(theirs));
            var share = path.Value * counts[k];
            for (var rest = mine; rest != 0; rest &= rest - 1) values[BitOperations.TrailingZeroCount(rest)] += share * Quotient(a - 1, c);
            for (var rest = theirs; rest != 0; rest &= rest - 1) values[BitOperations.TrailingZeroCount(rest)] -= share * Quotient(c - 1, a);
        }

        return values;
    }

    /// <summary>n! m! / (n + m + 1)!.</summary>
    private static double Quotient(int n, int m)
    {
        var result = 1.0 / (n + m + 1);
        for (var i = 1; i <= n; i++) result *= i / (double)(m + i);
        return result;
    }
}
