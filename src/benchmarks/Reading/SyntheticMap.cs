using OceanML.Formats.NetCdf;

namespace OceanML.Benchmarks;

/// <summary>A map like a MODIS or PACE Level-3 file: 4320 x 8640 packed shorts, nine tenths missing, chunks of 216 x 432.</summary>
internal static class SyntheticMap
{
    private const int Rows = 4320;
    private const int Columns = 8640;

    public static void Write(string path)
    {
        using var writer = NetCdfWriter.Create(path);
        writer.Root.Dimension("lat", Rows).Dimension("lon", Columns);
        var latitude = writer.Root.Variable("lat", NetCdfType.Float64, "lat").Attribute("units", "degrees_north");
        var longitude = writer.Root.Variable("lon", NetCdfType.Float64, "lon").Attribute("units", "degrees_east");
        var variable = writer.Root.Variable("chlor_a", NetCdfType.Int16, "lat", "lon").Fill(-32767)
            .Attribute("scale_factor", NetCdfType.Float64, 0.001).Attribute("add_offset", NetCdfType.Float64, 25)
            .Chunks(216, 432).Deflate(4);
        latitude.Write([.. Enumerable.Range(0, Rows).Select(i => 90 - ((i + 0.5) / 24))]);
        longitude.Write([.. Enumerable.Range(0, Columns).Select(i => -180 + ((i + 0.5) / 24))]);
        var random = new Random(1);
        var values = new short[Rows * Columns];
        for (var i = 0; i < values.Length; i++)
        {
            // Clouds come in patches: the same draw for 16 pixels.
            if (i % 16 == 0 && random.Next(10) == 0) values.AsSpan(i, 16).Fill((short)random.Next(-25000, 25000));
            else if (i % 16 == 0) values.AsSpan(i, 16).Fill(-32767);
        }

        variable.WriteRaw<short>(values);
        writer.Close();
    }

    public static (int Row, int Column)[] Windows(int count)
    {
        var random = new Random(2);
        return [.. Enumerable.Range(0, count).Select(_ => (random.Next(Rows - 3), random.Next(Columns - 3)))];
    }
}
