using System.Runtime.InteropServices;

namespace OceanML.Benchmarks;

/// <summary>A series of temperature at a mooring: season, tide and noise, with spikes, a sensor that sticks at times, and missing values.</summary>
internal static class SyntheticSeries
{
    private const long Start = 1_577_836_800_000_000;
    private const long Minute = 60_000_000;

    /// <summary>Writes the number of values, the values and the times, eight bytes each.</summary>
    public static void Write(string path, int count)
    {
        var random = new Random(4);
        var values = new double[count];
        var times = new long[count];
        var (stuck, held) = (0, 0.0);
        for (var i = 0; i < count; i++)
        {
            times[i] = Start + (i * Minute);
            if (stuck == 0 && random.Next(20_000) == 0) (stuck, held) = (random.Next(2, 12), values[Math.Max(0, i - 1)]);
            var fresh = 12 + (6 * Math.Sin(i * 2 * Math.PI / 525_960)) + (0.4 * Math.Sin(i * 2 * Math.PI / 745.2)) + (0.02 * (random.NextDouble() - 0.5));
            values[i] = stuck-- > 0 ? held : fresh;
            stuck = Math.Max(0, stuck);
            if (random.Next(5000) == 0) values[i] += 4 * (random.NextDouble() - 0.5);
            if (random.Next(100) == 0) values[i] = double.NaN;
        }

        using var file = File.Create(path);
        file.Write(BitConverter.GetBytes((long)count));
        file.Write(MemoryMarshal.AsBytes(values.AsSpan()));
        file.Write(MemoryMarshal.AsBytes(times.AsSpan()));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static (double[] Values, long[] Times) Read(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> head = stackalloc byte[8];
        file.ReadExactly(head);
        var values = new double[BitConverter.ToInt64(head)];
        var times = new long[values.Length];
        file.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        file.ReadExactly(MemoryMarshal.AsBytes(times.AsSpan()));
        return (values, times);
    }
}
