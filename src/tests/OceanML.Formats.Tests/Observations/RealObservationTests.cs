using OceanML.Core;
using OceanML.Formats.Observations;
using OceanML.Tests;

namespace OceanML.Formats.Tests.Observations;

/// <summary>Real files of others, where they are there.</summary>
public sealed class RealObservationTests
{
    [Fact]
    public void A_flat_argo_extract_keeps_floats_cycles_and_flags()
    {
        var set = ObservationFile.Read(SharedData.Path("data/argo/flat/argo_data.netcdf"));
        Assert.Equal(998, set.Table.RowCount);
        Assert.Empty(set.Rejected);
        Assert.Equal("1901463", set.Table.Texts("platform")[0]);
        Assert.Equal("1901463_023", set.Table.Texts("profile")[0]);
        Assert.Equal("2011-01-01T11:49:19Z", Timestamp.Format(set.Table.Times("time")[0]));
        Assert.Equal(37.44895, set.Table.Numbers("salinity")[0], 5);
        Assert.Equal("1", set.Table.Texts("salinity_qc")[0]);
        Assert.Equal(0.01, set.Table.Numbers("salinity_sigma")[0], 5);
        Assert.Equal("argo", set.Table["salinity_qc"].Metadata.FlagScheme);
        Assert.Equal(5.0, set.Table.Numbers("pressure")[0]);
    }

    [Fact]
    public void A_mooring_of_the_in_situ_tac_is_one_row_per_time_and_level()
    {
        var set = ObservationFile.Read(SharedData.Path("data/moored/insitu_tac/NO_TS_MO_62081.nc"));
        Assert.Equal(29337 * 2, set.RowsRead);
        Assert.Equal(set.RowsRead, set.Table.RowCount + set.Rejected.Values.Sum());
        Assert.True(set.Table.RowCount > 29000);
        Assert.Contains("temperature", set.Table.Names);
        Assert.Contains("temperature_qc", set.Table.Names);
        Assert.Contains("depth", set.Table.Names);
        Assert.All(set.Table.Numbers("latitude"), latitude => Assert.InRange(latitude, 50, 60));
    }

    [Theory]
    [InlineData("data/moored/imos/IMOS_ANMN-NRS_BCKOSTUZ_20181213T080038Z_NRSROT_FV01_NRSROT-1812-WQM-55_END-20181215T013118Z_C-20190828T000000Z.nc", 10001)]
    [InlineData("data/moored/emso_w1m3a/OS_W1M3A_20250728_R_SIMPLIFIED.nc", 4)]
    [InlineData("data/moored/coast_hf/OC_202409_TS_MA_6200443.csv", 2135)]
    [InlineData("data/moored/ndbc/46026_2005.csv", 8760)]
    [InlineData("data/carbon/06AQ20141202_hy1.csv", 1000)]
    [InlineData("data/argo/soccom_floatviz/9749SOOCNQC.TXT", 6000)]
    [InlineData("data/radiometry/aeronet_oc/GlobCOLOUR_insitu_with_exLwn_GUSTAV-RP-2005-2006.csv", 390)]
    [InlineData("data/radiometry/seabass/FICE22_pySAS_Ancillary.sb", 100)]
    [InlineData("data/radiometry/seabass/SeaWiFS_rrs_seabass.csv", 3000)]
    [InlineData("data/ocean_colour/pace_oci/bgc_argo_x_pace_rrs_chla_profiles.parquet", 4935)]
    public void Real_observations_are_read_and_nothing_gets_lost(string file, int atLeast)
    {
        var set = ObservationFile.Read(SharedData.Path(file));
        Assert.True(set.RowsRead >= atLeast, $"{set.RowsRead} rows");
        Assert.Equal(set.RowsRead, set.Table.RowCount + set.Rejected.Values.Sum());
        Assert.True(set.Table.RowCount > 0, string.Join(", ", set.Rejected));
        Assert.All(set.Table.Times("time"), time => Assert.NotEqual(Timestamp.Missing, time));
        Assert.All(set.Table.Numbers("longitude"), longitude => Assert.InRange(longitude, -180, 180));
    }
}
