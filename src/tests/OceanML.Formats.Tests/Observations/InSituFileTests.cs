using System.IO.Compression;
using OceanML.Core;
using OceanML.Formats.Observations;
using OceanML.Formats.Products;
using OceanML.Tests;

namespace OceanML.Formats.Tests.Observations;

/// <summary>Planted files of every in situ convention: rows, times, positions, flags and units as they stand in <c>test-data/generator/insitu.py</c>.</summary>
public sealed class InSituFileTests
{
    private const double Missing = double.NaN;

    [Fact]
    public void A_sea_bird_cast_has_the_time_of_each_scan_the_position_of_nmea_and_bad_scans_flagged()
    {
        var set = Read("station_7.cnv");
        var table = set.Table;
        Assert.Equal(5, set.RowsRead);
        Assert.Equal(["2024-06-08T10:00:00Z", "2024-06-08T10:00:00.25Z", "2024-06-08T10:00:01Z"], new[] { 0, 1, 4 }.Select(row => Timestamp.Format(table.Times("time")[row])));
        Assert.All(table.Numbers("latitude"), latitude => Assert.Equal(42.55, latitude, 9));
        Assert.All(table.Numbers("longitude"), longitude => Assert.Equal(6.05, longitude, 9));
        Assert.Equal(("RV Test", "TEST24_7_2"), (table.Texts("platform")[0], table.Texts("profile")[0]));
        Assert.Equal([2, 4, 3, 6, 8], table.Numbers("pressure"));
        Assert.Equal([19.5, 19.4, 19.45, 19.3, 19.2], table.Numbers("temperature"));
        Assert.Equal(19.501, table.Numbers("temperature_2")[0]);
        Assert.Equal(38.132, table.Numbers("salinity_2")[4]);
        Assert.Equal([5.4, 5.41, 5.405, Missing, 5.43], table.Numbers("oxygen_volume"));
        Assert.Equal(27.29, table.Numbers("density_anomaly")[4]);
        Assert.Equal([null, null, "4", null, null], table.Texts("temperature_qc"));
        Assert.DoesNotContain("flag", table.Names);
        Assert.Equal(("dbar", "deg C", "ml/l"), (table["pressure"].Metadata.Unit, table["temperature"].Metadata.Unit, table["oxygen_volume"].Metadata.Unit));
        Assert.Equal("t090C", table["temperature"].Metadata.Source);
        Assert.Contains("1 scans are marked bad", Assert.Single(set.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bottle_file_keeps_woce_flags_beside_samples_and_the_sea_floor_apart_from_their_depth()
    {
        var set = Read("00AA20240608_hy1.csv");
        var table = set.Table;
        Assert.Equal((3, 3), (set.RowsRead, table.RowCount));
        Assert.Equal(["00AA20240608_3_1", "00AA20240608_3_1", "00AA20240608_4_2"], table.Texts("profile"));
        Assert.Equal(["2024-06-08T00:42:00Z", "2024-06-08T00:10:00Z", "2024-06-09T15:07:00Z"], table.Times("time").Select(Timestamp.Format));
        Assert.Equal([5.1, 2003, 100.2], table.Numbers("pressure"));
        Assert.Equal([2500, 2500, 2480], table.Numbers("bottom_depth"));
        Assert.DoesNotContain("depth", table.Names);
        Assert.Equal([0.05, 8.2, Missing], table.Numbers("nitrate"));
        Assert.Equal(["2", "6", "5"], table.Texts("nitrate_qc"));
        Assert.Equal("woce", table["nitrate_qc"].Metadata.FlagScheme);
        Assert.Equal("woce-ctd", table["salinity_qc"].Metadata.FlagScheme);
        Assert.Equal(("UMOL/KG", "NITRAT"), (table["nitrate"].Metadata.Unit, table["nitrate"].Metadata.Source));
        Assert.Equal([214.1, Missing, 209.5], table.Numbers("oxygen"));
        Assert.Equal([215, 205, 210], table.Numbers("oxygen_ctd"));
        Assert.Equal([38.1, 38.45, 38.3], table.Numbers("salinity"));
        Assert.Equal([38.101, Missing, 38.9], table.Numbers("salinity_bottle"));
        Assert.Equal([8.051, Missing, Missing], table.Numbers("ph_lab"));
        Assert.Equal(["2", "2", "4"], table.Texts("btlnbr_qc"));
    }

    [Fact]
    public void An_exchange_ctd_cast_takes_time_and_place_from_its_header()
    {
        var table = Read("00AA20240608_00003_00001_ct1.csv").Table;
        Assert.Equal(["00AA20240608_3_1", "00AA20240608_3_1"], table.Texts("profile"));
        Assert.Equal("2024-06-08T00:07:00Z", Timestamp.Format(table.Times("time")[1]));
        Assert.Equal((42.55, 6.05, 2500.0), (table.Numbers("latitude")[0], table.Numbers("longitude")[0], table.Numbers("bottom_depth")[0]));
        Assert.Equal([2, 4], table.Numbers("pressure"));
        Assert.Equal(["2", "7"], table.Texts("temperature_qc"));
        Assert.Equal([215, Missing], table.Numbers("oxygen"));
        Assert.Equal("woce-ctd", table["oxygen_qc"].Metadata.FlagScheme);
    }

    [Fact]
    public void A_zip_of_exchange_files_is_read_file_by_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder["00AA20240608_ct1.zip"];
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            Add(archive, SharedData.TestData("insitu/00AA20240608_00003_00001_ct1.csv"), "a_ct1.csv");
            Add(archive, SharedData.TestData("insitu/00AA20240608_hy1.csv"), "b_hy1.csv");
            Add(archive, SharedData.TestData("insitu/marel_carnot.csv"), "readme.csv");
        }

        var set = ObservationFile.Read(path);
        Assert.Equal((5, 5), (set.RowsRead, set.Table.RowCount));
        Assert.Equal([2, 4, 5.1, 2003, 100.2], set.Table.Numbers("pressure"));
    }

    [Fact]
    public void Packed_flags_of_coast_hf_go_to_their_columns_and_levels_become_rows()
    {
        var set = Read("OC_202406_TS_MO_TEST0001.csv");
        var table = set.Table;
        Assert.Equal((6, 5, 1), (set.RowsRead, table.RowCount, set.Rejected["no_value"]));
        Assert.Equal([-2, 1.5, -2, 1.5, 1.5], table.Numbers("depth"));
        Assert.Equal(["7", "7", "7", "7", "7"], table.Texts("depth_qc"));
        Assert.Equal([21.1, Missing, 21.2, Missing, Missing], table.Numbers("air_temperature"));
        Assert.Equal(["1", null, "3", null, null], table.Texts("air_temperature_qc"));
        Assert.Equal([Missing, 19.5, Missing, 19.6, 19.7], table.Numbers("temperature"));
        Assert.Equal([null, "1", null, "2", "1"], table.Texts("salinity_qc"));
        Assert.Equal([Missing, -1000, Missing, 8.1, 8.2], table.Numbers("ph"));
        Assert.Equal([null, "4", null, "1", "1"], table.Texts("ph_qc"));
        Assert.Equal([Missing, 5.4, Missing, 5.5, Missing], table.Numbers("oxygen_volume"));
        Assert.Equal("9", table.Texts("oxygen_volume_qc")[4]);
        Assert.Equal([Missing, Missing, 1015.2, Missing, Missing], table.Numbers("air_pressure"));
        Assert.Equal("1", table.Texts("air_pressure_qc")[0]);
        Assert.Equal("coriolis", table["temperature_qc"].Metadata.FlagScheme);
        Assert.Equal(("ml/l", "DOX1 LEVEL1 (ml/l)"), (table["oxygen_volume"].Metadata.Unit, table["oxygen_volume"].Metadata.Source));
        Assert.Contains(set.Warnings, warning => warning.Contains("1 values -99999 are taken for missing", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0111", "the flags '0111' in row 1 of the data should be 5 digits")]
    [InlineData("01x11", "should be 5 digits")]
    public void Packed_flags_that_do_not_fit_the_columns_are_an_error(string flags, string message)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("odd.csv", $"PLATFORM,DATE (yyyy-mm-ddThh:mi:ssZ),LATITUDE (degree_north),LONGITUDE (degree_east),TEMP LEVEL1 (degree_Celsius),QC\nA,2024-06-08T10:00:00Z,1,2,3,{flags}\n");
        Assert.Contains(message, Assert.Throws<OceanException>(() => ObservationFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Marel_carnot_is_known_with_its_position_and_units()
    {
        var set = Read("marel_carnot.csv");
        var table = set.Table;
        Assert.Equal(["2006-03-01T00:10:00Z", "2006-03-01T00:30:00Z"], table.Times("time").Select(Timestamp.Format));
        Assert.Equal((50.7404, 1.5676, "6200443"), (table.Numbers("latitude")[0], table.Numbers("longitude")[1], table.Texts("platform")[0]));
        Assert.Equal([20.97, Missing], table.Numbers("nitrate_concentration"));
        Assert.Equal([9.48, 9.44], table.Numbers("oxygen_mass"));
        Assert.Equal(("mg l-1", "C_O21"), (table["oxygen_mass"].Metadata.Unit, table["oxygen_mass"].Metadata.Source));
        Assert.Equal([8.2, 8.1], table.Numbers("temperature"));
        Assert.Contains("the position is that of MAREL Carnot", Assert.Single(set.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Floatviz_gives_its_own_flags_and_tells_estimated_from_measured()
    {
        var set = Read("0001SOOCNQC.TXT");
        var table = set.Table;
        Assert.Equal((4, 3, 1), (set.RowsRead, table.RowCount, set.Rejected["no_value"]));
        Assert.Equal(["6999009_001", "6999009_001", "6999009_003"], table.Texts("profile"));
        Assert.Equal(["2024-06-08T10:00:00Z", "2024-06-08T10:00:00Z", "2024-06-28T10:10:00Z"], table.Times("time").Select(Timestamp.Format));
        Assert.Equal([6.05, 6.05, 6.25], table.Numbers("longitude"));
        Assert.Equal([205, 214, Missing], table.Numbers("oxygen"));
        Assert.Equal(["0", "0", "1"], table.Texts("oxygen_qc"));
        Assert.Equal(["8", "0", "0"], table.Texts("ph_qc"));
        Assert.Equal(["0", "4", "0"], table.Texts("salinity_qc"));
        Assert.Equal("odv-generic", table["ph_qc"].Metadata.FlagScheme);
        Assert.Equal("µmol/kg", table["oxygen"].Metadata.Unit);
        Assert.All(table.Texts("alkalinity_origin"), origin => Assert.Equal("estimated", origin));
        Assert.DoesNotContain("ph_origin", table.Names);
        Assert.Equal([true, false, true], table.Texts("salinity_qc").Select(FlagScheme.OdvGeneric.IsGood));
    }

    [Fact]
    public void A_spreadsheet_of_ocean_data_view_says_of_a_station_what_its_first_row_says()
    {
        var table = Read("seadatanet_odv.txt").Table;
        Assert.Equal(["TEST24_7", "TEST24_7", "TEST24_8"], table.Texts("profile"));
        Assert.Equal(["2024-06-08T10:00:00Z", "2024-06-08T10:00:00Z", "2024-06-09T11:00:00Z"], table.Times("time").Select(Timestamp.Format));
        Assert.Equal([42.55, 42.55, 42.65], table.Numbers("latitude"));
        Assert.Equal([2, 4, 2], table.Numbers("pressure"));
        Assert.Equal([19.5, 19.4, 19.6], table.Numbers("temperature"));
        Assert.Equal(["1", "B", "4"], table.Texts("temperature_qc"));
        Assert.Equal("seadatanet", table["temperature_qc"].Metadata.FlagScheme);
        Assert.Equal([2500, 2500, Missing], table.Numbers("bottom_depth"));
    }

    [Fact]
    public void Seabass_rows_take_time_and_place_from_the_header_and_limits_of_detection_become_flags()
    {
        var set = Read("cast.sb");
        var table = set.Table;
        Assert.Equal(("TEST24", "TEST24_7"), (table.Texts("platform")[0], table.Texts("profile")[0]));
        Assert.All(table.Times("time"), time => Assert.Equal("2024-06-08T10:00:00Z", Timestamp.Format(time)));
        Assert.All(table.Numbers("latitude"), latitude => Assert.Equal(42.55, latitude, 9));
        Assert.Equal([Missing, 1.25, Missing], table.Numbers("nitrate_concentration"));
        Assert.Equal(["6", null, "7"], table.Texts("nitrate_concentration_qc"));
        Assert.Equal([0.223, Missing, 0.001], table.Numbers("chlorophyll"));
        Assert.Equal(
            [new RejectedValues("nitrate_concentration", "below_detection_limit", 1), new RejectedValues("nitrate_concentration", "above_detection_limit", 1)],
            set.RejectedValues);
    }

    [Fact]
    public void An_export_of_ocean_data_view_is_one_row_per_sample_with_both_kinds_of_flags()
    {
        var set = Read("odv_export.nc");
        var table = set.Table;
        Assert.Equal((6, 5, 1), (set.RowsRead, table.RowCount, set.Rejected["no_value"]));
        Assert.Equal(["TEST24_7", "TEST24_7", "TEST24_7", "TEST25_8", "TEST25_8"], table.Texts("profile"));
        Assert.Equal(["2024-06-08T12:00:00Z", "2024-06-09T06:00:00Z"], new[] { 0, 4 }.Select(row => Timestamp.Format(table.Times("time")[row])));
        Assert.Equal([0, 10, 20, 5, 15], table.Numbers("depth"));
        Assert.Equal([19.5, 18.5, Missing, 19.25, 17], table.Numbers("temperature"));
        Assert.Equal(["1", "2", "9", "1", "4"], table.Texts("temperature_qc"));
        Assert.Equal([Missing, 0.25, 0.5, 0.125, Missing], table.Numbers("phosphate_concentration"));
        Assert.Equal(["9", "A", "Q", "6", "9"], table.Texts("phosphate_concentration_qc"));
        Assert.Equal("seadatanet", table["phosphate_concentration_qc"].Metadata.FlagScheme);
        Assert.Equal(["0", "0", "0", "1", "1"], table.Texts("position_qc"));
        Assert.Equal("odv-generic", table["position_qc"].Metadata.FlagScheme);
        Assert.Equal(("umol/l", "Water body phosphate", "var3"), (table["phosphate_concentration"].Metadata.Unit, table["phosphate_concentration"].Metadata.LongName, table["phosphate_concentration"].Metadata.Source));
    }

    [Fact]
    public void Hypernets_spectra_have_uncertainties_and_flags_by_the_masks_of_their_own_file()
    {
        var set = Read("HYPERNETS_W_TEST_L2A_REF_20240608T1000.nc");
        var table = set.Table;
        Assert.Equal(3, table.RowCount);
        Assert.Equal(["2024-06-08T10:00:00Z", "2024-06-08T10:01:00Z", "2024-06-08T10:02:00Z"], table.Times("time").Select(Timestamp.Format));
        Assert.Equal((42.55, 6.05, "TEST", "SEQ20240608T100000"), (table.Numbers("latitude")[0], table.Numbers("longitude")[0], table.Texts("platform")[0], table.Texts("profile")[0]));
        Assert.Equal(0.02, table.Numbers("reflectance_412.5")[1], 7);
        Assert.Equal(0.02 * 0.05, table.Numbers("reflectance_412.5_sigma")[1], 7);
        Assert.Equal([0.004f, 0.008f, Missing], table.Numbers("reflectance_665"));
        Assert.Equal(490.25, table["reflectance_490.25"].Metadata.Wavelength);
        Assert.Equal([null, "outliers def_wind_flag", "bad_pointing"], table.Texts("quality_flag_names"));
        Assert.Equal(["1", "3", "4"], table.Texts("reflectance_560_qc"));
        Assert.DoesNotContain(table.Names, name => name.StartsWith("reflectance_nosc", StringComparison.Ordinal));
        Assert.Contains("left out: reflectance_nosc, water_leaving_radiance", Assert.Single(set.Warnings), StringComparison.Ordinal);
        var radiance = ObservationFile.Read(SharedData.TestData("insitu/HYPERNETS_W_TEST_L2A_REF_20240608T1000.nc"), new ObservationOptions { Variables = ["water_leaving_radiance"] }).Table;
        Assert.Equal(1.2, radiance.Numbers("water_leaving_radiance_443")[0], 6);
        Assert.DoesNotContain("reflectance_443", radiance.Names);
    }

    [Fact]
    public void A_drifting_mooring_has_one_position_per_time_and_values_beyond_the_valid_range()
    {
        var set = Read("OS_TEST_20240608_R.nc");
        var table = set.Table;
        Assert.Equal((6, 5, 1), (set.RowsRead, table.RowCount, set.Rejected["no_value"]));
        Assert.Equal([42.55, 42.55, 42.56, 42.56, 42.57], table.Numbers("latitude"));
        Assert.Equal([1, 20, 1, 20, 1], table.Numbers("depth"));
        Assert.Equal(["2024-06-08T12:00:00Z", "2024-06-08T18:00:00Z", "2024-06-09T00:00:00Z"], new[] { 0, 2, 4 }.Select(row => Timestamp.Format(table.Times("time")[row])));
        Assert.Equal([38.1, 38.2, 2.5, 38.2, 38.1], table.Numbers("salinity"));
        Assert.Equal(["1", "1", "4", "7", "1"], table.Texts("salinity_qc"));
        Assert.Equal(["1", "1", "1", "1", "8"], table.Texts("position_qc"));
        Assert.Equal("coriolis", table["salinity_qc"].Metadata.FlagScheme);
    }

    [Theory]
    [InlineData("station_7.cnv", "sea-bird-cnv")]
    [InlineData("00AA20240608_hy1.csv", "whp-exchange-bottle")]
    [InlineData("00AA20240608_00003_00001_ct1.csv", "whp-exchange-ctd")]
    [InlineData("OC_202406_TS_MO_TEST0001.csv", "coast-hf")]
    [InlineData("marel_carnot.csv", "marel-carnot")]
    [InlineData("0001SOOCNQC.TXT", "floatviz")]
    [InlineData("seadatanet_odv.txt", "odv-spreadsheet")]
    [InlineData("cast.sb", "seabass")]
    [InlineData("odv_export.nc", "odv-netcdf")]
    [InlineData("HYPERNETS_W_TEST_L2A_REF_20240608T1000.nc", "hypernets")]
    [InlineData("OS_TEST_20240608_R.nc", "oceansites")]
    public void Each_is_recognised_by_its_content(string file, string product) => Assert.Equal(product, ProductFile.Identify(SharedData.TestData("insitu/" + file)).Id);

    [Fact]
    public void Variables_may_be_asked_for_under_the_names_of_the_file()
    {
        var path = SharedData.TestData("insitu/00AA20240608_hy1.csv");
        string[] expected = ["platform", "profile", "time", "latitude", "longitude", "pressure", "nitrate", "nitrate_qc"];
        Assert.Equal(expected, ObservationFile.Read(path, new ObservationOptions { Variables = ["NITRAT"] }).Table.Names);
        Assert.Equal(expected, ObservationFile.Read(path, new ObservationOptions { Variables = ["nitrate"] }).Table.Names);
    }

    private static void Add(ZipArchive archive, string file, string name) => archive.CreateEntryFromFile(file, name);

    private static ObservationSet Read(string name)
    {
        var set = ObservationFile.Read(SharedData.TestData("insitu/" + name));
        Assert.Equal(set.RowsRead, set.Table.RowCount + set.Rejected.Values.Sum());
        return set;
    }
}
