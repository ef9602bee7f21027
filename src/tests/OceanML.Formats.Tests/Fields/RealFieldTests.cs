using OceanML.Core;
using OceanML.Formats.Fields;
using OceanML.Tests;

namespace OceanML.Formats.Tests.Fields;

/// <summary>Real satellite and model files; expected numbers by netCDF4-python 1.6.2.</summary>
public class RealFieldTests
{
    private const string Colour = "data/ocean_colour/";
    private const string Daily = Colour + "pace_oci/PACE_OCI.20240604.L3m.DAY.CHL.V2_0.chlor_a.0p1deg.NRT.nc";

    private static double One(IField field, string variable, int time, int band, int row, int column)
    {
        var value = new double[1];
        field.Read(variable, new FieldWindow(time, band, row, column, 1, 1), value);
        return value[0];
    }

    [Fact]
    public void A_PACE_daily_composite_is_a_grid_with_the_time_of_its_scans()
    {
        using var field = FieldFile.Open(SharedData.Path(Daily));
        Assert.Equal("pace-oci-l3m", field.Product);
        var grid = Assert.IsType<FieldGeometry.Grid>(field.Geometry);
        Assert.Equal((1800, 3600, 89.95f, -179.95f), (grid.Rows, grid.Columns, (float)grid.Latitudes[0], (float)grid.Longitudes[0]));
        var interval = Assert.Single(field.Times);
        Assert.Equal(("2024-06-04T00:25:15Z", "2024-06-05T01:15:00Z"), (Timestamp.Format(interval.Start), Timestamp.Format(interval.End)));
        var variable = Assert.Single(field.Variables);
        Assert.Equal(("chlor_a", "mg m^-3", 1, (512, 1024)), (variable.Name, variable.Unit, variable.Bands, variable.Chunk));
        Assert.Empty(field.Flags);
        Assert.Equal(0.7433401346206665, One(field, "chlor_a", 0, 0, 89, 2801), 1e-15);
        Assert.Equal(0.3562343716621399, One(field, "chlor_a", 0, 0, 466, 414), 1e-15);
    }

    [Fact]
    public void Windows_add_up_to_the_whole_field_and_no_chunk_is_inflated_twice()
    {
        using var field = (NetCdfField)FieldFile.Open(SharedData.Path(Daily));
        var whole = new double[1800 * 3600];
        field.Read("chlor_a", new FieldWindow(0, 0, 0, 0, 1800, 3600), whole);
        Assert.Equal(671577, whole.Count(double.IsFinite));
        Assert.Equal(16, field.TilesRead);
        var window = new double[97 * 131];
        for (var row = 0; row + 97 <= 1800; row += 97)
        {
            for (var column = 0; column + 131 <= 3600; column += 131)
            {
                field.Read("chlor_a", new FieldWindow(0, 0, row, column, 97, 131), window);
                for (var i = 0; i < 97; i++)
                    Assert.True(window.AsSpan(i * 131, 131).SequenceEqual(whole.AsSpan(((row + i) * 3600) + column, 131)));
            }
        }

        // The large window kept nothing; the small ones keep the chunk for their neighbours.
        Assert.Equal(16 + 16, field.TilesRead);
    }

    [Fact]
    public void A_spectral_composite_gives_each_band_with_its_wavelength()
    {
        using var field = FieldFile.Open(SharedData.Path(Colour + "pace_oci/pace_l3_sample.nc"));
        var rrs = Assert.Single(field.Variables);
        Assert.Equal((172, 470.0, "Rrs_470"), (rrs.Bands, rrs.Wavelengths[50], rrs.BandName(50)));
        Assert.Equal(0.005488001, One(field, "Rrs", 0, 50, 10, 20), 1e-8);
        Assert.Equal(0.0001519993, One(field, "Rrs", 0, 171, 47, 47), 1e-8);
    }

