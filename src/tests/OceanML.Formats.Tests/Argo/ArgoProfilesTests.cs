using OceanML.Core;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Observations;

namespace OceanML.Tests.Argo;

/// <summary>Real Argo files; the numbers were computed with netCDF4 for Python, raw or adjusted chosen by parameter data mode.</summary>
public sealed class ArgoProfilesTests
{
    [Theory]
    [InlineData("coriolis_3902131/3902131_Sprof.nc", 113744, 9.60609e7, "temperature", 113744, 1.15507e6, 227.49)]
    [InlineData("coriolis_3902131/3902131_Sprof.nc", 113744, 9.60609e7, "oxygen", 56835, 8.42332e6, double.NaN)]
    [InlineData("coriolis_3902131/BD3902131_010.nc", 261, 93763.4, "oxygen", 261, 26492.4, 794.77)]
    [InlineData("coriolis_3902131/D3902131_010.nc", 273, 98753.8, "salinity", 273, 9583.69, 1.092)]
    [InlineData("coriolis_6901758/D6901758_003.nc", 210, 312635.1, "salinity", 210, 7331.41, 0.84)]
    [InlineData("coriolis_6903247/BR6903247_010.nc", 1123, 161045.2, "oxygen", 266, 55230.9, 2764)]
    [InlineData("coriolis_6903247/BR6903247_010.nc", 1123, 161045.2, "chlorophyll", 275, 12.4574, double.NaN)]
    [InlineData("coriolis_6903247/BR6903247_010.nc", 1123, 161045.2, "par", 551, 155521, double.NaN)]
    [InlineData("coriolis_6903247/R6903247_010.nc", 235, 71612.16, "temperature", 235, 4386.79, double.NaN)]
    [InlineData("coriolis_6903247/SR6903247_010.nc", 479, 132626.6, "chlorophyll", 273, 12.3075, double.NaN)]
    [InlineData("coriolis_6903247/SR6903247_010.nc", 479, 132626.6, "nitrate", 31, 193.623, double.NaN)]
    [InlineData("meds_4902481/4902481_Sprof.nc", 3433, 2771957, "oxygen", 3433, 970831, double.NaN)]
    [InlineData("meds_4902481/4902481_prof.nc", 3433, 2771957, "salinity", 3433, 119460, double.NaN)]
    [InlineData("single/13857_prof.nc", 14155, 6657603, "temperature", 14155, 149596, double.NaN)]
    [InlineData("single/BR5904179_001.nc", 69, 30205.3, "oxygen", 69, 16805, 168.05)]
    [InlineData("single/D4900785_048.nc", 75, 33450, "salinity", 75, 2714.54, 0.76468)]
    [InlineData("single/SD5903586_001.nc", 548, 256345.7, "chlorophyll", 60, 11.4391, 22.878)]
    [InlineData("single/SD5903586_001.nc", 548, 256345.7, "bbp700", 60, 0.0408736, double.NaN)]
    public void Values_pressures_and_errors_agree_with_netcdf4_for_python(string name, int rows, double pressures, string variable, int count, double sum, double sigmas)
    {
        var table = Read(name);
        Assert.Equal(rows, table.RowCount);
        AssertSum(pressures, table.Numbers("pressure"));
        var values = table.Numbers(variable);
        Assert.Equal(count, values.Count(double.IsFinite));
        AssertSum(sum, values);
        if (double.IsNaN(sigmas)) Assert.False(table.Has(variable + "_sigma"));
        else AssertSum(sigmas, table.Numbers(variable + "_sigma"));
        for (var row = 0; row < rows; row++) Assert.Equal(double.IsNaN(values[row]), table.Texts(variable + "_origin")[row] is null);
    }

    [Fact]
    public void Profile_time_and_position_are_those_of_the_file()
    {
        var table = Read("coriolis_3902131/3902131_Sprof.nc");
        Assert.Equal(["3902131"], table.Texts("platform").Distinct());
        Assert.Equal(162, table.Texts("profile").Distinct().Count());
        Assert.Equal(["3902131_001D", "3902131_001", "3902131_002"], table.Texts("profile").Distinct().Take(3));
        Assert.Equal("2018-03-13T06:01:00Z", Timestamp.Format(table.Times("time")[0]));
        Assert.Equal(-6.63367667, table.Numbers("latitude")[0], 1e-8);
        Assert.Equal(5.001455, table.Numbers("longitude")[0], 1e-8);
        Assert.Equal("D", table.Texts("direction")[0]);
    }

    [Fact]
    public void Each_parameter_follows_its_own_data_mode()
    {
        var table = Read("coriolis_6903247/SR6903247_010.nc");
        Assert.Equal(["A"], table.Texts("oxygen_mode").OfType<string>().Distinct());
        Assert.Equal(["R"], table.Texts("nitrate_mode").OfType<string>().Distinct());
        Assert.Equal(["R"], table.Texts("data_mode").Distinct());
        Assert.Equal(["3"], table.Texts("nitrate_qc").Where((_, row) => table.Texts("nitrate_mode")[row] is not null).Distinct());
        Assert.Equal(185, table.Texts("chlorophyll_qc").Count(flag => flag == "1"));
        Assert.Equal(68, table.Texts("chlorophyll_qc").Count(flag => flag == "5"));
    }

