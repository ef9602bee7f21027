using OceanML.Formats.NetCdf;

namespace OceanML.Benchmarks;

/// <summary>Maps like MODIS or PACE Level-3 files.</summary>
internal static class SyntheticMap
{
    private const int Rows = 4320;
    private const int Columns = 8640;

    /// <summary>Packed shorts, nine tenths missing.</summary>
    public static void WritePacked(string path)
    {
        var random = new Random(1);
        var values = new short[Rows * Columns];
        for (var i = 0; i < values.Length; i++)
        {
            // Clouds come in patches: the same draw for 16 pixels.
            if (i % 16 == 0 && random.Next(10) == 0) values.AsSpan(i, 16).Fill((short)random.Next(-25000, 25000));
            else if (i % 16 == 0) values.AsSpan(i, 16).Fill(-32767);
        }

        Write<short>(path, values, NetCdfType.Int16, [216, 432], variable => variable.Attribute("scale_factor", NetCdfType.Float64, 0.001).Attribute("add_offset", NetCdfType.Float64, 25));
    }

    /// <summary>Floats: smooth with noise in the last digits, half of them under clouds.</summary>
    public static void WriteSingle(string path)
    {
        var random = new Random(0);
        var values = new float[Rows * Columns];
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                var cloud = Math.Sin(row / 90.0) + Math.Cos(column / 130.0) > 0.1;
                values[(row * Columns) + column] = cloud ? -32767 : (float)(0.2 + (0.1 * Math.Sin(row / 300.0)) + (random.Next(1024) / 65536.0));
            }
        }

        Write<float>(path, values, NetCdfType.Float32, [512, 1024], variable => variable);
    }

    private static void Write<T>(string path, T[] values, NetCdfType type, long[] chunk, Func<NetCdfVariableWriter, NetCdfVariableWriter> describe)
        where T : unmanaged
    {
        using var writer = NetCdfWriter.Create(path);
        writer.Root.Dimension("lat", Rows).Dimension("lon", Columns);
        var latitude = writer.Root.Variable("lat", NetCdfType.Float64, "lat").Attribute("units", "degrees_north");
        var longitude = writer.Root.Variable("lon", NetCdfType.Float64, "lon").Attribute("units", "degrees_east");
        var variable = describe(writer.Root.Variable("chlor_a", type, "lat", "lon").Fill(-32767)).Chunks(chunk).Deflate(4);
        latitude.Write([.. Enumerable.Range(0, Rows).Select(i => 90 - ((i + 0.5) / 24))]);
        longitude.Write([.. Enumerable.Range(0, Columns).Select(i => -180 + ((i + 0.5) / 24))]);
        variable.WriteRaw<T>(values);
        writer.Close();
    }

    public static (int Row, int Column)[] Windows(int count)
    {
        var random = new Random(2);
        return [.. Enumerable.Range(0, count).Select(_ => (random.Next(Rows - 3), random.Next(Columns - 3)))];
    }
}