    [Fact]
    public void A_PACE_granule_is_a_swath_with_scan_times_wavelengths_and_flags()
    {
        using var field = FieldFile.Open(SharedData.Path(Colour + "pace_oci/pace_l2_sample.nc"));
        Assert.Equal("pace-oci-l2", field.Product);
        var swath = Assert.IsType<FieldGeometry.Swath>(field.Geometry);
        Assert.Equal((32.56511f, -67.18233f), ((float)swath[5, 5].Latitude, (float)swath[5, 5].Longitude));
        Assert.Equal("2025-03-05T16:09:33.101671Z", Timestamp.Format(field.Times[0].Start));
        Assert.Equal("2025-03-05T16:09:34.680931Z", Timestamp.Format(field.Times[0].End));
        Assert.Equal(["Rrs", "Rrs_unc", "aot_865", "angstrom", "avw", "nflh"], field.Variables.Select(variable => variable.Name));
        Assert.Equal((172, 346.0, 719.0), (field.Variables[0].Bands, field.Variables[0].Wavelengths[0], field.Variables[0].Wavelengths[^1]));
        Assert.Equal(0.011236001, One(field, "Rrs", 0, 0, 0, 9), 1e-8);

        var flags = Assert.Single(field.Flags);
        Assert.Equal("l2_flags", flags.Name);
        (string Name, int Bit)[] published =
        [
            ("ATMFAIL", 0), ("LAND", 1), ("PRODWARN", 2), ("HIGLINT", 3), ("HILT", 4), ("HISATZEN", 5), ("COASTZ", 6), ("STRAYLIGHT", 8), ("CLDICE", 9),
            ("COCCOLITH", 10), ("TURBIDW", 11), ("HISOLZEN", 12), ("LOWLW", 14), ("CHLFAIL", 15), ("NAVWARN", 16), ("ABSAER", 17), ("MAXAERITER", 19),
            ("MODGLINT", 20), ("CHLWARN", 21), ("ATMWARN", 22), ("SEAICE", 24), ("NAVFAIL", 25), ("FILTER", 26), ("BOWTIEDEL", 28), ("HIPOL", 29), ("PRODFAIL", 30),
        ];
        Assert.All(published, flag => Assert.Equal(1UL << flag.Bit, flags.Masks[flag.Name]));
        Assert.Equal(
            ["ATMFAIL", "CLDICE", "FILTER", "HIGLINT", "HILT", "HISATZEN", "HISOLZEN", "LAND", "LOWLW", "NAVFAIL", "NAVWARN", "STRAYLIGHT"],
            flags.Excluded.Order(StringComparer.Ordinal));
        var bits = new ulong[2];
        field.ReadFlags("l2_flags", new FieldWindow(0, 0, 0, 1, 1, 2), bits);
        Assert.Equal([1610613280UL, 1073742368], bits);
    }

    [Fact]
    public void C2RCC_requires_Valid_PE_alone_and_gives_angles_per_pixel()
    {
        using var field = FieldFile.Open(SharedData.Path(Colour + "olci/O_L2_0001_SNS_2017104102450_v1.0.nc"));
        Assert.Equal("olci-l2-c2rcc", field.Product);
        var c2rcc = field.Flags.Single(flags => flags.Name == "c2rcc_flags");
        Assert.Equal(["Valid_PE"], c2rcc.Required);
        Assert.Equal(0x80000000, c2rcc.Masks["Valid_PE"]);
        Assert.Equal(20, c2rcc.Excluded.Count);
        Assert.DoesNotContain("Valid_PE", c2rcc.Excluded);
        Assert.Equal(0x80000000, field.Flags.Single(flags => flags.Name == "quality_flags").Masks["land"]);
        Assert.Contains("IDEPIX_CLOUD_BUFFER", field.Flags.Single(flags => flags.Name == "pixel_classif_flags").Excluded);
        Assert.DoesNotContain(field.Variables, variable => variable.Name is "TP_latitude" or "lat");
        Assert.Equal(("SZA", "OZA"), (field.Roles["sun_zenith"], field.Roles["view_zenith"]));

        // The sun at 52.5 N, 1.4 E on 14 April 2017, 10:27 UTC: declination 9.5, hour angle 21.8 degrees, so 46.5 from the zenith.
        Assert.Equal(46.5, One(field, "SZA", 0, 0, 50, 50), 0.2);
        Assert.Equal([412.5], field.Variables.Single(variable => variable.Name == "rtoa_2").Wavelengths);
        Assert.Equal("2017-04-14T10:27:29.454657Z", Timestamp.Format(field.Times[0].Start));
        Assert.Equal((52.484067f, 1.3960326f), ((float)field.Geometry[50, 50].Latitude, (float)field.Geometry[50, 50].Longitude));
    }

    [Theory]
    [InlineData("oc_cci/occci_v6_chlor_a_monthly_1997-2022_hawaii.nc", "oc-cci", 300, "1998-01-01T00:00:00Z", "1998-02-01T00:00:00Z")]
    [InlineData("oc_cci/ESACCI-OC-L3S-IOP-MERGED-1M_MONTHLY_4km_GEO_PML_OCx_QAA-200505-fv4.2.nc", "oc-cci", 1, "2005-05-01T00:00:00Z", "2005-05-31T23:59:00Z")]
    [InlineData("cmems_model/data_to_20040615.nc", "cf-grid", 18, "2002-12-01T00:00:00Z", "2003-01-01T00:00:00Z")]
    [InlineData("modis/A2016241.L3m_DAY_POC_poc_4km.nc", "modis-l3m", 1, "2016-08-28T00:15:10Z", "2016-08-29T02:55:08Z")]
    public void A_composite_covers_its_period(string file, string product, int steps, string start, string end)
    {
        using var field = FieldFile.Open(SharedData.Path(Colour + file));
        Assert.Equal((product, steps), (field.Product, field.Times.Count));
        Assert.Equal((start, end), (Timestamp.Format(field.Times[0].Start), Timestamp.Format(field.Times[0].End)));
    }

