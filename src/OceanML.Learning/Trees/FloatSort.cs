using System.Runtime.InteropServices;

namespace OceanML.Learning;

/// <summary>Sorts numbers by their digits (least significant first, 11 bits at a time): for long columns several times faster than by comparison.</summary>
internal static class FloatSort
{
    private const int Bits = 11;
    private const int Digits = 1 << Bits;

    /// <summary>Sorts numbers, none of which is NaN; zero and minus zero become one.</summary>
    public static void Sort(Span<float> values)
    {
        if (values.Length < 4 * Digits)
        {
            values.Sort();
            return;
        }

        var keys = MemoryMarshal.Cast<float, uint>(values);
        var other = new uint[keys.Length];
        var counts = new int[3 * Digits];
        for (var i = 0; i < keys.Length; i++)
        {
            var bits = BitConverter.SingleToUInt32Bits(values[i] + 0f);

            // The sign bit flipped for positive numbers, all bits for negative ones: as whole numbers they then rank as the values do.
            var key = bits ^ ((uint)((int)bits >> 31) | 0x80000000);
            keys[i] = key;
            counts[key & (Digits - 1)]++;
            counts[Digits + (key >> Bits & (Digits - 1))]++;
            counts[2 * Digits + (key >> 2 * Bits)]++;
        }

        Pass(keys, other, counts.AsSpan(0, Digits), 0);
        Pass(other, keys, counts.AsSpan(Digits, Digits), Bits);
        Pass(keys, other, counts.AsSpan(2 * Digits, Digits), 2 * Bits);
        for (var i = 0; i < other.Length; i++)
        {
            var key = other[i];
            values[i] = BitConverter.UInt32BitsToSingle(key ^ ((key >> 31) - 1 | 0x80000000));
        }
    }

    private static void Pass(ReadOnlySpan<uint> from, Span<uint> to, Span<int> counts, int shift)
    {
        var sum = 0;
        for (var i = 0; i < counts.Length; i++) (counts[i], sum) = (sum, sum + counts[i]);
        foreach (var key in from) to[counts[(int)(key >> shift & (Digits - 1))]++] = key;
    }
}
