using System.Numerics;
using System.Runtime.Intrinsics;

namespace OceanML.Learning;

/// <summary>
/// Finds nearest rows of a table: distances to 256 rows at a time by one matrix product, only those below the worst kept looked at
/// further, and a few more than asked for measured again directly, so that rounding in the product does not decide. Of equal distances
/// the first row counts.
/// </summary>
internal sealed unsafe class NeighbourSearch
{
    private const int TileRows = 256;
    private const int BlockRows = 64;
    private const int Spare = 8;

    private readonly float[] table;
    private readonly int width;
    private readonly int count;
    private readonly bool[][] known;
    private readonly float[] turned;
    private readonly float[] squares;

    /// <summary>Prepares a table.</summary>
    /// <param name="table">[rows, features], none missing.</param>
    /// <param name="width">Number of features.</param>
    /// <param name="known">For each kind of question, which rows may answer; every kind gets its own neighbours.</param>
    public NeighbourSearch(float[] table, int width, bool[][] known)
    {
        (this.table, this.width, this.known, count) = (table, width, known, width == 0 ? 0 : table.Length / width);
        (turned, squares) = (new float[table.Length], new float[(count + 7) & ~7]);
        for (var first = 0; first < count; first += TileRows)
        {
            var rows = Math.Min(TileRows, count - first);
            MatrixKernels.Turned(table[(first * width)..((first + rows) * width)], rows, width).CopyTo(turned, first * width);
        }

        for (var row = 0; row < count; row++)
        {
            var sum = 0.0;
            foreach (var value in table.AsSpan(row * width, width)) sum += (double)value * value;
            squares[row] = (float)sum;
        }
    }

    /// <summary>Finds the nearest rows.</summary>
    /// <param name="queries">[rows, features], none missing.</param>
    /// <param name="wanted">How many for each kind of question.</param>
    /// <param name="found">[rows, kinds, wanted]: rows of the table, nearest first; -1 where there are fewer.</param>
    /// <param name="distances">Their squared distances.</param>
    public void Find(ReadOnlySpan<float> queries, int wanted, Span<int> found, Span<float> distances)
    {
        var keep = Math.Min(count, wanted + Spare);
        var lists = new Nearest[BlockRows * known.Length];
        for (var i = 0; i < lists.Length; i++) lists[i] = new Nearest(keep);
        var products = new float[BlockRows * TileRows];
        var asked = queries.Length / width;
        for (var start = 0; start < asked; start += BlockRows)
        {
            var block = Math.Min(BlockRows, asked - start);
            foreach (var list in lists) list.Clear();
            for (var first = 0; first < count; first += TileRows)
            {
                var rows = Math.Min(TileRows, count - first);
                MatrixKernels.Multiply(queries.Slice(start * width, block * width), turned.AsSpan(first * width, rows * width), products, block, width, rows);
                for (var q = 0; q < block; q++) Keep(products.AsSpan(q * rows, rows), first, lists.AsSpan(q * known.Length, known.Length));
            }

            for (var q = 0; q < block; q++)
            {
                var query = queries.Slice((start + q) * width, width);
                for (var kind = 0; kind < known.Length; kind++)
                {
                    var at = ((start + q) * known.Length + kind) * wanted;
                    lists[q * known.Length + kind].Measure(query, table, found.Slice(at, wanted), distances.Slice(at, wanted));
                }
            }
        }
    }

    /// <summary>Looks at one tile of products for one query: the squared distance but for the query's own square is t² - 2 q·t.</summary>
    private void Keep(ReadOnlySpan<float> products, int first, Span<Nearest> lists)
    {
        var bound = Bound(lists);
        var i = 0;
        fixed (float* p = products, s = &squares[first])
        {
            var factor = Vector256.Create(-2f);
            for (; i <= products.Length - 8; i += 8)
            {
                var distance = Vector256.FusedMultiplyAdd(Vector256.Load(p + i), factor, Vector256.Load(s + i));
                var near = Vector256.LessThan(distance, Vector256.Create(bound)).ExtractMostSignificantBits();
                for (; near != 0; near &= near - 1)
                {
                    var k = i + BitOperations.TrailingZeroCount(near);
                    Offer(lists, first + k, MathF.FusedMultiplyAdd(p[k], -2, s[k]));
                    bound = Bound(lists);
                }
            }

            for (; i < products.Length; i++)
            {
                var distance = MathF.FusedMultiplyAdd(p[i], -2, s[i]);
                if (distance < bound) Offer(lists, first + i, distance);
                bound = Bound(lists);
            }
        }
    }

    private void Offer(Span<Nearest> lists, int row, float distance)
    {
        for (var kind = 0; kind < lists.Length; kind++)
        {
            if (known[kind][row]) lists[kind].Offer(row, distance);
        }
    }

    private static float Bound(Span<Nearest> lists)
    {
        var bound = float.NegativeInfinity;
        foreach (var list in lists) bound = Math.Max(bound, list.Worst);
        return bound;
    }

    /// <summary>The nearest rows seen so far, in order.</summary>
    private sealed class Nearest(int capacity)
    {
        private readonly int[] rows = new int[capacity];
        private readonly float[] distances = new float[capacity];
        private int held;

        /// <summary>What a row must be below to be kept.</summary>
        public float Worst => held < capacity ? float.PositiveInfinity : capacity == 0 ? float.NegativeInfinity : distances[^1];

        public void Clear() => held = 0;

        public void Offer(int row, float distance)
        {
            if (distance >= Worst) return;
            var at = held < capacity ? held++ : capacity - 1;
            for (; at > 0 && distances[at - 1] > distance; at--) (rows[at], distances[at]) = (rows[at - 1], distances[at - 1]);
            (rows[at], distances[at]) = (row, distance);
        }

        /// <summary>Measures the rows kept directly and gives the nearest.</summary>
        public void Measure(ReadOnlySpan<float> query, float[] table, Span<int> found, Span<float> squared)
        {
            var width = query.Length;
            for (var i = 0; i < held; i++) distances[i] = Distances.Squared(query, table.AsSpan(rows[i] * width, width));
            for (var i = 1; i < held; i++)
            {
                var (row, distance) = (rows[i], distances[i]);
                var at = i;
                for (; at > 0 && (distances[at - 1] > distance || (distances[at - 1] == distance && rows[at - 1] > row)); at--) (rows[at], distances[at]) = (rows[at - 1], distances[at - 1]);
                (rows[at], distances[at]) = (row, distance);
            }

            for (var k = 0; k < found.Length; k++) (found[k], squared[k]) = k < held ? (rows[k], distances[k]) : (-1, float.PositiveInfinity);
        }
    }
}
