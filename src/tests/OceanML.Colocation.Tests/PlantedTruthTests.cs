using OceanML.Core;
using OceanML.Formats.Fields;
using OceanML.Formats.Tables;
using OceanML.Tests;

namespace OceanML.Colocation.Tests;

/// <summary>The files of test-data, where every right answer is known (test-data/README.md).</summary>
public sealed class PlantedTruthTests
{
    private const double PaceRatio = 1.25;

    private static readonly string[] ThreeDays =
    [
        "pace/PACE_OCI.20240608.L3m.DAY.CHL.V2_0.chlor_a.0p1deg.NRT.nc",
        "pace/PACE_OCI.20240609.L3m.DAY.CHL.V2_0.chlor_a.0p1deg.NRT.nc",
        "pace/PACE_OCI.20240610.L3m.DAY.CHL.V2_0.chlor_a.0p1deg.NRT.nc",
    ];

    [Fact]
    public void The_satellite_is_a_quarter_above_the_truth_at_every_float()
    {
        var result = Match(Table(), Protocol("chlor_a"), ThreeDays);
        Assert.Equal(12, result.Matched);
        var truth = result.Matchups.Numbers("chlorophyll");
        var box = result.Matchups.Numbers("chlor_a");
        for (var row = 0; row < truth.Length; row++) Assert.Equal(PaceRatio, box[row] / truth[row], 6);
        Assert.Equal(["outside_field", "outside_time_window", "too_few_valid"], result.Rejected.Keys);
        Assert.Equal([4, 1, 1], result.Rejected.Values);
    }

    [Fact]
    public void Cloud_and_half_filled_boxes_of_a_day_are_found()
    {
        var day = Match(Table(), Protocol("chlor_a") with { Window = TimeWindow.Parse("0h") }, ThreeDays[0]);
        var reasons = Reasons(day);
        Assert.Equal("missing", reasons["6999005_001"]);
        Assert.Equal("too_few_valid", reasons["6999005_002"]);
        Assert.Equal("outside_field", reasons["6999005_003"]);
        Assert.Equal("outside_time_window", reasons["6999005_004"]);
        var third = Match(Table(), Protocol("chlor_a") with { Window = TimeWindow.Parse("0h"), MinimumValid = new ValidShare(0.3) }, ThreeDays[0]);
        var row = Array.IndexOf(third.Matchups.Texts("profile_id"), "6999005_002");
        Assert.Equal(0.26625, third.Matchups.Numbers("chlor_a")[row], 6);
        Assert.Equal(3, third.Matchups.Numbers("chlor_a_n")[row]);
    }

    [Fact]
    public void Boxes_cross_the_dateline_of_a_global_grid_and_of_one_from_0_to_360()
    {
        var observations = Table().Where(row => Table().Numbers("longitude")[row] is > 170 or < -170);
        var globe = Match(observations, Protocol("chlor_a") with { Window = TimeWindow.Parse("3d"), Edges = EdgePolicy.Drop }, "pace/PACE_OCI.20240608.L3m.DAY.CHL.V2_0.chlor_a.1deg.NRT.nc");
        AssertRatio(globe, "chlor_a", PaceRatio, 3);
        Assert.Equal([1.0, 1, 1], globe.Matchups.Numbers("shares_pixels"));

        // The days are 1, 2 and 3 times the truth, and the floats come one a day: 1 h, 1 h and 1 h after midnight, 11 h before noon.
        var pacific = Match(observations, Protocol("*") with { Window = TimeWindow.Parse("12h") }, "grids/cf_longitudes_0_360.nc");
        var variable = pacific.Matchups.Names.First(name => name.EndsWith("_centre", StringComparison.Ordinal));
        Assert.Equal([1.0, 2, 3], pacific.Matchups.Numbers(variable).Zip(pacific.Matchups.Numbers("chlorophyll"), (value, truth) => Math.Round(value / truth / PaceRatio, 4)));
    }

