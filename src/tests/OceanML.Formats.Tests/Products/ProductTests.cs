using OceanML.Core;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Products;
using OceanML.Tests;

namespace OceanML.Formats.Tests.Products;

public sealed class ProductTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("argo/single/D4900785_048.nc", "argo-core-profile")]
    [InlineData("argo/meds_4902481/4902481_prof.nc", "argo-core-profile")]
    [InlineData("argo/coriolis_3902131/BD3902131_010.nc", "argo-bgc-profile")]
    [InlineData("argo/coriolis_3902131/3902131_Sprof.nc", "argo-synthetic-profile")]
    [InlineData("argo/single/SD5903586_001.nc", "argo-synthetic-profile")]
    [InlineData("argo/meds_4902481/4902481_BRtraj.nc", "argo-trajectory")]
    [InlineData("argo/coriolis_6903247/6903247_meta.nc", "argo-metadata")]
    [InlineData("argo/flat/argo_data.netcdf", "argo-flat")]
    [InlineData("argo/index/ar_index_global_prof.txt", "argo-profile-index")]
    [InlineData("argo/index/ar_index_global_prof.txt.gz", "argo-profile-index")]
    [InlineData("argo/index/argo_synthetic-profile_index.txt", "argo-profile-index")]
    [InlineData("argo/index/ar_index_global_meta.txt", "argo-metadata-index")]
    [InlineData("argo/index/ar_greylist.txt", "argo-greylist")]
    [InlineData("argo/soccom_floatviz/9749SOOCNQC.TXT", "floatviz")]
    [InlineData("ocean_colour/pace_oci/pace_l2_sample.nc", "pace-oci-l2")]
    [InlineData("ocean_colour/pace_oci/pace_l3_sample.nc", "pace-oci-l3m")]
    [InlineData("ocean_colour/pace_oci/bgc_argo_x_pace_rrs_chla_profiles.parquet", "parquet")]
    [InlineData("ocean_colour/modis/A2016241.L3m_DAY_POC_poc_4km.nc", "modis-l3m")]
    [InlineData("ocean_colour/olci/O_L2_0001_SNS_2017104102450_v1.0.nc", "olci-l2-c2rcc")]
    [InlineData("ocean_colour/olci/S3A_OL_1_EFR____20170313T110342_20170313T110642_20170314T162839_0179_015_208_2520_LN1_O_NT_002.nc", "olci-l1-efr")]
    [InlineData("ocean_colour/olci/wfr_reference/S3A_OL_2_WFR____20180707T081143.json", "json")]
    [InlineData("ocean_colour/oc_cci/occci_v6_chlor_a_monthly_1997-2022_hawaii.nc", "oc-cci")]
    [InlineData("ocean_colour/oc_cci/ESACCI-OC-L3S-IOP-MERGED-1M_MONTHLY_4km_GEO_PML_OCx_QAA-200505-fv4.2.nc", "oc-cci")]
    [InlineData("ocean_colour/oc_cci/J17.nc", "netcdf")]
    [InlineData("ocean_colour/cmems_model/data_to_20040615.nc", "cf-grid")]
    [InlineData("moored/insitu_tac/NO_TS_MO_62081.nc", "oceansites")]
    [InlineData("radiometry/seabass/Water_Absorption.sb", "seabass")]
    public void A_file_is_recognised_by_its_content_under_any_name(string file, string product)
    {
        var path = SharedData.Path("data/" + file);
        Assert.Equal(product, ProductFile.Identify(path).Id);
        var renamed = folder["granule.bin"];
        File.Copy(path, renamed);
        Assert.Equal(product, ProductFile.Identify(renamed).Id);
    }

    [Fact]
    public void Every_description_has_what_its_kind_needs()
    {
        Assert.NotEmpty(ProductCatalog.All);
        Assert.All(ProductCatalog.All, product =>
        {
            Assert.NotEmpty(product.Signatures);
            Assert.False(string.IsNullOrWhiteSpace(product.Title));
            Assert.Matches("^[a-z0-9-]+$", product.Id);
            Assert.All(product.Flags, flags => Assert.False(string.IsNullOrWhiteSpace(flags.Source), product.Id));
        });
        Assert.Equal(ProductCatalog.All.Count, ProductCatalog.All.Select(product => product.Id).Distinct().Count());
    }

    [Fact]
    public void A_mistake_in_a_description_is_named()
    {
        static OceanException Mistake(string yaml) =>
            Assert.Throws<OceanException>(() => ProductYaml.Read("mine", new StringReader(yaml), "mine.yaml"));
        Assert.Contains("'title' is missing", Mistake("kind: grid").Message, StringComparison.Ordinal);
        Assert.Contains("no key 'kindd'; it has kind", Mistake("title: x\nkindd: grid").Message, StringComparison.Ordinal);
        Assert.Contains("'kind' must be one of grid", Mistake("title: x\nkind: cube").Message, StringComparison.Ordinal);
        Assert.Contains("line 2", Mistake("title: x\n  kind: : grid").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("roles: {sunzenith: a}", "no role 'sunzenith'; it has sun_zenith")]
    [InlineData("flags: [{name: f, exlude: [A]}]", "flags: no key 'exlude'")]
    [InlineData("flags: [{name: f, masks: {A: 0x1}}]", "mask of A is '0x1', not a whole number above 0")]
    [InlineData("valid: [{below: 3}]", "each entry needs a 'variable'")]
    [InlineData("valid: [{variable: v}]", "'v' needs one of minimum, maximum, above, below")]
    [InlineData("valid: [{variable: v, below: little}]", "'below' is 'little', not a number")]
    [InlineData("valid: [{variable: v, above: 3, below: 3}]", "no value of 'v' could pass")]
    public void A_mistake_in_the_rules_of_a_description_is_named(string yaml, string message)
    {
        var exception = Assert.Throws<OceanException>(() => ProductYaml.Read("mine", new StringReader("title: x\nkind: grid\n" + yaml), "mine.yaml"));
        Assert.StartsWith("mine.yaml: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_rules_of_a_description_are_read()
    {
        const string yaml = """
            title: x
            kind: swath
            roles: {sun_zenith: 'SZA|sza'}
            flags:
              - {name: f, uncounted: [LAND], for: {'chlor_a|chl_*': [CHLFAIL]}, masks: {LAND: 1, TOP: 9223372036854775808}, source: me}
            valid:
              - {variable: Rnir, below: 0.1}
              - {variable: wind, minimum: 0, maximum: 10}
            """;
        var product = ProductYaml.Read("mine", new StringReader(yaml), "mine.yaml");
        Assert.Equal("SZA|sza", product.Roles["sun_zenith"]);
        var flags = Assert.Single(product.Flags);
        Assert.Equal(["LAND"], flags.Uncounted);
        Assert.Equal(["CHLFAIL"], flags.ExcludedFor["chlor_a|chl_*"]);
        Assert.Equal(1UL << 63, flags.Masks["TOP"]);
        Assert.Equal(new PixelCondition("Rnir", double.NegativeInfinity, Math.BitDecrement(0.1)), product.Conditions[0]);
        Assert.Equal(new PixelCondition("wind", 0, 10), product.Conditions[1]);
    }

    [Fact]
    public void A_description_is_read_whole()
    {
        var product = ProductYaml.Read(
            "mine",
            new StringReader("title: Mine\nkind: swath\norder: 3\nrecognise:\n  - attributes: {sensor: 'X*'}\n    variables: [a, b]\nflags:\n  - {name: f, exclude: [CLOUD], require: [WATER], source: me}\nwavelengths: {band: wl}\n"),
            "mine.yaml");
        Assert.Equal(("Mine", ProductKind.Swath, 3, "wl"), (product.Title, product.Kind, product.Order, product.Wavelengths["band"]));
        Assert.Equal(("X*", 2), (product.Signatures[0].Attributes["sensor"], product.Signatures[0].Variables.Count));
        Assert.Equal(["CLOUD"], product.Flags[0].Excluded);
        Assert.Equal(["WATER"], product.Flags[0].Required);
    }

    [Fact]
    public void A_mooring_with_one_position_is_a_series_and_not_a_grid_of_one_pixel()
    {
        using (var writer = NetCdfWriter.Create(folder["mooring.nc"], NetCdfFormat.Classic))
        {
            writer.Root.Dimension("TIME", 3).Dimension("LATITUDE", 1).Dimension("LONGITUDE", 1);
            var time = writer.Root.Variable("TIME", NetCdfType.Float64, "TIME").Attribute("units", "days since 1950-01-01");
            var latitude = writer.Root.Variable("LATITUDE", NetCdfType.Float64, "LATITUDE").Attribute("units", "degrees_north");
            var longitude = writer.Root.Variable("LONGITUDE", NetCdfType.Float64, "LONGITUDE").Attribute("units", "degrees_east");
            var value = writer.Root.Variable("TEMP", NetCdfType.Float64, "TIME", "LATITUDE", "LONGITUDE");
            time.Write([1, 2, 3]);
            latitude.Write([43]);
            longitude.Write([5]);
            value.Write([10, 11, 12]);
            writer.Close();
        }

        Assert.Equal("cf-series", ProductFile.Identify(folder["mooring.nc"]).Id);
    }
}
