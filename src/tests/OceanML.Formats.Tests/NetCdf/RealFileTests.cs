using OceanML.Formats.NetCdf;
using OceanML.Tests;

namespace OceanML.Formats.Tests.NetCdf;

/// <summary>Real files of other institutes; expected numbers by netCDF4-python 1.6.2, masked, scaled in double precision with the decimal scale factor.</summary>
public class RealFileTests
{
    private const string Pace = "data/ocean_colour/pace_oci/";

    [Theory]
    [InlineData(Pace + "PACE_OCI.20240604.L3m.DAY.CHL.V2_0.chlor_a.0p1deg.NRT.nc", "chlor_a", 671577, 0.5536494686041323, 1e-12)]
    [InlineData(Pace + "pace_l3_sample.nc", "Rrs", 396288, 0.003099110687177008, 1e-12)]
    [InlineData(Pace + "pace_l2_sample.nc", "geophysical_data/Rrs", 1892, 0.003714249471458779, 1e-12)]
    [InlineData("data/ocean_colour/modis/A2016241.L3m_DAY_POC_poc_4km.nc", "poc", 2342271, 88.23419911701077, 1e-12)]
    [InlineData("data/ocean_colour/oc_cci/ESACCI-OC-L3S-IOP-MERGED-1M_MONTHLY_4km_GEO_PML_OCx_QAA-200505-fv4.2.nc", "adg_412", 64029, 0.032110410373679524, 1e-12)]
    [InlineData("data/ocean_colour/oc_cci/occci_v6_chlor_a_monthly_1997-2022_hawaii.nc", "chlor_a", 82090, 0.16621158851546816, 1e-12)]
    [InlineData("data/ocean_colour/olci/O_L2_0001_SNS_2017104102450_v1.0.nc", "conc_chl", 10000, 0.0011690932407975197, 1e-12)]
    [InlineData("data/ocean_colour/olci/S3A_OL_1_EFR____20170313T110342_20170313T110642_20170314T162839_0179_015_208_2520_LN1_O_NT_002.nc", "Oa08_radiance", 1927, 97.03357848164117, 1e-12)]
    [InlineData("data/ocean_colour/cmems_model/data_to_20040615.nc", "phy", 83196, 3.4997880907735883, 1e-12)]
    public void Count_and_mean_of_a_variable_are_those_of_netCDF4_python(string path, string name, int count, double mean, double tolerance)
    {
        using var file = NetCdfFile.Open(SharedData.Path(path));
        var values = file[name].ReadDoubles().Where(double.IsFinite).ToList();
        Assert.Equal(count, values.Count);
        Assert.Equal(mean, values.Average(), tolerance * Math.Abs(mean) * 10);
    }

    [Fact]
    public void Groups_spectra_and_flags_of_a_PACE_granule_are_read()
    {
        using var file = NetCdfFile.Open(SharedData.Path(Pace + "pace_l2_sample.nc"));
        Assert.Equal(NetCdfFormat.NetCdf4, file.Format);
        Assert.Contains("geophysical_data", file.Groups.Select(group => group.Path));
        var wavelengths = file["sensor_band_parameters/wavelength_3d"].ReadDoubles();
        Assert.Equal((172, 346.0, 618.0, 719.0), (wavelengths.Length, wavelengths[0], wavelengths[100], wavelengths[171]));
        Assert.Equal([1610613040UL, 1610613280, 1073742368, 1073742368], file["l2_flags"].ReadBits().Take(4));
        Assert.Equal(0x80000000, file["l2_flags"].Attributes["flag_masks"]!.Bits[31]);
        var rrs = file["geophysical_data/Rrs"];
        var spectrum = new double[172];
        rrs.ReadDoubles(new NetCdfSlab([0, 9, 0], [1, 1, 172]), spectrum);
        Assert.Equal(0.011236001, spectrum[0], 1e-8);
        Assert.Equal((-0.01, 0.1), (Math.Round(rrs.ValidRange.Minimum, 6), Math.Round(rrs.ValidRange.Maximum, 6)));
    }

    [Fact]
    public void Stored_texts_and_quality_characters_of_an_Argo_profile_are_read()
    {
        using var file = NetCdfFile.Open(SharedData.Path("data/argo/coriolis_3902131/BD3902131_010.nc"));
        Assert.Equal(NetCdfFormat.Classic, file.Format);
        Assert.Equal("B-Argo profile", file["DATA_TYPE"].ReadTexts()[0]);
        Assert.Equal(["3902131", "3902131"], file["PLATFORM_NUMBER"].ReadTexts());
        Assert.Equal((2, 5), ((int)file.Length("N_PROF")!, (int)file.Length("N_PARAM")!));
        Assert.Equal(file["DOXY"].Count, file["DOXY_QC"].ReadCharacters().Length);
        Assert.Equal(10, file["PARAMETER"].ReadTexts().Length);
    }
}
