using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace OceanML.Colocation;

/// <summary>
/// One level of the hierarchy over a swath: per block of rows and columns, a box in latitude and longitude that holds all pixel centres of the block.
/// Eight blocks by eight make one node, which is one block of the level above.
/// </summary>
/// <remarks>
/// The boxes of a node lie together, so that one kilobyte answers which of its 64 blocks meet an area. A box has a southern and a northern edge, and a
/// central longitude with half a width, so that the distance in longitude needs one subtraction and one turn in any convention and across the
/// dateline; a block that holds a pole has half a width of 180 degrees. Boxes are single precision and padded by more than its rounding.
/// </remarks>
internal sealed class SwathLevel(int rows, int columns)
{
    /// <summary>Blocks per side of a node.</summary>
    public const int Fan = 8;

    /// <summary>Widens boxes by more than the rounding of floats: 4e-6 degrees for each of an edge and the position of a query.</summary>
    public const float LatitudePadding = 3e-5f;

    /// <summary>As <see cref="LatitudePadding"/>, for differences of longitudes up to 720 degrees, rounded to 6e-5, and 8e-6 for each of centre, half width and position.</summary>
    public const float LongitudePadding = 1e-4f;

    private const int Lanes = Fan * Fan;

    private const float CentreShare = 1e-3f;

    // Every block of every node is set by the build.
    private readonly float[] boxes = GC.AllocateUninitializedArray<float>(((rows + Fan - 1) / Fan) * ((columns + Fan - 1) / Fan) * Lanes * 4);

    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    public int NodeRows { get; } = (rows + Fan - 1) / Fan;

    public int NodeColumns { get; } = (columns + Fan - 1) / Fan;

    /// <summary>Sets the box of a block from its extent in degrees; east is not below west, in any convention.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(int row, int column, float south, float north, double west, double east)
    {
        var half = (east - west) / 2;
        var centre = west + half;
        centre -= 360 * Math.Round(centre / 360);
        ref var box = ref Box(row, column);
        box = south - LatitudePadding;
        Unsafe.Add(ref box, Lanes) = north + LatitudePadding;
        Unsafe.Add(ref box, 2 * Lanes) = (float)centre;
        Unsafe.Add(ref box, 3 * Lanes) = (float)half + LongitudePadding;
    }

    /// <summary>Marks a block that has no pixel with a position, or lies beyond the edge: it meets nothing.</summary>
    public void SetEmpty(int row, int column)
    {
        ref var box = ref Box(row, column);
        for (var part = 0; part < 4; part++) Unsafe.Add(ref box, part * Lanes) = float.NaN;
    }

