using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OceanML.Core;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Quality;
using OceanML.Formats.Tables;
using OceanML.Formats.Vocabularies;
using OceanML.Quality;

namespace OceanML.Tests.Quality;

/// <summary>
/// Real series with the settings of the notebooks of ioos_qc: every flag is the one that ioos_qc itself gives (9c1853a, with numpy and pandas of Debian
/// 13), told by the counts and the first 16 digits of the SHA-256 of the flags written one after the other.
/// </summary>
public sealed class QartodRealDataTests
{
    private const long LunarDay = 89_280_000_000;

    private static readonly Lazy<(double[] Values, long[] Times)> WaterLevel = new(ReadWaterLevel);
    private static readonly Lazy<(double[] Values, long[] Times)> Salinity = new(ReadSalinity);

    [Fact]
    public void Water_level_of_Kotzebue_in_every_test()
    {
        var (values, times) = WaterLevel.Value;
        Same("7225 x 1, 16 x 3", "5a9a734f9672e8fa", values, flags => QartodGrossRangeTest.Evaluate(values, (-10, 10), (-2, 3), flags));
        Same("3028 x 1, 6 x 3, 4207 x 4", "5b4838d6ab69e580", values, flags => QartodFlatLineTest.Evaluate(values, times, 10800, 21600, 0.001, flags));
        Same("7230 x 1, 11 x 3", "81170c56d678d2eb", values, flags => QartodRateOfChangeTest.Evaluate(values, times, 0.001, double.NaN, flags));
        Same("7188 x 1, 2 x 2, 48 x 3, 3 x 4", "163ad20366d02693", values, flags => QartodSpikeTest.Evaluate(values, 0.8, 3, QartodSpikeTest.Method.Average, flags));
        Same("7201 x 1, 2 x 2, 37 x 3, 1 x 4", "9bb75667633d2671", values, flags => QartodSpikeTest.Evaluate(values, 0.8, 3, QartodSpikeTest.Method.Differential, flags));
        Same(
            "1259 x 1, 5 x 2, 1312 x 3, 4665 x 4",
            "a50987bc51ac161f",
            values,
            flags => QartodAttenuatedSignalTest.Evaluate(values, times, 0.1, 0.05, 86_400_000_000, 6, QartodAttenuatedSignalTest.Measure.StandardDeviation, flags));
        Same("7028 x 1, 213 x 3", "038df7c324787a9a", values, flags => QartodPercentileRangeTest.Evaluate(values, 5, 95, 0.1, flags));
        ClimatologySpan[] seasons = [new(CalendarPeriod.Month, 1, 3, (-1, 0.5)), new(CalendarPeriod.Month, 9, 12, (-0.5, 1), (-1.5, 2))];
        Same("2203 x 1, 2411 x 2, 2616 x 3, 11 x 4", "31bbcf841aa68d03", values, flags => QartodClimatologyTest.Evaluate(values, times, [], seasons, flags));
    }

    [Fact]
    public void Fouled_salinity_of_the_Columbia_river_attenuates()
    {
        var (values, times) = Salinity.Value;
        var fewest = QartodAttenuatedSignalTest.FewestOf(times, 44640);
        Same(
            "23372 x 1, 743 x 2, 39 x 3, 282 x 4",
            "9b8a1c05c2016617",
            values,
            flags => QartodAttenuatedSignalTest.Evaluate(values, times, 17.25, 15, LunarDay, fewest, QartodAttenuatedSignalTest.Measure.Range, flags));
        Same(
            "23290 x 1, 743 x 2, 49 x 3, 354 x 4",
            "84ff82dface7bcc2",
            values,
            flags => QartodAttenuatedSignalTest.Evaluate(values, times, 5, 4.5, LunarDay, fewest, QartodAttenuatedSignalTest.Measure.StandardDeviation, flags));
        Same(
            "23613 x 1, 67 x 3, 756 x 4",
            "dfc6fd1ea3346375",
            values,
            flags => QartodAttenuatedSignalTest.Evaluate(values, times, 5, 4.5, LunarDay, 0, QartodAttenuatedSignalTest.Measure.StandardDeviation, flags));
        Same("24406 x 1, 30 x 3", "ebaa7e8375904cae", values, flags => QartodFlatLineTest.Evaluate(values, times, 600, 1800, 0.005, flags));
    }

