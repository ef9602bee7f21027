using OceanML.Formats.Fields;

namespace OceanML.Formats.Tests.Fields;

public class BandNamesTests
{
    [Theory]
    [InlineData("Rrs_412", 412)]
    [InlineData("RRS412", 412)]
    [InlineData("Rrs_412_rmsd", 412)]
    [InlineData("RRS443_uncertainty", 443)]
    [InlineData("NRRS555-NS_mean", 555)]
    [InlineData("nLw_443", 443)]
    [InlineData("rhow_490", 490)]
    [InlineData("rho_w_665", 665)]
    [InlineData("Rw1020", 1020)]
    [InlineData("Rw674", 674)]
    [InlineData("Kd_490", 490)]
    [InlineData("K_490", 490)]
    [InlineData("KD490_M07", 490)]
    [InlineData("aot_865", 865)]
    [InlineData("Oa03_reflectance", 442.5)]
    [InlineData("Oa10_reflectance_err", 681.25)]
    [InlineData("Oa21_radiance", 1020)]
    [InlineData("adg_442.5", 442.5)]
    public void A_name_of_an_optical_quantity_tells_the_wavelength(string name, double wavelength) => Assert.Equal(wavelength, BandNames.Wavelength(name));

    [Theory]
    [InlineData("rhow_3")]
    [InlineData("rtoa_12")]
    [InlineData("temperature_500")]
    [InlineData("T_500")]
    [InlineData("T865")]
    [InlineData("CHL1_mean")]
    [InlineData("Oa22_reflectance")]
    [InlineData("Oa00_reflectance")]
    [InlineData("Rrs_4120")]
    [InlineData("Rrs_412nm")]
    [InlineData("chlor_a")]
    [InlineData("es_pressure_1000")]
    public void Other_names_do_not(string name) => Assert.Null(BandNames.Wavelength(name));
}
