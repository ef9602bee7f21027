using OceanML.Core;
using OceanML.Formats.Observations;
using OceanML.Formats.Tables;
using OceanML.Tests;

namespace OceanML.Colocation.Tests;

/// <summary>Spectra of AERONET-OC, OCDB and NOMAD with the Thuillier solar spectrum: the real files, where they are at hand.</summary>
public sealed class RealSpectraTests
{
    private const string Folder = "data/radiometry";

    private static SolarSpectrum Thuillier => SolarSpectrum.From(TableFile.Read(SharedData.Path($"{Folder}/seabass/Thuillier_F0.sb")));

    [Fact]
    public void The_solar_spectrum_is_read_in_its_unit()
    {
        // About 96 % of the 1367 W m-2 of the whole Sun lie between 200 and 2400 nm.
        var sun = Thuillier;
        Assert.Equal(0.963 * 1367, sun.Curve.Integral, 14.0);
        Assert.Equal(1.93, sun.At(490, 10), 0.02);
        Assert.Contains("reaches from 200 to 2397 nm", Assert.Throws<OceanException>(() => sun.At(2397, 10)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rrs_from_normalised_radiance_agrees_with_the_Rrs_that_OCDB_published_beside_it()
    {
        var observations = ObservationFile.Read(SharedData.Path($"{Folder}/ocdb/Venice_OCDB_sanitised.csv")).Table;
        var bands = new[] { 412, 443, 490, 510, 560, 620, 667, 779, 865, 1020 };
        var table = observations.With(bands.Select(band => new NumberColumn($"field_Rrs_{band}", new double[observations.RowCount], new ColumnMetadata("sr-1"))));
        var result = BandMatching.Match(table, new BandMatchOptions { InSitu = ["Lwn*"], Sensor = ["field_Rrs_*"], Quantity = SpectralQuantity.Rrs, Solar = Thuillier });
        Assert.Equal(bands.Length, result.Partners.Count(partner => partner.Values > 0));
        foreach (var band in bands)
        {
            var (ours, theirs) = (result.Table.Numbers($"insitu_field_Rrs_{band}"), observations.Numbers($"Rrs{band}"));
            for (var row = 0; row < ours.Length; row++)
            {
                // Theirs divides by the F0 of another solar spectrum and of the true filters; ours is within 2 %.
                if (!double.IsNaN(theirs[row])) Assert.Equal(theirs[row], ours[row], 0.02 * Math.Abs(theirs[row]));
            }
        }
    }

    [Fact]
    public void Published_uncertainties_come_along()
    {
        var observations = ObservationFile.Read(SharedData.Path($"{Folder}/ocdb/Venice_OCDB_sanitised.csv")).Table;
        var table = observations.With(new NumberColumn("Oa06_560", new double[observations.RowCount]));
        var result = BandMatching.Match(table, new BandMatchOptions { InSitu = ["Rrs*"], Sensor = ["Oa06_*"] });
        Assert.Equal(observations.Numbers("Rrs560"), result.Table.Numbers("insitu_Oa06_560"));
        Assert.Equal(observations.Numbers("Rrs560_unc"), result.Table.Numbers("insitu_Oa06_560_sigma"));
    }

    [Theory]
    [InlineData("aeronet_oc/GlobCOLOUR_insitu_with_exLwn_VENICE-RP-2002-2007.csv")]
    [InlineData("aeronet_oc/GlobCOLOUR_insitu_with_exLwn_GUSTAV-RP-2005-2006.csv")]
    [InlineData("seabass/GlobCOLOUR_insitu_with_exLwn_NOMAD-RP-1991-2004.csv")]
    public void Normalised_radiances_of_GlobColour_files_become_plausible_Rrs_at_the_bands_of_OLCI(string file)
    {
        var observations = ObservationFile.Read(SharedData.Path($"{Folder}/{file}")).Table;
        Assert.DoesNotContain(observations.Times("time"), time => time == Timestamp.Missing);
        string[] bands = ["412.5", "442.5", "490", "560", "665"];
        var table = observations.With(bands.Select(band => new NumberColumn($"Rrs_{band}", new double[observations.RowCount])));
        var result = BandMatching.Match(table, new BandMatchOptions { InSitu = ["exLwn*"], Sensor = ["Rrs_*"], Quantity = SpectralQuantity.Rrs, Solar = Thuillier });
        Assert.All(result.Partners, partner => Assert.True(partner.Values > 0, partner.Sensor.Column));
        Assert.Equal([5.0], result.Partners.Where(partner => partner.Sensor.Wavelength == 560).Select(partner => partner.Distance));
        foreach (var band in bands)
        {
            // Waters of the world: medians of Rrs between 0.0003 and 0.01 sr-1 at these bands.
            var values = result.Table.Numbers($"insitu_Rrs_{band}").Where(double.IsFinite).Order().ToArray();
            Assert.InRange(values[values.Length / 2], 0.0002, 0.01);
        }
    }
}