    /// <summary>Which of the 64 blocks of a node can hold pixels within reach of a query, as bits, row after row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ulong Meeting(in SwathQuery query, int nodeRow, int nodeColumn)
    {
        ref var box = ref Node(nodeRow, nodeColumn);
        var (south, north) = (Vector256.Create(query.South), Vector256.Create(query.North));
        var (longitude, width) = (Vector256.Create(query.Longitude), Vector256.Create(query.ReachEast));
        var meeting = 0UL;
        for (var lane = 0; lane < Lanes; lane += Fan)
        {
            var near = Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref box, (nuint)lane), north)
                & Vector256.GreaterThanOrEqual(Vector256.LoadUnsafe(ref box, (nuint)(Lanes + lane)), south)
                & Vector256.LessThanOrEqual(Turn(ref box, lane, longitude) - Vector256.LoadUnsafe(ref box, (nuint)((3 * Lanes) + lane)), width);
            meeting |= (ulong)near.ExtractMostSignificantBits() << lane;
        }

        return meeting;
    }

    /// <summary>Which of the 64 blocks of a node can hold pixels as near as the best of a query, by a bound of their distance.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ulong NotFarther(in SwathQuery query, int nodeRow, int nodeColumn)
    {
        ref var box = ref Node(nodeRow, nodeColumn);
        var (longitude, half) = (Vector256.Create(query.Longitude), Vector256.Create(0.5f));
        var near = 0UL;
        for (var lane = 0; lane < Lanes; lane += Fan)
        {
            var (south, north) = (Vector256.LoadUnsafe(ref box, (nuint)lane), Vector256.LoadUnsafe(ref box, (nuint)(Lanes + lane)));
            var halfWidths = Vector256.LoadUnsafe(ref box, (nuint)((3 * Lanes) + lane));
            near |= (ulong)SwathBound.NotFarther(query, (south + north) * half, (north - south) * half, Turn(ref box, lane, longitude), halfWidths) << lane;
        }

        return near;
    }

    /// <summary>
    /// The one of some blocks of a node that is nearest to a query, roughly: where to look first. Of several that hold the position, the one whose centre is
    /// nearest.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Nearest(in SwathQuery query, int nodeRow, int nodeColumn, ulong among)
    {
        ref var box = ref Node(nodeRow, nodeColumn);
        var (latitude, longitude) = (Vector256.Create(query.Latitude), Vector256.Create(query.Longitude));
        var cosine = Vector256.Create(query.Cosine * query.Cosine);
        var least = Vector256.Create(float.PositiveInfinity);
        var lanes = Vector256<int>.Zero;
        var bits = Vector256.Create(1, 2, 4, 8, 16, 32, 64, 128);
        for (var lane = 0; lane < Lanes; lane += Fan)
        {
            var present = (int)(among >> lane) & 0xFF;
            if (present == 0) continue;
            var (south, north) = (Vector256.LoadUnsafe(ref box, (nuint)lane), Vector256.LoadUnsafe(ref box, (nuint)(Lanes + lane)));
            var turn = Turn(ref box, lane, longitude);
            var height = Vector256.MaxNative(south - latitude, latitude - north);
            var width = turn - Vector256.LoadUnsafe(ref box, (nuint)((3 * Lanes) + lane));
            (height, width) = (Vector256.MaxNative(height, Vector256<float>.Zero), Vector256.MaxNative(width, Vector256<float>.Zero));
            var centre = ((south + north) * Vector256.Create(0.5f)) - latitude;
            var distances = (height * height) + (cosine * width * width) + (Vector256.Create(CentreShare) * ((centre * centre) + (cosine * turn * turn)));

            // Comparisons with NaN are false, so that an empty block is never nearer.
            var nearer = Vector256.LessThan(distances, least) & ~Vector256.Equals(Vector256.Create(present) & bits, Vector256<int>.Zero).AsSingle();
            least = Vector256.ConditionalSelect(nearer, distances, least);
            lanes = Vector256.ConditionalSelect(nearer.AsInt32(), Vector256.Create(lane), lanes);
        }

        var nearest = 0;
        for (var at = 1; at < Fan; at++)
        {
            if (least.GetElement(at) < least.GetElement(nearest)) nearest = at;
        }

        return lanes.GetElement(nearest) + nearest;
    }

    /// <summary>The level above: the boxes of its blocks hold those of the nodes of this one.</summary>
    public SwathLevel Above()
    {
        var above = new SwathLevel(NodeRows, NodeColumns);
        for (var row = 0; row < above.NodeRows * Fan; row++)
        {
            for (var column = 0; column < above.NodeColumns * Fan; column++)
            {
                if (row < NodeRows && column < NodeColumns) Unite(above, row, column);
                else above.SetEmpty(row, column);
            }
        }

        return above;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Unite(SwathLevel above, int nodeRow, int nodeColumn)
    {
        ref var box = ref Node(nodeRow, nodeColumn);
        var first = 0;
        while (first < Lanes && float.IsNaN(Unsafe.Add(ref box, first))) first++;
        if (first == Lanes)
        {
            above.SetEmpty(nodeRow, nodeColumn);
            return;
        }

        // Longitudes count from the centre of the first block; the copy of a block nearest to it is meant.
        double reference = Unsafe.Add(ref box, (2 * Lanes) + first);
        var (south, north) = (float.PositiveInfinity, float.NegativeInfinity);
        var (west, east) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var lane = first; lane < Lanes; lane++)
        {
            var edge = Unsafe.Add(ref box, lane);
            if (float.IsNaN(edge)) continue;
            south = Math.Min(south, edge);
            north = Math.Max(north, Unsafe.Add(ref box, Lanes + lane));
            var centre = Unsafe.Add(ref box, (2 * Lanes) + lane) - reference;
            if (Math.Abs(centre) > 180) centre -= Math.CopySign(360, centre);
            double half = Unsafe.Add(ref box, (3 * Lanes) + lane);
            west = Math.Min(west, centre - half);
            east = Math.Max(east, centre + half);
        }

        if (east - west >= 360) (west, east) = (-180, 180);
        above.Set(nodeRow, nodeColumn, south, north, reference + west, reference + east);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Turn(ref float box, int lane, Vector256<float> longitude)
    {
        var turn = Vector256.Abs(Vector256.LoadUnsafe(ref box, (nuint)((2 * Lanes) + lane)) - longitude);
        return Vector256.MinNative(turn, Vector256.Create(360f) - turn);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref float Node(int nodeRow, int nodeColumn) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(boxes), ((nodeRow * NodeColumns) + nodeColumn) * Lanes * 4);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref float Box(int row, int column) =>
        ref Unsafe.Add(ref Node(row / Fan, column / Fan), ((row % Fan) * Fan) + (column % Fan));
}
