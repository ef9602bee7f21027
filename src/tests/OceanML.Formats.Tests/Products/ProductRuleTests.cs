using OceanML.Core;
using OceanML.Formats.Fields;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Products;
using OceanML.Tests;

namespace OceanML.Formats.Tests.Products;

/// <summary>Products of which no real file is at hand, in the structure that their producers document, and their rules.</summary>
public sealed class ProductRuleTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private IField Open(string name, Action<NetCdfGroupWriter> define, params (string Variable, double[] Values)[] values)
    {
        using (var writer = NetCdfWriter.Create(folder[name]))
        {
            define(writer.Root);
            var written = values.Select(pair => (writer.Root.Variable(pair.Variable.Split(' ')[0], Kind(pair.Variable), Dimensions(pair.Variable)), pair.Values)).ToList();
            foreach (var (variable, numbers) in written) variable.Write(numbers);
            writer.Close();
        }

        return FieldFile.Open(folder[name]);

        // name[ kind][ dimensions]
        static NetCdfType Kind(string text) => text.Split(' ') is [_, "short", ..] ? NetCdfType.Int16 : NetCdfType.Float32;
        static string[] Dimensions(string text) => text.Split(' ') is [_, _, .. var dimensions] ? dimensions : ["height", "width"];
    }

    private IField Polymer(string sensor) => Open(
        $"{sensor}.nc",
        root => root.Dimension("height", 2).Dimension("width", 2).Attribute("sensor", sensor).Attribute("start_time", "2024-06-08 10:00:00").Attribute("stop_time", "2024-06-08 10:03:00"),
        ("latitude", [43, 43, 42, 42]),
        ("longitude", [5, 6, 5, 6]),
        ("Rw412", [0.01, 0.02, 0.03, 0.04]),
        ("Rw674", [0.01, 0.02, 0.03, 0.04]),
        ("Rnir", [0.01, 0.2, double.NaN, 0.05]),
        ("Rgli", [0.01, 0.02, 0.03, 0.1]),
        ("sza", [30, 30, 30, 30]),
        ("bitmask short height width", [0, 1024, 2048, 4096 + 256]));

    [Theory]
    [InlineData("OLCI", "polymer", 1023)]
    [InlineData("MSI", "polymer", 1023)]
    [InlineData("MERIS", "polymer", 1023)]
    [InlineData("VIIRSN", "polymer-viirs", 1023)]
    [InlineData("SeaWiFS", "polymer-seawifs", 1023 + 2048)]
    [InlineData("MODIS", "polymer-modis", 1023 + 4096)]
    public void Polymer_masks_by_sensor_as_its_authors_recommend(string sensor, string product, ulong rejected)
    {
        using var field = Polymer(sensor);
        Assert.Equal(product, field.Product);
        var flags = Assert.Single(field.Flags);
        Assert.Equal(rejected, flags.Excluded.Aggregate(0UL, (all, name) => all | flags.Masks[name]));
        Assert.Equal((1024UL, 2048UL, 4096UL), (flags.Masks["CASE2"], flags.Masks["INCONSISTENCY"], flags.Masks["ANOMALY_RWMOD_BLUE"]));
        Assert.Equal(["LAND"], flags.Uncounted);
        Assert.Equal([674.0], field.Variables.Single(variable => variable.Name == "Rw674").Wavelengths);
        Assert.Equal("sza", field.Roles["sun_zenith"]);
        Assert.Equal("2024-06-08T10:00:00Z", Timestamp.Format(Assert.Single(field.Times).Start));
        var bits = new ulong[4];
        field.ReadFlags("bitmask", new FieldWindow(0, 0, 0, 0, 2, 2), bits);
        Assert.Equal([0UL, 1024UL, 2048UL, 4352UL], bits);
    }

    [Fact]
    public void Polymer_on_VIIRS_also_limits_glint_and_the_near_infrared()
    {
        using var field = Polymer("VIIRSN");
        Assert.Equal(["Rnir", "Rgli"], field.Conditions.Select(condition => condition.Variable));
        Assert.All(field.Conditions, condition => Assert.True(condition.Maximum < 0.1 && condition.Maximum > 0.0999999));
        using var olci = Polymer("OLCI");
        Assert.Empty(olci.Conditions);
    }

    [Fact]
    public void A_condition_on_a_variable_that_is_missing_is_told()
    {
        using var field = Open(
            "viirs.nc",
            root => root.Dimension("height", 1).Dimension("width", 2).Attribute("sensor", "VIIRS"),
            ("latitude", [43, 43]),
            ("longitude", [5, 6]),
            ("Rw443", [0.01, 0.02]),
            ("Rnir double width", [0.1, 0.1]),
            ("Rgli", [0.1, 0.1]),
            ("bitmask short height width", [0, 0]));
        Assert.Equal("Rgli", Assert.Single(field.Conditions).Variable);
        Assert.Equal("there is no 'Rnir', so its limit for valid pixels is not applied", Assert.Single(field.Warnings));
    }

    [Fact]
    public void Copernicus_GlobColour_takes_flags_from_the_file_and_the_day_from_its_axis()
    {
        using (var writer = NetCdfWriter.Create(folder["cmems.nc"]))
        {
            writer.Root.Dimension("time", 1).Dimension("lat", 2).Dimension("lon", 2)
                .Attribute("title", "cmems_obs-oc_glo_bgc-plankton_my_l3-multi-4km_P1D").Attribute("cmems_product_id", "OCEANCOLOUR_GLO_BGC_L3_MY_009_103")
                .Attribute("start_date", "2024-06-08 UTC").Attribute("stop_date", "2024-06-08 UTC").Attribute("time_coverage_resolution", "P1D")
                .Attribute("time_coverage_start", "2024-06-07T21:02:21Z").Attribute("time_coverage_end", "2024-06-09T02:00:00Z");
            var time = writer.Root.Variable("time", NetCdfType.Int32, "time").Attribute("units", "days since 1900-01-01");
            var latitude = writer.Root.Variable("lat", NetCdfType.Float32, "lat").Attribute("units", "degrees_north");
            var longitude = writer.Root.Variable("lon", NetCdfType.Float32, "lon").Attribute("units", "degrees_east");
            var chlorophyll = writer.Root.Variable("CHL", NetCdfType.Float32, "time", "lat", "lon").Fill(-999).Attribute("units", "milligram m-3");
            var uncertainty = writer.Root.Variable("CHL_uncertainty", NetCdfType.Int16, "time", "lat", "lon").Fill(-32768).Attribute("units", "%").Attribute("scale_factor", NetCdfType.Float32, 0.01);
            var reflectance = writer.Root.Variable("RRS443", NetCdfType.Float32, "time", "lat", "lon").Fill(-999).Attribute("units", "sr-1");
            var flags = writer.Root.Variable("flags", NetCdfType.Int8, "time", "lat", "lon").Attribute("flag_masks", NetCdfType.Int8, 1, 2).Attribute("flag_meanings", "LAND INTERPOLATED");
            time.Write([45449]);
            latitude.Write([43, 42]);
            longitude.Write([5, 6]);
            chlorophyll.Write([0.1, 0.2, double.NaN, 0.4]);
            uncertainty.Write([30, 31, double.NaN, 33.5]);
            reflectance.Write([0.001, 0.002, 0.003, 0.004]);
            flags.Write([0, 2, 1, 0]);
            writer.Close();
        }

        using var field = FieldFile.Open(folder["cmems.nc"]);
        Assert.Equal("cmems-ocean-colour", field.Product);

        // The passes of the day enclose its midnight: they are what the composite covers.
        Assert.Equal(("2024-06-07T21:02:21Z", "2024-06-09T02:00:00Z"), (Timestamp.Format(field.Times[0].Start), Timestamp.Format(field.Times[0].End)));
        Assert.Equal([443.0], field.Variables.Single(variable => variable.Name == "RRS443").Wavelengths);
        var flag = Assert.Single(field.Flags);
        Assert.Equal(["LAND"], flag.Excluded);
        Assert.Equal(["LAND"], flag.Uncounted);
        var percent = new double[4];
        field.Read("CHL_uncertainty", new FieldWindow(0, 0, 0, 0, 2, 2), percent);
        Assert.Equal([30, 31, double.NaN, 33.5], percent.Select(value => Math.Round(value, 3)));
    }

    [Theory]
    [InlineData("NRRS555-NS_mean", "odatis-mr", 555.0)]
    [InlineData("SPM-G-PO_mean", "odatis-mr", null)]
    [InlineData("CHL-OC5-AC_mean", "odatis-mr", null)]
    [InlineData("SST-NIGHT-NS_mean", "odatis-mr", null)]
    [InlineData("CHL1_mean", "globcolour-l3m", null)]
    [InlineData("NRRS555_mean", "globcolour-l3m", 555.0)]
    public void Composites_of_ACRI_cover_the_days_that_they_name(string variable, string product, double? wavelength)
    {
        using var field = Open(
            "L3m.nc",
            root => root.Dimension("lat", 2).Dimension("lon", 2).Attribute("period_start_day", "20240601").Attribute("period_end_day", "20240608").Attribute("start_time", "20240601T093409Z"),
            ("lat float lat", [43, 42]),
            ("lon float lon", [5, 6]),
            ($"{variable} float lat lon", [1, 2, 3, 4]),
            ($"{variable.Replace("_mean", "_flags", StringComparison.Ordinal)} short lat lon", [0, 0, 8, 0]));
        Assert.Equal(product, field.Product);
        Assert.Equal(wavelength is { } nm ? [nm] : [], field.Variables.Single(candidate => candidate.Name == variable).Wavelengths);
        Assert.Equal(("2024-06-01T00:00:00Z", "2024-06-09T00:00:00Z"), (Timestamp.Format(field.Times[0].Start), Timestamp.Format(field.Times[0].End)));
    }

    [Theory]
    [InlineData("Rrs_555", 555)]
    [InlineData("Rrs_560", 560)]
    public void Versions_of_OC_CCI_pair_by_wavelength(string band, double wavelength)
    {
        using var field = Open(
            "cci.nc",
            root => root.Dimension("lat", 2).Dimension("lon", 2).Attribute("id", $"ESACCI-OC-L3S-RRS-MERGED-1D_DAILY_4km_GEO_PML_RRS-20050501-fv{(wavelength == 560 ? "6.0" : "4.2")}.nc")
                .Attribute("time_coverage_start", "200505010000Z").Attribute("time_coverage_end", "200505012359Z"),
            ("lat float lat", [43, 42]),
            ("lon float lon", [5, 6]),
            ($"{band} float lat lon", [1, 2, 3, 4]),
            ($"{band}_rmsd float lat lon", [1, 2, 3, 4]));
        Assert.Equal("oc-cci", field.Product);
        Assert.All(field.Variables, variable => Assert.Equal([wavelength], variable.Wavelengths));
        Assert.Equal("2005-05-01T00:00:00Z", Timestamp.Format(field.Times[0].Start));
    }

    [Theory]
    [InlineData(true, "ghrsst-l2p")]
    [InlineData(false, "ghrsst-l3")]
    public void Sea_surface_temperatures_count_from_quality_level_4_on_open_sea(bool isSwath, string product)
    {
        using (var writer = NetCdfWriter.Create(folder["sst.nc"]))
        {
            var (row, column) = isSwath ? ("nj", "ni") : ("lat", "lon");
            writer.Root.Dimension("time", 1).Dimension(row, 2).Dimension(column, 2);
            var time = writer.Root.Variable("time", NetCdfType.Int32, "time").Attribute("units", "seconds since 1981-01-01 00:00:00");
            var latitude = writer.Root.Variable("lat", NetCdfType.Float32, isSwath ? ["nj", "ni"] : ["lat"]).Attribute("units", "degrees_north");
            var longitude = writer.Root.Variable("lon", NetCdfType.Float32, isSwath ? ["nj", "ni"] : ["lon"]).Attribute("units", "degrees_east");
            var sst = writer.Root.Variable("sea_surface_temperature", NetCdfType.Int16, "time", row, column).Fill(-32768).Attribute("units", "kelvin")
                .Attribute("scale_factor", NetCdfType.Float64, 0.01).Attribute("add_offset", NetCdfType.Float64, 273.15);
            var quality = writer.Root.Variable("quality_level", NetCdfType.Int8, "time", row, column).Fill(-128);
            var flags = writer.Root.Variable("l2p_flags", NetCdfType.Int16, "time", row, column).Attribute("flag_masks", NetCdfType.Int16, 1, 2, 4, 8, 16)
                .Attribute("flag_meanings", "microwave land ice lake river");
            time.Write([1370260800]);
            latitude.Write(isSwath ? [43, 43, 42, 42] : [43, 42]);
            longitude.Write(isSwath ? [5, 6, 5, 6] : [5, 6]);
            sst.Write([293.15, 293.25, 293.35, double.NaN]);
            quality.Write([5, 3, 4, 0]);
            flags.Write([0, 0, 1, 2]);
            writer.Close();
        }

        using var field = FieldFile.Open(folder["sst.nc"]);
        Assert.Equal((product, isSwath), (field.Product, field.Geometry is FieldGeometry.Swath));
        Assert.Equal(new PixelCondition("quality_level", 4, double.PositiveInfinity), Assert.Single(field.Conditions));
        Assert.Equal(["land", "ice", "lake", "river"], Assert.Single(field.Flags).Excluded);
        Assert.Equal("2024-06-03T12:00:00Z", Timestamp.Format(field.Times[0].Start));
        var read = new double[4];
        field.Read("quality_level", new FieldWindow(0, 0, 0, 0, 2, 2), read);
        Assert.Equal([5, 3, 4, 0], read);
    }

    [Fact]
    public void NASA_granules_leave_land_out_of_the_count_and_failed_chlorophyll_out_of_chlor_a()
    {
        using var field = FieldFile.Open(SharedData.TestData("pace/PACE_OCI.20240608T120133.L2.OC_BGC.V2_0.NRT.nc"));
        var flags = Assert.Single(field.Flags);
        Assert.Equal(["LAND", "NAVFAIL"], flags.Uncounted.Order(StringComparer.Ordinal));
        Assert.Equal(["CHLFAIL", "CHLWARN"], flags.ExcludedFor["chlor_a"].Order(StringComparer.Ordinal));
        Assert.DoesNotContain("CHLFAIL", flags.Excluded);
        Assert.DoesNotContain("COCCOLITH", flags.Excluded);
    }

    [Fact]
    public void Standard_names_give_roles_where_no_description_does()
    {
        using (var writer = NetCdfWriter.Create(folder["roles.nc"]))
        {
            writer.Root.Dimension("y", 1).Dimension("x", 2);
            var latitude = writer.Root.Variable("lat", NetCdfType.Float32, "y", "x").Attribute("units", "degrees_north");
            var longitude = writer.Root.Variable("lon", NetCdfType.Float32, "y", "x").Attribute("units", "degrees_east");
            var sun = writer.Root.Variable("theta0", NetCdfType.Float32, "y", "x").Attribute("standard_name", "solar_zenith_angle");
            var wind = writer.Root.Variable("ws", NetCdfType.Float32, "y", "x").Attribute("standard_name", "wind_speed");
            latitude.Write([1, 2]);
            longitude.Write([1, 2]);
            sun.Write([30, 31]);
            wind.Write([5, 6]);
            writer.Close();
        }

        using var field = FieldFile.Open(folder["roles.nc"]);
        Assert.Equal(("theta0", "ws", 2), (field.Roles[FieldRole.SunZenith], field.Roles[FieldRole.WindSpeed], field.Roles.Count));
    }
}