    [Fact]
    public void Every_pixel_of_a_swath_is_found_at_its_own_position_and_masked_by_its_own_flag()
    {
        const string granule = "pace/PACE_OCI.20240608T120133.L2.OC_BGC.V2_0.NRT.nc";
        var observations = Pixels(24, 24, (line, pixel) => (42.40 + (0.010 * line) + (0.002 * pixel), 5.90 + (0.012 * pixel) - (0.003 * line)));
        var result = Match(observations, Protocol("chlor_a") with { Shape = new MacroPixelShape.Box(1), Window = TimeWindow.Parse("1h") }, granule);
        for (var row = 0; row < result.Matchups.RowCount; row++)
        {
            Assert.Equal(result.Matchups.Numbers("line")[row], result.Matchups.Numbers("pixel_row")[row]);
            Assert.Equal(result.Matchups.Numbers("pixel")[row], result.Matchups.Numbers("pixel_column")[row]);
            Assert.Equal(PaceRatio, result.Matchups.Numbers("chlor_a")[row] / Truth(result.Matchups, row), 3);
        }

        // Glint on pixels 20-23, cloud on lines 0-3 (where glint, the lower bit, counts first), land on 4 x 3 pixels.
        Assert.Equal(96, result.Rejected["masked_HIGLINT"]);
        Assert.Equal(80, result.Rejected["masked_CLDICE"]);
        Assert.Equal(12, result.Rejected["masked_LAND"]);
        Assert.Equal(576 - 96 - 80 - 12, result.Matched);
        var unmasked = Match(observations, Protocol("chlor_a") with { Shape = new MacroPixelShape.Box(1), Window = TimeWindow.Parse("1h"), Mask = MaskRule.None }, granule);
        Assert.Equal(96 + 12, unmasked.Rejected["missing"]);
        Assert.Equal(10 * PaceRatio, unmasked.Matchups.Numbers("chlor_a")[unmasked.Matchups.RowCount - 1] / Truth(unmasked.Matchups, unmasked.Matchups.RowCount - 1), 2);
    }

    [Fact]
    public void A_spectrum_gives_one_set_of_columns_per_band()
    {
        var result = Match(Table(), Protocol("Rrs") with { Window = TimeWindow.Parse("3h") }, "pace/PACE_OCI.20240608T120133.L2.OC_AOP.V2_0.NRT.nc");
        Assert.Equal("6999001_001", result.Matchups.Texts("profile_id")[0]);
        Assert.Equal(0.010 - (0.00001 * (555 - 412)) + (0.001 * (42.55 - 42.5)), result.Matchups.Numbers("Rrs_555")[0], 5);
        Assert.Equal(9, result.Matchups.Numbers("Rrs_709_n")[0]);
        Assert.Equal("sr^-1", result.Matchups["Rrs_412"].Metadata.Unit);
    }

    [Fact]
    public void Pixels_without_the_flag_that_C2RCC_asks_for_are_not_used()
    {
        var observations = Pixels(20, 30, (y, x) => (42.70 - (0.005 * y) - (0.001 * x), 6.00 + (0.006 * x) - (0.001 * y)));
        var result = Match(observations, Protocol("conc_chl") with { Shape = new MacroPixelShape.Box(1), Window = TimeWindow.Parse("6h") }, "olci_c2rcc_20240608T100500.nc");
        Assert.True(result.Matched > 400);
        for (var row = 0; row < result.Matchups.RowCount; row++) Assert.Equal(1.10, result.Matchups.Numbers("conc_chl")[row] / Truth(result.Matchups, row), 2);
    }

