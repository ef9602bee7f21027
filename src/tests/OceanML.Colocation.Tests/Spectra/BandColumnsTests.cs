using OceanML.Core;

namespace OceanML.Colocation.Tests;

public sealed class BandColumnsTests
{
    [Theory]
    [InlineData("Rrs_442.5", 442.5)]
    [InlineData("Rrs_400", 400)]
    [InlineData("rhow_412.5", 412.5)]
    [InlineData("Lwn443", 443)]
    [InlineData("exLwn1020", 1020)]
    [InlineData("400.5", 400.5)]
    [InlineData("nLw 412", 412)]
    [InlineData("nLw 412 nm", 412)]
    [InlineData("rho_560_nm", 560)]
    [InlineData("field2_Rrs_490", 490)]
    [InlineData("Oa08", double.NaN)]
    [InlineData("pixel_row", double.NaN)]
    [InlineData("Rrs_442.5_sd", double.NaN)]
    [InlineData("station_12345", double.NaN)]
    [InlineData("time_2", double.NaN)]
    public void The_wavelength_is_the_number_at_the_end_of_a_name(string name, double wavelength) =>
        Assert.Equal(wavelength, BandColumns.Wavelength(name));

    [Fact]
    public void Patterns_choose_one_spectrum_and_the_hash_stands_for_the_wavelength()
    {
        var table = Empty("Rrs_412", "Rrs_412_sd", "Rrs_443", "rhow_412.5", "rhow_490", "400.5", "401", "Kd_490", "Rrs665nm_mean");
        Assert.Equal([412, 443], BandColumns.Find(table, ["Rrs_*"]).Select(band => band.Wavelength));
        Assert.Equal(["rhow_412.5", "rhow_490"], BandColumns.Find(table, ["rhow_#"]).Select(band => band.Column));
        Assert.Equal([400.5, 401], BandColumns.Find(table, ["#"]).Select(band => band.Wavelength));
        Assert.Equal([665], BandColumns.Find(table, ["Rrs#nm_mean"]).Select(band => band.Wavelength));
        Assert.Equal([412, 412.5], BandColumns.Find(table, ["rhow_412*", "Rrs_412"]).Select(band => band.Wavelength));
    }

    [Fact]
    public void A_pattern_without_bands_and_two_columns_of_one_wavelength_are_errors_that_name_them()
    {
        var table = Empty("Lt443", "Lw443", "Rrs_412", "station");
        Assert.Contains("it has Lt443, Lw443, Rrs_412", Assert.Throws<OceanException>(() => BandColumns.Find(table, ["rhow_*"])).Message, StringComparison.Ordinal);
        Assert.Contains("'Lt443' and 'Lw443' both are of 443 nm", Assert.Throws<OceanException>(() => BandColumns.Find(table, ["L*"])).Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, Assert.Throws<OceanException>(() => BandColumns.Find(table, ["#_#"])).Code);
    }

    [Fact]
    public void Bands_of_fields_are_told_by_the_statistics_beside_them_and_by_what_they_are()
    {
        var table = Empty("Rrs_412", "Rrs_443", "Rrs_443_centre", "Rrs_443_cv", "aot_865", "aot_865_centre", "aot_865_cv", "chlor_a", "chlor_a_centre", "chlor_a_cv");
        Assert.Equal(["Rrs_443"], BandColumns.OfFields(table).Select(band => band.Column));
    }

    [Theory]
    [InlineData("Rrs_443", SpectralQuantity.Rrs)]
    [InlineData("seawifs_rrs412", SpectralQuantity.Rrs)]
    [InlineData("rhow_412.5", SpectralQuantity.RhoW)]
    [InlineData("rho_w_560", SpectralQuantity.RhoW)]
    [InlineData("Oa08_reflectance", SpectralQuantity.RhoW)]
    [InlineData("exLwn412", SpectralQuantity.NLw)]
    [InlineData("nLw 412", SpectralQuantity.NLw)]
    [InlineData("Lwn443", SpectralQuantity.NLw)]
    [InlineData("Lw443", null)]
    [InlineData("400.5", null)]
    [InlineData("terrs_400", null)]
    public void Names_tell_the_quantity_or_nothing(string name, SpectralQuantity? quantity) =>
        Assert.Equal(quantity, SpectralQuantities.Guess(name, ColumnMetadata.None));

    private static Table Empty(params string[] names) => new(names.Select(name => new NumberColumn(name, [])));
}
