using OceanML.Formats.Tables;
using OceanML.Tests;

namespace OceanML.Colocate.Tests;

/// <summary>Spectra in situ that are 1.1 times what the swath has at their place, see test-data/README.md.</summary>
public sealed class SpectraTests : IDisposable
{
    private static readonly string[] Bands = ["412", "442", "490", "510", "555", "620", "665", "709"];
    private readonly Colocate colocate = new();

    public void Dispose() => colocate.Dispose();

    [Fact]
    public void Averaged_over_the_responses_they_are_one_tenth_above_the_satellite_in_every_band()
    {
        var log = Match("--in-situ-bands", "rhow_*", "--quantity", "Rrs", "--response", SharedData.TestData("tables/responses.csv"));
        Assert.Contains("Rrs_442: 1 of 3 rows without in situ value (the spectrum covers less than 95 % of the response", log, StringComparison.Ordinal);
        var table = TableFile.Read(colocate["matchups.parquet"]);
        Assert.Equal("Rrs", table["insitu_Rrs_490"].Metadata.LongName!.Split(' ')[2]);
        foreach (var band in Bands)
        {
            var (ours, satellite, sigma) = (table.Numbers($"insitu_Rrs_{band}"), table.Numbers($"Rrs_{band}"), table.Numbers($"insitu_Rrs_{band}_sigma"));
            for (var row = 0; row < ours.Length; row++)
            {
                Assert.Equal(band == "442" && row == 2, double.IsNaN(ours[row]));
                if (double.IsNaN(ours[row])) continue;

                // The satellite's values are packed in steps of 2e-6, the table has six figures.
                Assert.Equal(1.1 * satellite[row], ours[row], 1.5e-6);
                Assert.Equal(0.02 * ours[row], sigma[row], 1e-8);
            }
        }
    }

    [Fact]
    public void The_nearest_wavelength_is_up_to_two_nanometres_off_and_that_is_told()
    {
        var log = Match("--in-situ-bands", "rhow_*", "--quantity", "Rrs");
        Assert.Contains("in situ values for 8 of 8 bands, 2 to 3 of 3 rows each", log, StringComparison.Ordinal);
        Assert.Contains("up to 2 nm from the band; values are not shifted to it", log, StringComparison.Ordinal);

        // 440 nm stands for 442: 1.1 (0.010 - 0.00001 (440 - 412) + 0.001 (42.52 - 42.5)).
        Assert.Equal(1.1 * 0.00974, TableFile.Read(colocate["matchups.parquet"]).Numbers("insitu_Rrs_442")[0], 1e-7);
    }

    [Fact]
    public void What_is_not_converted_is_told_and_mistakes_say_what_is_missing()
    {
        Assert.Contains("'rhow_400' is rho_w and 'Rrs_412' is Rrs: the in situ values are not converted; --quantity Rrs does", Match("--in-situ-bands", "rhow_*"), StringComparison.Ordinal);
        var (code, error) = Try("--quantity", "Rrs");
        Assert.Equal((2, true), (code, error.Contains("--quantity needs --in-situ-bands", StringComparison.Ordinal)));
        (code, error) = Try("--in-situ-bands", "rhow_*", "--quantity", "nLw");
        Assert.Equal((2, true), (code, error.Contains("the solar irradiance F0 is needed; give a table of it with --solar", StringComparison.Ordinal)));
        (code, error) = Try("--in-situ-bands", "rhow_*", "--response", SharedData.TestData("tables/observations.csv"));
        Assert.Equal((3, true), (code, error.Contains("no column 'wavelength'", StringComparison.Ordinal)));
        (code, error) = Try("--in-situ-bands", "Lwn*");
        Assert.Equal((3, true), (code, error.Contains("matchups: no column of numbers with a wavelength (nm) in its name matches 'Lwn*'; it has rhow_400, rhow_405", StringComparison.Ordinal)));
    }

    private string Match(params string[] more)
    {
        var (code, error) = Try(more);
        Assert.True(code == 0, error);
        return error;
    }

    private (int Code, string Error) Try(params string[] more) => colocate.Run([
        "--observations", SharedData.TestData("tables/spectra.csv"),
        "--fields", SharedData.TestData("pace/PACE_OCI.20240608T120133.L2.OC_AOP.V2_0.NRT.nc"),
        "--within", "3h", "--output", colocate["matchups.parquet"], .. more]);
}
