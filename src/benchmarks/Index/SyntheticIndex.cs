using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace OceanML.Benchmarks;

/// <summary>An index as a data centre writes it: floats that drift, a profile every ten days, two thirds in delayed mode, a few without a date or a position.</summary>
internal static class SyntheticIndex
{
    private static readonly string[] Dacs = ["aoml", "bodc", "coriolis", "csio", "csiro", "incois", "jma", "kma", "kordi", "meds", "nmdis"];

    public static void Write(string path, int lines)
    {
        var random = new Random(20240608);
        using var writer = new StreamWriter(path, append: false, Encoding.ASCII, 1 << 20) { NewLine = "\n" };
        writer.WriteLine("# Title : Profile directory file of the Argo Global Data Assembly Center");
        writer.WriteLine("# Date of update : 20240701000000");
        writer.WriteLine("file,date,latitude,longitude,ocean,profiler_type,institution,date_update");
        for (var (written, platform) = (0, 1_000_000); written < lines; platform++)
        {
            var dac = Dacs[(platform - 1_000_000) * Dacs.Length / 15_500 % Dacs.Length];
            var (latitude, longitude) = ((random.NextDouble() * 130) - 65, (random.NextDouble() * 360) - 180);
            var time = new DateTime(2000, 1, 1).AddMinutes(random.Next(11_000_000));
            for (var (cycle, cycles) = (1, random.Next(80, 320)); cycle <= cycles && written < lines; cycle++, written++)
            {
                (latitude, longitude) = (Math.Clamp(latitude + (random.NextDouble() / 2) - 0.25, -78, 78), longitude + (random.NextDouble() / 2) - 0.25);
                longitude = longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude;
                time = time.AddSeconds(864_000 + random.Next(-3000, 3000));
                var letter = random.Next(3) == 0 ? 'R' : 'D';
                var direction = random.Next(40) == 0 ? "D" : "";
                var date = random.Next(200) == 0 ? "" : time.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
                var place = random.Next(100) == 0 ? "," : string.Create(CultureInfo.InvariantCulture, $"{latitude:0.000},{longitude:0.000}");
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{dac}/{platform}/profiles/{letter}{platform}_{cycle:000}{direction}.nc,{date},{place},P,846,AO,20240630120000"));
            }
        }
    }

    public static void Compress(string path, string target)
    {
        using var from = File.OpenRead(path);
        using var to = new GZipStream(File.Create(target), CompressionLevel.Optimal);
        from.CopyTo(to);
    }
}
