using OceanML.Core;

namespace OceanML.Colocation.Tests;

public sealed class BandMatchingTests
{
    private static readonly SolarSpectrum Flat = new(new SpectralCurve([300, 1100], [1.9, 1.9]), "flat Sun");

    [Fact]
    public void Each_band_gets_the_nearest_wavelength_within_the_limit_and_the_rest_are_named()
    {
        var result = BandMatching.Match(Matchups(), new BandMatchOptions { InSitu = ["insp*"], Sensor = ["Rrs_*"] });
        Assert.Equal([0.4431, 0.4432, 0.4433], result.Table.Numbers("insitu_Rrs_442.5"));
        Assert.Equal([0.555, 0.555, 0.555], result.Table.Numbers("insitu_Rrs_560"));
        Assert.False(result.Table.Has("insitu_Rrs_665"));
        Assert.Equal([0.5, 5, double.NaN], result.Partners.Select(partner => partner.Distance));
        var warning = Assert.Single(result.Warnings, warning => warning.Contains("no in situ partner", StringComparison.Ordinal));
        Assert.Contains("Rrs_665 (nearest is 555 nm, over 5 nm away)", warning, StringComparison.Ordinal);
        Assert.Contains("443 nm", result.Table["insitu_Rrs_442.5"].Metadata.LongName, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_instruments_differ_the_nearest_with_a_value_is_taken_row_by_row_and_told()
    {
        var table = Matchups().With(new NumberColumn("insp558", [double.NaN, 0.558, double.NaN]));
        var result = BandMatching.Match(table, new BandMatchOptions { InSitu = ["insp*"], Sensor = ["Rrs_*"] });
        Assert.Equal([0.555, 0.558, 0.555], result.Table.Numbers("insitu_Rrs_560"));
        Assert.Equal([555, 558, 555], result.Table.Numbers("insitu_Rrs_560_wavelength"));
        Assert.False(result.Table.Has("insitu_Rrs_442.5_wavelength"));
    }

    [Fact]
    public void Of_two_equally_near_the_shorter_is_taken_and_the_limit_belongs_to_the_window()
    {
        var table = new Table([new NumberColumn("Rrs_500", [1]), new NumberColumn("x495", [0.495]), new NumberColumn("x505", [0.505])]);
        Assert.Equal([0.495], BandMatching.Match(table, new BandMatchOptions { InSitu = ["x*"], Sensor = ["Rrs_*"] }).Table.Numbers("insitu_Rrs_500"));
        var failure = Assert.Throws<OceanException>(() => BandMatching.Match(table, new BandMatchOptions { InSitu = ["x*"], Sensor = ["Rrs_*"], Limit = 4.9 }));
        Assert.Equal(ExitCode.NothingSelected, failure.Code);
    }

    [Fact]
    public void Rho_w_becomes_Rrs_by_pi_with_its_uncertainty_only_where_asked()
    {
        var table = new Table([new NumberColumn("Rrs_500", [0.01], new ColumnMetadata("sr-1")), new NumberColumn("rhow_500", [Math.PI * 0.011]), new NumberColumn("rhow_500_sigma", [Math.PI * 0.001])]);
        var asked = BandMatching.Match(table, new BandMatchOptions { InSitu = ["rhow_*"], Sensor = ["Rrs_*"], Quantity = SpectralQuantity.Rrs });
        Assert.Equal(0.011, asked.Table.Numbers("insitu_Rrs_500")[0], 12);
        Assert.Equal(0.001, asked.Table.Numbers("insitu_Rrs_500_sigma")[0], 12);
        Assert.Equal("sr-1", asked.Table["insitu_Rrs_500"].Metadata.Unit);
        Assert.Empty(asked.Warnings);
        var plain = BandMatching.Match(table, new BandMatchOptions { InSitu = ["rhow_*"], Sensor = ["Rrs_*"] });
        Assert.Equal(Math.PI * 0.011, plain.Table.Numbers("insitu_Rrs_500")[0], 12);
        Assert.Contains("not converted; --quantity Rrs does", Assert.Single(plain.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mW cm-2 um-1 sr-1", 1.9)]
    [InlineData("W m-2 um-1 sr-1", 19)]
    [InlineData("uW/cm^2/nm/sr", 1.9)]
    [InlineData("W m-2 nm-1 sr-1", 0.019)]
    public void Normalised_radiance_becomes_Rrs_by_the_solar_irradiance_whatever_its_unit(string unit, double nLw)
    {
        var table = new Table([new NumberColumn("Rrs_443", [0.01], new ColumnMetadata("sr-1")), new NumberColumn("Lwn443", [nLw], new ColumnMetadata(unit))]);
        var result = BandMatching.Match(table, new BandMatchOptions { InSitu = ["Lwn*"], Sensor = ["Rrs_*"], Quantity = SpectralQuantity.Rrs, Solar = Flat });
        Assert.Equal(0.01, result.Table.Numbers("insitu_Rrs_443")[0], 12);
    }

    [Fact]
    public void Reflectance_becomes_normalised_radiance_in_the_unit_of_the_sensor()
    {
        var table = new Table([new NumberColumn("nLw_443", [1], new ColumnMetadata("W m-2 um-1 sr-1")), new NumberColumn("rhow_443", [Math.PI * 0.01], new ColumnMetadata("1"))]);
        var result = BandMatching.Match(table, new BandMatchOptions { InSitu = ["rhow_*"], Sensor = ["nLw_*"], Quantity = SpectralQuantity.NLw, Solar = Flat });
        Assert.Equal(19, result.Table.Numbers("insitu_nLw_443")[0], 10);
        Assert.Equal("W m-2 um-1 sr-1", result.Table["insitu_nLw_443"].Metadata.Unit);
    }

    [Fact]
    public void A_conversion_that_lacks_something_says_what()
    {
        var table = new Table([new NumberColumn("Rrs_443", [0.01]), new NumberColumn("Lwn443", [1]), new NumberColumn("443.1", [1])]);
        OceanException Failure(string inSitu, SolarSpectrum? solar = null, string? unit = null) => Assert.Throws<OceanException>(() =>
            BandMatching.Match(table, new BandMatchOptions { InSitu = [inSitu], Sensor = ["Rrs_*"], Quantity = SpectralQuantity.Rrs, Solar = solar, InSituUnit = unit }));
        Assert.Contains("give a table of it with --solar", Failure("Lwn*").Message, StringComparison.Ordinal);
        Assert.Contains("nLw without a unit", Failure("Lwn*", Flat).Message, StringComparison.Ordinal);
        Assert.Contains("'counts' cannot be converted", Failure("Lwn*", Flat, "counts").Message, StringComparison.Ordinal);
        Assert.Contains("state it with --in-situ-quantity", Failure("#").Message, StringComparison.Ordinal);
        Assert.Contains("has a column 'insitu_Rrs_443' already", Assert.Throws<OceanException>(() => BandMatching.Match(
            table.With(new NumberColumn("insitu_Rrs_443", [1])), new BandMatchOptions { InSitu = ["Lwn*"], Sensor = ["Rrs_*"] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Spectra_finer_than_the_response_are_averaged_over_it_with_their_uncertainty()
    {
        // A straight spectrum over a symmetric response has the value at its centre.
        var columns = new List<Column> { new NumberColumn("Rrs_560", [1.0, 1.0, 1.0]) };
        for (var i = 0; i <= 40; i++)
        {
            var wavelength = 550 + (0.5 * i);
            columns.Add(new NumberColumn(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{wavelength}"), [0.01 + (0.001 * (wavelength - 560)), i < 25 ? 0.01 : double.NaN, double.NaN]));
            columns.Add(new NumberColumn(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{wavelength}_sigma"), [0.002, 0.002, 0.002]));
        }

        var response = new SpectralResponse("560", new SpectralCurve([554, 557, 563, 566], [0, 1, 1, 0]));
        BandMatchResult Match(bool independent) => BandMatching.Match(new Table(columns), new BandMatchOptions { InSitu = ["#"], Sensor = ["Rrs_560"], Responses = [response], IndependentSigma = independent });
        var correlated = Match(false);
        Assert.Equal(0.01, correlated.Table.Numbers("insitu_Rrs_560")[0], 12);
        Assert.True(double.IsNaN(correlated.Table.Numbers("insitu_Rrs_560")[1]));
        Assert.Equal(0.002, correlated.Table.Numbers("insitu_Rrs_560_sigma")[0], 12);
        Assert.Contains("covers less than 95 % of the response in 1 of them", Assert.Single(correlated.Warnings), StringComparison.Ordinal);
        Assert.Equal((1, 2), (correlated.Partners[0].Values, correlated.Partners[0].Without));

        // Some eighteen independent wavelengths carry the band: the error shrinks by about the root of that.
        var independent = Match(true).Table.Numbers("insitu_Rrs_560_sigma")[0];
        Assert.InRange(0.002 / independent, Math.Sqrt(16), Math.Sqrt(24));
        Assert.Contains("fully correlated", correlated.Table["insitu_Rrs_560_sigma"].Metadata.LongName, StringComparison.Ordinal);
    }

    [Fact]
    public void Reflectances_are_weighted_by_the_light_where_it_is_known()
    {
        // Half of the response is under a Sun three times as bright: the mean of 1 and 0 is 3/4 there, and 1/2 by the response alone.
        var wavelengths = Enumerable.Range(0, 41).Select(i => 490 + (0.5 * i)).ToArray();
        Column[] columns = [new NumberColumn("Rrs_500", [0.5]), .. wavelengths.Select(wavelength => new NumberColumn(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Rrs_insitu_{wavelength}"), [wavelength < 500 ? 1.0 : wavelength > 500 ? 0.0 : 0.5]))];
        var sun = new SolarSpectrum(new SpectralCurve([300, 499.999, 500.001, 900], [3, 3, 1, 1]), "half Sun");
        var options = new BandMatchOptions { InSitu = ["Rrs_insitu_*"], Sensor = ["Rrs_500"], Responses = [new SpectralResponse("500", new SpectralCurve([490, 490.001, 509.999, 510], [0, 1, 1, 0]))] };
        Assert.Equal(0.5, BandMatching.Match(new Table(columns), options).Table.Numbers("insitu_Rrs_500")[0], 1e-4);
        Assert.Equal(0.75, BandMatching.Match(new Table(columns), options with { Solar = sun }).Table.Numbers("insitu_Rrs_500")[0], 1e-2);
    }

    [Fact]
    public void A_pattern_that_fits_both_spectra_means_the_columns_of_the_fields_for_the_sensor()
    {
        Column[] columns = [.. new[] { "Rrs_443", "Rrs_442.5", "Rrs_442.5_centre", "Rrs_442.5_cv" }.Select((name, i) => new NumberColumn(name, [i]))];
        foreach (string[] sensor in new[] { ["Rrs_*"], Array.Empty<string>() })
            Assert.Equal([0.0], BandMatching.Match(new Table(columns), new BandMatchOptions { InSitu = ["Rrs_*"], Sensor = sensor }).Table.Numbers("insitu_Rrs_442.5"));
    }

    [Fact]
    public void Bands_without_a_wavelength_in_their_name_have_that_of_the_file_and_one_quantity_is_chosen_where_fields_hold_two()
    {
        static Column[] Field(string name, double wavelength) =>
            [new NumberColumn(name, [0.1], new ColumnMetadata(Wavelength: wavelength)), .. new[] { "_centre", "_cv" }.Select(suffix => new NumberColumn(name + suffix, [0.1]))];
        var table = new Table([new NumberColumn("rhow_443", [0.03]), new NumberColumn("x443", [0.03]), .. Field("rrs_3", 442.5), .. Field("rhow_3", 442.5), .. Field("rrs_3_unc", 442.5)]);
        BandMatchResult Match(string inSitu, SpectralQuantity? quantity = null) => BandMatching.Match(table, new BandMatchOptions { InSitu = [inSitu], Quantity = quantity });
        Assert.Equal(0.03, Assert.Single(Match("rhow_443").Table.Numbers("insitu_rhow_3")));
        Assert.Equal(0.03 / Math.PI, Assert.Single(Match("rhow_443", SpectralQuantity.Rrs).Table.Numbers("insitu_rrs_3")), 12);
        Assert.Contains("the fields hold Rrs and rho_w", Assert.Throws<OceanException>(() => Match("x*")).Message, StringComparison.Ordinal);
        Assert.Equal(442.5, Assert.Single(BandMatching.Match(table, new BandMatchOptions { InSitu = ["x*"], Sensor = ["rrs_3"] }).Partners).Sensor.Wavelength);
    }

    [Fact]
    public void A_response_serves_the_one_band_it_is_of()
    {
        Column[] columns = [new NumberColumn("Rrs_673.8", [1]), new NumberColumn("Rrs_681.3", [1]), .. Enumerable.Range(660, 41).Select(wavelength => new NumberColumn($"x{wavelength}", [wavelength / 1000.0]))];
        var responses = new[] { new SpectralResponse("Oa10", new SpectralCurve([677, 680, 682, 685], [0, 1, 1, 0])) };
        var result = BandMatching.Match(new Table(columns), new BandMatchOptions { InSitu = ["x*"], Sensor = ["Rrs_*"], Responses = responses });
        Assert.Equal(0.681, result.Table.Numbers("insitu_Rrs_681.3")[0], 10);
        Assert.False(result.Table.Has("insitu_Rrs_673.8"));
        Assert.Contains("Rrs_673.8 (no response for it", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    private static Table Matchups() => new(
    [
        new NumberColumn("insp443", [0.4431, 0.4432, 0.4433]),
        new NumberColumn("insp412", [0.412, 0.412, 0.412]),
        new NumberColumn("insp555", [0.555, 0.555, 0.555]),
        new NumberColumn("Rrs_442.5", [1, 2, 3]),
        new NumberColumn("Rrs_442.5_sd", [1, 2, 3]),
        new NumberColumn("Rrs_560", [1, 2, 3]),
        new NumberColumn("Rrs_665", [1, 2, 3]),
    ]);
}
