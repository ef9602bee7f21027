using OceanML.Core;
using OceanML.Formats.Observations;
using OceanML.Formats.Vocabularies;
using OceanML.Quality;

namespace OceanML.Tests.Quality;

/// <summary>The profiles of test-data, in which every fault was put on purpose (test-data/README.md): all of them are found, and nothing else.</summary>
public sealed class PlantedTruthTests
{
    [Theory]
    [InlineData("6999001/profiles/SR6999001_001.nc")]
    [InlineData("6999001/profiles/SR6999001_003.nc")]
    [InlineData("6999004/profiles/SR6999004_001.nc")]
    [InlineData("6999004/profiles/SR6999004_002.nc")]
    [InlineData("6999004/profiles/SR6999004_003.nc")]
    public void Nothing_is_found_in_clean_profiles(string file)
    {
        var result = Check(file);
        AssertOnlyRawOxygen(result);
        Assert.All(result.Report.Flags, pair => Assert.Equal(30, pair.Value[pair.Key == "oxygen" ? '3' : pair.Key == "chlorophyll" ? '2' : '1']));
    }

    [Fact]
    public void A_flag_of_the_data_centre_stays()
    {
        var result = Check("6999001/profiles/SR6999001_002.nc");
        AssertOnlyRawOxygen(result);
        Assert.Equal([20], Levels(result, "chlorophyll", _ => true, flag: "4"));
    }

    [Fact]
    public void Spikes_and_values_out_of_range_are_found_where_they_were_planted()
    {
        var result = Check("6999003/profiles/SR6999003_001.nc");
        Assert.Equal([18], Levels(result, "temperature", bits => Has(bits, 9)));
        Assert.Equal([3], Levels(result, "temperature", bits => Has(bits, 6)));
        Assert.Equal([12, 28], Levels(result, "salinity", bits => Has(bits, 6) || Has(bits, 7) || Has(bits, 9)));
        Assert.Equal([22], Levels(result, "oxygen", bits => Has(bits, 6)));
        Assert.Equal([26], Levels(result, "chlorophyll", bits => Has(bits, 6)));
        Assert.Equal([3, 18], Levels(result, "temperature", _ => true, flag: "4"));
        Assert.Equal([26], Levels(result, "chlorophyll", _ => true, flag: "4"));
    }

    [Fact]
    public void The_salinity_spike_in_the_mediterranean_falls_to_the_regional_range_first_and_to_the_spike_test_alone()
    {
        Assert.Equal([12], Levels(Check("6999003/profiles/SR6999003_001.nc", "spike"), "salinity", bits => Has(bits, 9), atLeast: 80, atMost: 100));
    }

    [Fact]
    public void A_stuck_temperature_is_found_on_every_level()
    {
        var result = Check("6999003/profiles/SR6999003_002.nc");
        Assert.Equal(Enumerable.Range(0, 30), Levels(result, "temperature", bits => Has(bits, 13)));
        Assert.Empty(Levels(result, "pressure", _ => true, flag: "4"));
        Assert.Empty(Levels(result, "chlorophyll", _ => true, flag: "4"));
    }

    [Fact]
    public void A_density_inversion_is_found_at_the_heavy_level_and_the_one_below()
    {
        var result = Check("6999003/profiles/SR6999003_003.nc");
        Assert.Equal([14, 15], Levels(result, "salinity", bits => Has(bits, 14)));
        Assert.Equal([14, 15], Levels(result, "temperature", _ => true, flag: "4"));
    }

    [Fact]
    public void A_pressure_that_stays_or_turns_back_is_found_and_spoils_the_level()
    {
        var result = Check("6999003/profiles/SR6999003_004.nc", "pressure-increasing", "dependence");
        Assert.Equal([10, 14, 15], Levels(result, "pressure", bits => Has(bits, 8)));
        foreach (var variable in new[] { "temperature", "salinity", "oxygen", "chlorophyll" })
            Assert.Equal([10, 14, 15], Levels(result, variable, _ => true, flag: "4"));
    }

    [Fact]
    public void Of_these_the_test_in_force_since_2024_finds_the_level_that_turns_back_by_more_than_20_dbar() =>
        Assert.Equal([15], Levels(Check("6999003/profiles/SR6999003_004.nc"), "pressure", bits => Has(bits, 8), flag: "4"));

    [Fact]
    public void A_digit_rollover_is_found_at_the_jump()
    {
        var salinity = Check("6999003/profiles/SR6999003_005.nc", "digit-rollover");
        Assert.Equal([15, 16], Levels(salinity, "temperature", bits => Has(bits, 12), flag: "4"));
        Assert.Equal([19, 20], Levels(salinity, "salinity", bits => Has(bits, 12), flag: "4"));
        Assert.Equal(30, Levels(salinity, "salinity", bits => Has(bits, 12)).Count);
    }

    [Fact]
    public void Flags_of_delayed_mode_are_kept_and_nothing_is_found()
    {
        var result = Check("6999002/profiles/SD6999002_001.nc");
        Assert.DoesNotContain(result.Report.Findings, finding => finding.Test != "dependence");
        Assert.Equal("5", result.Table.Texts("chlorophyll_qc")[0]);
    }

    // Raw oxygen is probably bad before anything is known of it.
    private static void AssertOnlyRawOxygen(QualityResult result) =>
        Assert.Equal([("unadjusted-sensor", "oxygen", 30, 1)], result.Report.ByTest());

    private static bool Has(double bits, int test) => ((long)bits & (1L << test)) != 0;

    private static List<int> Levels(QualityResult result, string variable, Func<double, bool> fired, string? flag = null, double atLeast = -10, double atMost = 12000)
    {
        var (flags, bits, pressure) = (result.Table.Texts(variable + "_qc"), result.Table.Numbers(variable + "_qc_tests"), result.Table.Numbers("pressure"));
        return [.. Enumerable.Range(0, result.Table.RowCount).Where(row => fired(bits[row]) && (flag is null || flags[row] == flag) && pressure[row] >= atLeast && pressure[row] <= atMost)];
    }

    private static QualityResult Check(string file, params string[] tests)
    {
        var reading = ArgoFile.Read(SharedData.TestData("gdac/dac/coriolis/" + file))!;
        return QualityControl.Run(reading.Table, new QualityOptions(Profiles.Tests(tests, Timestamp.Parse("2024-12-31")), VocabularyFile.Load()));
    }
}
