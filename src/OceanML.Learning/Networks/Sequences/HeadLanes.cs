using System.Runtime.Intrinsics;

namespace OceanML.Learning;

/// <summary>
/// Moves numbers between [rows, width] of a step, as layers have them, and [heads, steps, width of a head, 8 rows], as
/// <see cref="LaneProducts"/> takes them.
/// </summary>
/// <param name="steps">Steps of the sequence.</param>
/// <param name="heads">Heads.</param>
/// <param name="width">Numbers per step; every head has its share of consecutive ones.</param>
internal readonly unsafe struct HeadLanes(int steps, int heads, int width)
{
    /// <summary>Numbers of one matrix for eight rows.</summary>
    public int Size => 8 * steps * width;

    /// <summary>Numbers of one head of it.</summary>
    public int HeadSize => Size / heads;

    /// <summary>Takes eight rows of every step (fewer where <paramref name="count"/> is less, the other lanes become 0), times a factor.</summary>
    /// <param name="from">The first of the rows at the first step.</param>
    /// <param name="stride">From row to row.</param>
    /// <param name="stepStride">From step to step.</param>
    /// <param name="count">Rows there are.</param>
    /// <param name="lanes">Receives them.</param>
    /// <param name="factor">What every number is multiplied by.</param>
    public void Take(float* from, int stride, long stepStride, int count, float* lanes, float factor)
    {
        var rows = stackalloc float[64];
        var turned = stackalloc float[64];
        var headWidth = width / heads;
        var scale = Vector256.Create(factor);
        for (var step = 0; step < steps; step++, from += stepStride)
        {
            var (head, place) = (0, 0);
            for (var column = 0; column < width; column += 8)
            {
                if (count >= 8) VectorTranspose.Block(from + column, stride, turned, 8);
                else
                {
                    for (var row = 0; row < 8; row++) (row < count ? Vector256.Load(from + (long)row * stride + column) : Vector256<float>.Zero).Store(rows + 8 * row);
                    VectorTranspose.Block(rows, 8, turned, 8);
                }

                var there = Math.Min(8, width - column);
                for (var i = 0; i < there; i++)
                {
                    (Vector256.Load(turned + 8 * i) * scale).Store(lanes + ((head * steps + step) * headWidth + place) * 8);
                    if (++place == headWidth) (head, place) = (head + 1, 0);
                }
            }
        }
    }

    /// <summary>Gives eight rows back, times a factor; padding columns become 0.</summary>
    /// <param name="lanes">The numbers.</param>
    /// <param name="factor">What every number is multiplied by.</param>
    /// <param name="to">The first of the rows at the first step.</param>
    /// <param name="stride">From row to row.</param>
    /// <param name="stepStride">From step to step.</param>
    /// <param name="count">Rows there are; lanes beyond them are left out.</param>
    public void Give(float* lanes, float factor, float* to, int stride, long stepStride, int count)
    {
        var rows = stackalloc float[64];
        var turned = stackalloc float[64];
        var headWidth = width / heads;
        var scale = Vector256.Create(factor);
        for (var step = 0; step < steps; step++, to += stepStride)
        {
            var (head, place) = (0, 0);
            for (var column = 0; column < width; column += 8)
            {
                for (var i = 0; i < 8; i++)
                {
                    if (column + i >= width)
                    {
                        Vector256<float>.Zero.Store(turned + 8 * i);
                        continue;
                    }

                    (Vector256.Load(lanes + ((head * steps + step) * headWidth + place) * 8) * scale).Store(turned + 8 * i);
                    if (++place == headWidth) (head, place) = (head + 1, 0);
                }

                if (count >= 8) VectorTranspose.Block(turned, 8, to + column, stride);
                else
                {
                    VectorTranspose.Block(turned, 8, rows, 8);
                    for (var row = 0; row < count; row++) Vector256.Load(rows + 8 * row).Store(to + (long)row * stride + column);
                }
            }
        }
    }
}