    [Fact]
    public void Time_and_level_of_a_model_file_are_told_apart()
    {
        using var field = FieldFile.Open(SharedData.Path(Colour + "cmems_model/data_to_20040615.nc"));
        Assert.Equal(["phy", "chl", "nh4"], field.Variables.Select(variable => variable.Name));
        Assert.Equal(7.5, One(field, "phy", 3, 0, 40, 50), 1e-4);
    }

    [Theory]
    [InlineData("data/climate/nemo_1m_20150101-20150201_grid-T.nc", 330, 360)]
    [InlineData("data/climate/cmip6/tos_Omon_CESM2-FV2_historical_r1i1p1f1_gn_200001.nc", 384, 320)]
    public void A_curvilinear_model_grid_has_a_position_per_pixel(string file, int rows, int columns)
    {
        using var field = FieldFile.Open(SharedData.Path(file));
        Assert.Equal("cf-curvilinear", field.Product);
        var swath = Assert.IsType<FieldGeometry.Swath>(field.Geometry);
        Assert.Equal((rows, columns), (swath.Rows, swath.Columns));
        Assert.Contains(field.Variables, variable => variable.Name == "tos");
        Assert.DoesNotContain(field.Variables, variable => variable.Name.Contains("bnds", StringComparison.Ordinal) || variable.Name.Contains("bounds", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nemo_1m_20150101-20150201_grid-T.nc", 165, 180, -7.3714118, -106.5, 26.100348, 65183, 0, "2015-01-01T00:00:00Z", "2015-02-01T00:00:00Z")]
    [InlineData("cmip6/tos_Omon_MPI-ESM1-2-LR_historical_r1i1p1f1_gn_185001-186912.nc", 2, 3, 34.5981559, 343.8174633, 14.900993, 18, 239, "1869-12-01T00:00:00Z", "1870-01-01T00:00:00Z")]
    [InlineData("cmip6/tos_Omon_CESM2-FV2_historical_r1i1p1f1_gn_200001.nc", 192, 160, 1.4735379, 140.5624993, 29.56028, 86096, 0, "2000-01-01T00:00:00Z", "2000-02-01T00:00:00Z")]
    [InlineData("cmip6/tos_Omon_IITM-ESM_1pctCO2_r1i1p1f1_gn_193001-193412.nc", 1, 2, 1.5602056, -79.5, 24.09539, 3, 59, "1934-12-01T00:00:00Z", "1935-01-01T00:00:00Z")]
    public void A_curvilinear_model_grid_gives_values_positions_and_months(
        string file, int row, int column, double latitude, double longitude, double value, int count, int lastStep, string start, string end)
    {
        using var field = FieldFile.Open(SharedData.Path("data/climate/" + file));
        var (north, east) = field.Geometry[row, column];
        Assert.Equal(latitude, north, 1e-5);
        Assert.Equal(longitude, east, 2e-5);
        Assert.Equal(value, One(field, "tos", 0, 0, row, column), 1e-5);
        var whole = new double[field.Geometry.Rows * field.Geometry.Columns];
        field.Read("tos", new FieldWindow(0, 0, 0, 0, field.Geometry.Rows, field.Geometry.Columns), whole);
        Assert.Equal(count, whole.Count(double.IsFinite));
        Assert.Equal(lastStep + 1, field.Times.Count);
        Assert.Equal((start, end), (Timestamp.Format(field.Times[lastStep].Start), Timestamp.Format(field.Times[lastStep].End)));
    }

    [Fact]
    public void Monthly_means_whose_bounds_are_one_day_wide_cover_their_months_and_say_so()
    {
        using var field = FieldFile.Open(SharedData.Path("data/climate/cmip6/tos_Omon_IITM-ESM_1pctCO2_r1i1p1f1_gn_193001-193412.nc"));
        Assert.Equal("the steps of 'time' are monthly and their bounds cover 1 day; whole months are used", Assert.Single(field.Warnings));
        using var right = FieldFile.Open(SharedData.Path("data/climate/cmip6/tos_Omon_MPI-ESM1-2-LR_historical_r1i1p1f1_gn_185001-186912.nc"));
        Assert.Empty(right.Warnings);
    }

    [Fact]
    public void Bands_of_single_variables_know_their_wavelengths()
    {
        using var cci = FieldFile.Open(SharedData.Path(Colour + "oc_cci/ESACCI-OC-L3S-IOP-MERGED-1M_MONTHLY_4km_GEO_PML_OCx_QAA-200505-fv4.2.nc"));
        Assert.Equal([412.0], cci.Variables.Single(variable => variable.Name == "adg_412").Wavelengths);
        Assert.Equal([443.0], cci.Variables.Single(variable => variable.Name == "adg_443").Wavelengths);
    }

    [Fact]
    public void A_profile_is_refused_as_a_field_in_words()
    {
        var path = SharedData.Path("data/argo/coriolis_3902131/SD3902131_010.nc");
        var exception = Assert.Throws<OceanException>(() => FieldFile.Open(path));
        Assert.Equal(ExitCode.BadInput, exception.Code);
        Assert.Contains("is Argo synthetic biogeochemical profile, not a grid or swath", exception.Message, StringComparison.Ordinal);
    }
}