    [Fact]
    public void Raw_adjusted_and_best_values_can_be_chosen()
    {
        const string delayed = "coriolis_6901758/D6901758_001.nc";
        var (best, raw) = (Read(delayed), Read(delayed, new ArgoOptions(ArgoValues.Raw)));
        Assert.False(raw.Has("salinity_sigma"));
        Assert.Equal(["R"], raw.Texts("salinity_mode").OfType<string>().Distinct());
        Assert.NotEqual(raw.Numbers("salinity")[10], best.Numbers("salinity")[10]);

        const string mixed = "coriolis_6903247/SR6903247_010.nc";
        var adjusted = Read(mixed, new ArgoOptions(ArgoValues.Adjusted));
        Assert.DoesNotContain(adjusted.Numbers("temperature"), double.IsFinite);
        Assert.Equal(235, adjusted.Numbers("oxygen").Count(double.IsFinite));
        Assert.DoesNotContain(adjusted.Numbers("pressure"), double.IsNaN);
        Assert.True(adjusted.RowCount < Read(mixed).RowCount);
    }

    [Fact]
    public void Schemes_of_one_cycle_are_told_apart_and_empty_levels_counted()
    {
        using var file = Open("coriolis_6903247/BR6903247_010.nc");
        var reading = ArgoProfiles.ReadAll(file);
        Assert.Equal((6, 6 * 551, (6 * 551) - 1123), (reading.Profiles, reading.Levels, reading.EmptyLevels));
        Assert.Equal(["6903247_010"], reading.Table.Texts("profile").Distinct());
        Assert.Equal(4, reading.Table.Texts("sampling").Distinct().Count());
    }

    [Fact]
    public void A_profile_without_one_good_value_gives_no_rows_and_says_so()
    {
        using var file = Open("coriolis_3902131/BD3902131_001D.nc");
        var reading = ArgoProfiles.ReadAll(file);
        Assert.Equal((0, 317), (reading.Table.RowCount, reading.EmptyLevels));
    }

    [Fact]
    public void Variables_are_chosen_by_canonical_or_argo_name()
    {
        var table = Read("coriolis_6903247/SR6903247_010.nc", new ArgoOptions(Variables: ["CHLA", "oxygen"]));
        Assert.True(table.Has("chlorophyll") && table.Has("oxygen") && table.Has("pressure"));
        Assert.False(table.Has("temperature"));
        var intermediate = Read("coriolis_6903247/BR6903247_010.nc", new ArgoOptions(Variables: ["TEMP_DOXY"]));
        Assert.Contains("temp_doxy", intermediate.Names);
        var failure = Assert.Throws<OceanException>(() => Read("single/R3901602_163.nc", new ArgoOptions(Variables: ["oxygen"])));
        Assert.Contains("temperature", failure.Message, StringComparison.Ordinal);
        Assert.Contains("salinity", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("meds_4902481/4902481_BRtraj.nc", "B-Argo trajectory")]
    [InlineData("meds_4902481/4902481_meta.nc", "Argo meta-data")]
    [InlineData("coriolis_6903247/6903247_meta.nc", "Argo meta-data")]
    public void Files_without_profiles_are_refused_by_what_they_are(string name, string type)
    {
        using var file = Open(name);
        Assert.True(ArgoProfiles.IsArgo(file));
        Assert.False(ArgoProfiles.IsArgoProfiles(file));
        var failure = Assert.Throws<OceanException>(() => ArgoProfiles.Read(file));
        Assert.Equal(ExitCode.BadInput, failure.Code);
        Assert.Contains(type, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_profile_file_is_read_with_flags_of_the_argo_scheme_and_unit_of_the_vocabulary()
    {
        var read = 0;
        foreach (var path in Directory.EnumerateFiles(SharedData.Path("data/argo"), "*.nc", SearchOption.AllDirectories))
        {
            using var file = NetCdfFile.Open(path);
            if (!ArgoProfiles.IsArgoProfiles(file)) continue;
            var table = ArgoProfiles.Read(file);
            foreach (var column in table.Columns.OfType<TextColumn>().Where(column => column.Name.EndsWith("_qc", StringComparison.Ordinal)))
            {
                Assert.Equal("argo", column.Metadata.FlagScheme);
                Assert.All(column.Values, flag => Assert.True(flag is null || FlagScheme.Argo.Meanings.ContainsKey(flag[0])));
            }

            Assert.All(table.Numbers("pressure"), pressure => Assert.InRange(pressure, -5, 4100));
            if (table.Find("oxygen") is { } oxygen) Assert.Equal("umol kg-1", oxygen.Metadata.Unit);
            read++;
        }

        Assert.Equal(32, read);
    }

    private static Table Read(string name, ArgoOptions? options = null)
    {
        using var file = Open(name);
        return ArgoProfiles.Read(file, options);
    }

    private static NetCdfFile Open(string name) => NetCdfFile.Open(SharedData.Path("data/argo/" + name));

    private static void AssertSum(double expected, double[] values) =>
        Assert.Equal(1, values.Where(double.IsFinite).Sum() / expected, 2e-5);
}
