using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace OceanML.Learning;

/// <summary>Which of eight neighbouring columns hold numbers and which are padding.</summary>
internal static class RowMask
{
    private static ReadOnlySpan<float> Ones => [-1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>All bits set for the columns from <paramref name="column"/> on that lie below <paramref name="width"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> At(int column, int width) =>
        Vector256.LessThan(Vector256.Create(Ones.Slice(8 - Math.Clamp(width - column, 0, 8), 8)), Vector256<float>.Zero);
}