    [Fact]
    public void Every_pixel_of_an_OLCI_granule_is_masked_by_its_64_bit_flags_and_each_variable_by_its_own()
    {
        const string granule = "olci/S3A_OL_2_WFR____20240608T100433_20240608T100436_20240609T201500_0003_113_122_2160_MAR_O_NT_003.zip";
        var observations = Pixels(60, 129, (row, column) => (42.70 - (0.0026 * row) - (0.0004 * column), 5.95 + (0.0035 * column) - (0.0006 * row)));
        var protocol = Protocol("CHL_OC4ME") with { Variables = ["CHL_OC4ME", "CHL_NN", "IWV", "Oa03_reflectance", "SZA"], Shape = new MacroPixelShape.Box(1), Window = TimeWindow.Parse("3h") };
        var result = Match(observations, protocol, granule);
        Assert.Equal((480, 480, 1, 540), (result.Rejected["masked_CLOUD"], result.Rejected["masked_HIGHGLINT"], result.Rejected["masked_RWNEG_O2"], result.Rejected["masked_no_required_flag"]));
        Assert.Equal(7740 - 480 - 480 - 1 - 540, result.Matched);
        var matchups = result.Matchups;
        Assert.Equal([9, 9, 120, 0], ((string[])["CHL_OC4ME", "CHL_NN", "IWV", "Oa03_reflectance"]).Select(name => matchups.Numbers(name).Count(double.IsNaN)));
        var (row, column) = (matchups.Numbers("line"), matchups.Numbers("pixel"));
        for (var i = 0; i < matchups.RowCount; i++)
        {
            Assert.Equal((row[i], column[i]), (matchups.Numbers("pixel_row")[i], matchups.Numbers("pixel_column")[i]));
            Assert.Equal(20 + (0.02 * row[i]) + (0.01 * column[i]), matchups.Numbers("SZA")[i], 1e-5);
            var reflectance = Math.PI * (0.010 - (0.00001 * (442.5 - 412)) + (0.001 * (matchups.Numbers("latitude")[i] - 42.5)));
            Assert.Equal(reflectance, matchups.Numbers("Oa03_reflectance")[i], 1e-5);
            foreach (var chlorophyll in (string[])["CHL_OC4ME", "CHL_NN"])
            {
                var value = matchups.Numbers(chlorophyll)[i];
                if (double.IsFinite(value)) Assert.Equal(1.10, value / Truth(matchups, i), 0.022);
            }
        }
    }

    [Fact]
    public void A_file_without_time_or_without_a_valid_pixel_is_told_plainly()
    {
        var failure = Assert.Throws<OceanException>(() => Match(Table(), Protocol("*"), "grids/cf_without_time.nc"));
        Assert.Equal(ExitCode.BadInput, failure.Code);
        Assert.Contains("no time in the file", failure.Message, StringComparison.Ordinal);
        var empty = Match(Table(), Protocol("chlor_a"), "pace/PACE_OCI.20240611.L3m.DAY.CHL.V2_0.chlor_a.0p1deg.NRT.nc");
        Assert.Equal(0, empty.Matched);
        Assert.Equal(0, empty.Matchups.RowCount);
        Assert.True(empty.Rejected["missing"] > 0);
    }

    private static Table Table() => TableFile.Read(SharedData.TestData("tables/observations.csv"));

    private static MatchupProtocol Protocol(string variable) => new() { Variables = [variable] };

    private static MatchupResult Match(Table observations, MatchupProtocol protocol, params string[] files)
    {
        var result = Matchups.Find(observations, files.Select(file => new FieldSource(file, () => FieldFile.Open(SharedData.TestData(file)))), protocol, new MatchupOptions { KeepRejected = true });
        Assert.Equal(observations.RowCount, result.Matched + result.Rejected.Values.Sum());
        return result;
    }

    private static Dictionary<string, string> Reasons(MatchupResult result)
    {
        var names = Table().Texts("profile_id");
        var rows = result.Candidates!.Numbers("observation");
        return rows.Zip(result.Candidates.Texts("reason")).ToDictionary(pair => names[(int)pair.First]!, pair => pair.Second!);
    }

    private static void AssertRatio(MatchupResult result, string variable, double ratio, int count)
    {
        Assert.Equal(count, result.Matched);
        var truth = result.Matchups.Numbers("chlorophyll");
        for (var row = 0; row < truth.Length; row++) Assert.Equal(ratio, result.Matchups.Numbers(variable)[row] / truth[row], 5);
    }

    private static double Truth(Table table, int row) =>
        0.20 + (0.04 * (table.Numbers("latitude")[row] - 42)) + (0.02 * (table.Numbers("longitude")[row] - 6));

    private static Table Pixels(int lines, int pixels, Func<int, int, (double Latitude, double Longitude)> position)
    {
        var all = Enumerable.Range(0, lines * pixels).Select(i => (Line: i / pixels, Pixel: i % pixels)).ToArray();
        return new Table(
        [
            new NumberColumn("line", [.. all.Select(at => (double)at.Line)]),
            new NumberColumn("pixel", [.. all.Select(at => (double)at.Pixel)]),
            new TimeColumn("time", [.. all.Select(_ => Timestamp.Parse("2024-06-08T12:00:00Z"))]),
            new NumberColumn("latitude", [.. all.Select(at => position(at.Line, at.Pixel).Latitude)]),
            new NumberColumn("longitude", [.. all.Select(at => position(at.Line, at.Pixel).Longitude)]),
        ]);
    }
}