    [Fact]
    public void Carbon_dioxide_of_OOI_with_missing_values()
    {
        using var file = NetCdfFile.Open(SharedData.Path("data/moored/ioos_qc/pco2_netcdf_example.nc"));
        var values = file["pco2_seawater"].ReadDoubles();
        var times = CfTime.Parse(file["time"].Unit!).Decode(file["time"].ReadDoubles());
        Same("7110 x 1, 208 x 3, 19 x 4, 2 x 9", "47589183098f39f2", values, flags => QartodGrossRangeTest.Evaluate(values, (0, 3000), (200, 2400), flags));
        Same("7309 x 1, 4 x 2, 22 x 3, 2 x 4, 2 x 9", "94a02e6f538beebc", values, flags => QartodSpikeTest.Evaluate(values, 500, 1000, QartodSpikeTest.Method.Average, flags));
        Same("6265 x 1, 1072 x 3, 2 x 9", "a14026dc85b84d3e", values, flags => QartodFlatLineTest.Evaluate(values, times, 3600, 86400, 1, flags));
    }

    [Fact]
    public void A_plan_in_yaml_gives_the_flags_of_ioos_qc_put_together()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "kotzebue.yaml");
            File.WriteAllText(path, """
                title: water level of Kotzebue
                scheme: qartod
                axis: series
                tests:
                  - test: qartod-gross-range
                    limits: {sea_surface_height_above_sea_level: {fail_span: [-10, 10], suspect_span: [-2, 3]}}
                  - test: qartod-flat-line
                    limits: {sea_surface_*: {tolerance: 0.001, suspect_threshold: 3h, fail_threshold: 21600}}
                  - test: qartod-rate-of-change
                    limits: {sea_surface_height_above_sea_level: {threshold: 3.6, per: 1h}}
                  - test: qartod-spike
                    limits: {sea_surface_height_above_sea_level: {suspect_threshold: 0.8, fail_threshold: 3}}
                """);
            var plan = QualityPlan.Select([PlanFile.Read(path)], [], new TestResources());
            var (values, times) = WaterLevel.Value;
            var table = new Table([new TimeColumn("time", times), new NumberColumn("sea_surface_height_above_sea_level", values)]);
            var result = QualityControl.Run(table, new QualityOptions(plan.Tests, VocabularyFile.Load(), Axis: plan.Axis) { Scheme = plan.Scheme! });
            var flags = string.Concat(result.Table.Texts("sea_surface_height_above_sea_level_qc"));
            Same("2971 x 1, 60 x 3, 4210 x 4", "7ff2e7c6623a9725", flags);
            Assert.Same(values, result.Table.Numbers("sea_surface_height_above_sea_level"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Same(string counts, string digest, double[] values, Action<char[]> evaluate)
    {
        var flags = new char[values.Length];
        evaluate(flags);
        Same(counts, digest, new string(flags));
    }

    private static void Same(string counts, string digest, string flags)
    {
        Assert.Equal(counts, string.Join(", ", flags.GroupBy(flag => flag).OrderBy(group => group.Key).Select(group => $"{group.Count()} x {group.Key}")));
        Assert.Equal(digest, Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(flags)))[..16]);
    }

    private static (double[] Values, long[] Times) ReadWaterLevel()
    {
        var table = TableFile.Read(SharedData.Path("data/moored/ioos_qc/water_level_example.csv"));
        return (table.Numbers("sea_surface_height_above_sea_level"), table.Times("time"));
    }

    private static (double[] Values, long[] Times) ReadSalinity()
    {
        var lines = File.ReadAllLines(SharedData.Path("data/moored/ioos_qc/attenuated_salinity_example.csv")).Skip(2).Select(line => line.Split(',')).ToArray();
        return ([.. lines.Select(parts => double.Parse(parts[1], CultureInfo.InvariantCulture))], [.. lines.Select(parts => Timestamp.Parse(parts[0].Trim('\'')))]);
    }
}
