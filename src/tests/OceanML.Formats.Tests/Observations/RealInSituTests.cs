using OceanML.Core;
using OceanML.Formats.Observations;
using OceanML.Formats.Products;
using OceanML.Tests;

namespace OceanML.Formats.Tests.Observations;

/// <summary>Real files, with values read from them by eye, or by the program of somebody else (numpy, ncdump).</summary>
public sealed class RealInSituTests
{
    [Fact]
    public void The_pirata_cast_agrees_with_the_reader_of_cotede()
    {
        // Values: dPIRX010.npz, which the package seabird made from the same cast.
        var set = ObservationFile.Read(SharedData.Path("data/ctd/dPIRX010.cnv"));
        var table = set.Table;
        Assert.Equal((1014, 1014), (set.RowsRead, table.RowCount));
        Assert.Equal(["2008-04-17T00:56:37.625Z", "2008-04-17T00:56:51.147Z"], new[] { 0, 1 }.Select(row => Timestamp.Format(table.Times("time")[row])));
        Assert.Equal(4 + (6.34 / 60), table.Numbers("latitude")[0], 9);
        Assert.Equal(-(38 + (0.80 / 60)), table.Numbers("longitude")[0], 9);
        Assert.Equal((27.4365, 35.3159, 5.607727, 27.4433, 35.7124), (table.Numbers("temperature")[0], table.Numbers("salinity")[0], table.Numbers("conductivity")[0], table.Numbers("temperature_2")[0], table.Numbers("salinity_2")[0]));
        Assert.Equal((-19.3419, 91.0774), (table.Numbers("temperature")[1013], table.Numbers("salinity")[1013]));
        Assert.Equal(Enumerable.Range(1, 1014).Select(level => (double)level), table.Numbers("pressure"));
        Assert.Contains("the position is what the operator typed", Assert.Single(set.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void The_mediterranean_collection_of_emodnet_keeps_its_samples()
    {
        var set = ObservationFile.Read(SharedData.Path("data/ctd/data_from_Eutrophication_Med_profiles_2022_unrestricted.nc"));
        var table = set.Table;
        Assert.Equal((147, 127, 20), (set.RowsRead, table.RowCount, set.Rejected["no_value"]));
        Assert.Equal([0, 10, 30, 50, 100], table.Numbers("depth").Take(5));
        Assert.Equal("RNODC_Bottle_16889_71", table.Texts("profile")[0]);
        Assert.Equal("1987-09-19T14:00:00Z", Timestamp.Format(table.Times("time")[0]));
        Assert.Equal(116, table.Numbers("oxygen_concentration").Count(value => !double.IsNaN(value)));
        Assert.Equal(46, table.Numbers("phosphate_concentration").Count(value => !double.IsNaN(value)));
        Assert.Equal("seadatanet", table["phosphate_concentration_qc"].Metadata.FlagScheme);
        Assert.Equal("umol/l", table["phosphate_concentration"].Metadata.Unit);
    }

    [Fact]
    public void A_cruise_of_go_ship_keeps_stations_flags_and_sea_floor_apart()
    {
        var set = ObservationFile.Read(SharedData.Path("data/carbon/096U20160108_hy1.csv"));
        var table = set.Table;
        Assert.Equal((704, 704), (set.RowsRead, table.RowCount));
        Assert.Equal("096U20160108_1_1", table.Texts("profile")[0]);
        Assert.Equal("2016-01-10T22:06:00Z", Timestamp.Format(table.Times("time")[0]));
        Assert.Equal((14.1, 4889.0, 18.541, 0.04), (table.Numbers("pressure")[0], table.Numbers("bottom_depth")[0], table.Numbers("temperature")[0], table.Numbers("nitrate")[0]));
        Assert.Equal((35.646, 35.661), (table.Numbers("salinity_bottle")[0], table.Numbers("salinity")[0]));
        Assert.Equal(49, table.Texts("profile").Distinct().Count());
        Assert.Equal(94, table.Numbers("nitrate").Count(double.IsNaN));
        Assert.Contains(set.Warnings, warning => warning.Contains("such as '69'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("OC_202409_TS_MA_6200443.csv", 2135, 1)]
    [InlineData("OC_202410_TS_MA_6200443.csv", 2187, 1)]
    [InlineData("OC_202410_TS_MO_EXIN0002.csv", 1430, 1)]
    [InlineData("OC_202410_TS_MA_6200450.csv", 2618, 2)]
    [InlineData("OC_LATEST_TS_MO_EXIN0006.csv", 4114, 2)]
    public void Coastal_stations_have_their_flags_beside_their_values(string file, int lines, int levels)
    {
        var set = ObservationFile.Read(SharedData.Path("data/moored/coast_hf/" + file));
        Assert.Equal(lines * levels, set.RowsRead);
        Assert.Equal(set.RowsRead, set.Table.RowCount + set.Rejected.Values.Sum());
        Assert.DoesNotContain("QC", set.Table.Names);
        Assert.Equal("coriolis", set.Table["temperature_qc"].Metadata.FlagScheme);
        Assert.DoesNotContain(set.Table.Columns.OfType<NumberColumn>(), column => column.Values.Contains(-99999));
        Assert.Equal("coast-hf", ProductFile.Identify(SharedData.Path("data/moored/coast_hf/" + file)).Id);
    }

    [Fact]
    public void The_first_line_of_marel_carnot_has_the_flags_of_its_packed_text()
    {
        // 00111119111011141 beside the line of 2024-10-01T00:00:00Z.
        var table = ObservationFile.Read(SharedData.Path("data/moored/coast_hf/OC_202410_TS_MA_6200443.csv")).Table;
        Assert.Equal((16.264, 32.802, 5.4, 12.379), (table.Numbers("temperature")[0], table.Numbers("salinity")[0], table.Numbers("oxygen_volume")[0], table.Numbers("turbidity")[0]));
        Assert.Equal(("1", "1", "1", "1", "9", "4", "1"), (
            table.Texts("temperature_qc")[0], table.Texts("salinity_qc")[0], table.Texts("oxygen_volume_qc")[0], table.Texts("depth_qc")[0], table.Texts("BATTERY_qc")[0], table.Texts("ph_qc")[0], table.Texts("turbidity_qc")[0]));
    }

    [Fact]
    public void The_published_series_of_marel_carnot_is_read_with_its_position()
    {
        var set = ObservationFile.Read(SharedData.Path("data/moored/marel_carnot/marel_carnot_2005-2008.csv.gz"));
        Assert.Equal((105204, 105204), (set.RowsRead, set.Table.RowCount));
        Assert.Equal("2005-01-01T00:10:00Z", Timestamp.Format(set.Table.Times("time")[0]));
        Assert.Equal((20.97, 8.2, 50.7404), (set.Table.Numbers("nitrate_concentration")[0], set.Table.Numbers("temperature")[0], set.Table.Numbers("latitude")[0]));
    }

    [Fact]
    public void The_floatviz_file_of_a_soccom_float_is_read()
    {
        var set = ObservationFile.Read(SharedData.Path("data/argo/soccom_floatviz/9749SOOCNQC.TXT"));
        Assert.Equal((6531, 6436, 95), (set.RowsRead, set.Table.RowCount, set.Rejected["no_value"]));
        Assert.Equal(("5904675", "5904675_001"), (set.Table.Texts("platform")[0], set.Table.Texts("profile")[0]));
        Assert.Equal((1798.82, 2.5593, 32.81, 7.8407), (set.Table.Numbers("pressure")[0], set.Table.Numbers("temperature")[0], set.Table.Numbers("nitrate")[0], set.Table.Numbers("ph")[0]));
        Assert.Equal("odv-generic", set.Table["nitrate_qc"].Metadata.FlagScheme);
        Assert.True(Array.TrueForAll(set.Table.Numbers("chlorophyll"), double.IsNaN));
    }

    [Fact]
    public void The_buoy_w1m3a_has_one_position_per_time()
    {
        var set = ObservationFile.Read(SharedData.Path("data/moored/emso_w1m3a/OS_W1M3A_20250728_R_SIMPLIFIED.nc"));
        Assert.Equal((16, 12, 4), (set.RowsRead, set.Table.RowCount, set.Rejected["no_value"]));
        Assert.Equal(4, set.Table.Numbers("latitude").Distinct().Count());
        Assert.Equal("coriolis", set.Table["temperature_qc"].Metadata.FlagScheme);
    }

    [Fact]
    public void Flags_of_imos_and_values_beyond_the_valid_range_are_kept()
    {
        const string folder = "data/moored/imos/";
        var wqm = ObservationFile.Read(SharedData.Path(folder + "IMOS_ANMN-NRS_BCKOSTUZ_20181213T080038Z_NRSROT_FV01_NRSROT-1812-WQM-55_END-20181215T013118Z_C-20190828T000000Z.nc")).Table;
        Assert.Equal("2018-12-13T08:00:38Z", Timestamp.Format(wqm.Times("time")[0]));
        Assert.DoesNotContain(wqm.Numbers("salinity"), double.IsNaN);
        Assert.Equal("argo", wqm["salinity_qc"].Metadata.FlagScheme);
        Assert.Equal(["1", "3", "4"], wqm.Texts("salinity_qc").Distinct().Order(StringComparer.Ordinal));
        Assert.Equal("umol l-1", wqm["oxygen_concentration"].Metadata.Unit);
        Assert.Equal("umol kg-1", wqm["oxygen"].Metadata.Unit);
        var carbon = ObservationFile.Read(SharedData.Path(folder + "IMOS_ANMN-AM_GST_20190419T100000Z_NRSMAI_FV01_NRSMAI-CO2-1904-delayed_END-20190531T020000Z_C-20200625T000000Z.nc")).Table;
        Assert.Equal("2019-04-19T10:00:00Z", Timestamp.Format(carbon.Times("time")[0]));
        Assert.Equal("woce-ctd", carbon["fco2_qc"].Metadata.FlagScheme);
    }

    [Fact]
    public void The_channels_of_an_instrument_become_columns()
    {
        var table = ObservationFile.Read(SharedData.Path("data/moored/ioos_qc/pco2_netcdf_example.nc")).Table;
        Assert.Equal(7339, table.RowCount);
        Assert.Equal(14, table.Names.Count(name => name.StartsWith("light_measurements_", StringComparison.Ordinal)));
        Assert.Equal([68, 69, 2488], new[] { 1, 2, 3 }.Select(channel => table.Numbers($"light_measurements_{channel}")[0]));
    }

    [Fact]
    public void Times_in_pacific_standard_time_are_brought_to_utc_once_the_place_is_given()
    {
        var set = ObservationFile.Read(SharedData.Path("data/moored/ioos_qc/attenuated_salinity_example.csv"), new ObservationOptions { Position = (46.2, -123.9), Platform = "sandi" });
        Assert.Equal("2001-08-16T03:06:55Z", Timestamp.Format(set.Table.Times("time")[0]));
        Assert.Equal(27.37, set.Table.Numbers("sandi.790.A.CTD [psu]")[0]);
        var level = ObservationFile.Read(SharedData.Path("data/moored/ioos_qc/water_level_example.csv"), new ObservationOptions { Position = (29.4, -91.3) });
        Assert.Equal(level.RowsRead, level.Table.RowCount);
    }

    [Theory]
    [InlineData("data/carbon/south_china_sea_pco2_OBdata.csv", "has positions and columns '1' to '13'")]
    [InlineData("data/radiometry/seabass/Thuillier_F0.sb", "is a table of constants by wavelength")]
    [InlineData("data/radiometry/seabass/Water_Absorption.sb", "is a table of constants by wavelength")]
    [InlineData("data/radiometry/coastlooc/100304.csv", "has neither time nor position; its rows belong to stations")]
    [InlineData("data/radiometry/hypernets_matchups/france_global_stats_RHOW_OCI.csv", "no time, no latitude and longitude")]
    [InlineData("data/radiometry/hypernets_matchups/tara_granule_list_OLCI.csv", "no time, no latitude and longitude")]
    [InlineData("data/moored/cotede/NOS_8764227.npz", "is an archive of NumPy arrays")]
    [InlineData("data/ctd/dPIRX010.npz", "is an archive of NumPy arrays")]
    [InlineData("data/argo/index/ar_greylist.txt", "holds no measurements")]
    public void What_is_no_observation_is_refused_with_the_reason(string file, string reason) =>
        Assert.Contains(reason, Assert.Throws<OceanException>(() => ObservationFile.Read(SharedData.Path(file))).Message, StringComparison.Ordinal);

    [Fact]
    public void Marks_for_missing_values_in_nomad_are_told()
    {
        var set = ObservationFile.Read(SharedData.Path("data/radiometry/seabass/GlobCOLOUR_insitu_with_exLwn_NOMAD-RP-1991-2004.csv"));
        Assert.Contains(set.Warnings, warning => warning.StartsWith("column 'Chla_fluor' holds -999 in 435 rows", StringComparison.Ordinal));
        Assert.Equal("Palmer", set.Table.Texts("platform")[0]);
        Assert.Equal("globcolour-insitu", ProductFile.Identify(SharedData.Path("data/radiometry/seabass/GlobCOLOUR_insitu_with_exLwn_NOMAD-RP-1991-2004.csv")).Id);
    }
}
