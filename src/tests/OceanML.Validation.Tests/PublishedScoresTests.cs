using System.Globalization;
using OceanML.Core;
using OceanML.Formats.Tables;
using OceanML.Tests;

namespace OceanML.Validation.Tests;

/// <summary>Statistics that others published beside their match-ups, computed again: the real files, where they are at hand.</summary>
public sealed class PublishedScoresTests
{
    private static readonly ScoreOptions Quick = new() { Samples = 0 };

    /// <summary>Number, mean bias and mean absolute error per band stand in the header of the SeaBASS validation export, the pairs below.</summary>
    [Fact]
    public void SeaWiFS_against_SeaBASS_has_the_number_bias_and_error_that_its_file_states()
    {
        var path = SharedData.Path("data/radiometry/seabass/SeaWiFS_rrs_seabass.csv");
        var table = TableFile.Read(path);
        var pairs = PairChoice.Of(table, "insitu_rrs*", table, "seawifs_rrs*", null);
        var scores = TableValidation.Score(table, pairs, [], null, null, false, Quick).Where(result => result.Pooled == 1).ToDictionary(result => result.Estimate, result => result.Scores);
        var stated = File.ReadLines(path).TakeWhile(line => line.StartsWith('#')).Where(line => line.StartsWith("#!  rrs", StringComparison.Ordinal)).ToList();
        Assert.Equal(6, stated.Count);
        foreach (var line in stated)
        {
            var parts = line[4..].Split(',', StringSplitOptions.TrimEntries);
            var score = scores[$"seawifs_{parts[0]}"];
            Assert.Equal(int.Parse(parts[1], CultureInfo.InvariantCulture), score.N);

            // Five decimals are printed.
            Assert.Equal(double.Parse(parts[2], CultureInfo.InvariantCulture), score.Find(Statistic.Bias)!.Value, 5.0001e-6);
            Assert.Equal(double.Parse(parts[3], CultureInfo.InvariantCulture), score.Find(Statistic.Mae)!.Value, 5.0001e-6);
        }
    }

    /// <summary>
    /// The spectra behind the per-wavelength statistics of HypernetsFR are not public, but the confidence limits of a standardised major axis follow
    /// from its slope, the least squares slope (their ratio is r) and n, which are stated for every sensor and wavelength. The slopes are planted: the
    /// limits alone are what the test is about.
    /// </summary>
    [Theory]
    [InlineData("OLCI", 80)]
    [InlineData("OCI", 369)]
    public void HYPERNETS_slopes_have_the_confidence_limits_that_were_published_for_every_sensor_and_wavelength(string family, int expected)
    {
        var table = TableFile.Read(Hypernets($"france_global_stats_RHOW_{family}.csv"));
        var (ols, sma, low, high, n) = (table.Numbers("Slope"), table.Numbers("Slope_II"), table.Numbers("Slope_II_low"), table.Numbers("Slope_II_high"), table.Numbers("n_w_nm_clean"));
        var (count, most) = (0, 0.0);
        for (var row = 0; row < table.RowCount; row++)
        {
            if (!(n[row] >= 3) || double.IsNaN(sma[row])) continue;
            var score = Scoring.Score(WithSlopes((int)n[row], ols[row], sma[row]), false, null, Quick).Find(Statistic.SmaSlope)!;
            foreach (var (published, ours) in new[] { (low[row], score.Low), (high[row], score.High) })
            {
                // Four decimals are printed, of the slopes too.
                Assert.Equal(published, ours, (3e-4 * Math.Abs(published)) + 5.0001e-5);
                most = Math.Max(most, Math.Abs((ours / published) - 1));
            }

            count++;
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{family}: {count} of {table.RowCount} rows, largest relative difference {most:0.0e0}"));
        Assert.Equal(expected, count);
    }

    /// <summary>Their Bias_50 is the symmetric signed percentage bias of the median ratio 1 + MRD_50; of an even number of pairs their two medians differ.</summary>
    [Theory]
    [InlineData("OLCI", 34)]
    [InlineData("OCI", 190)]
    public void HYPERNETS_bias_is_the_symmetric_signed_percentage_bias(string family, int least)
    {
        var table = TableFile.Read(Hypernets($"france_global_stats_RHOW_{family}.csv"));
        var (relative, bias, n) = (table.Numbers("MRD_50"), table.Numbers("Bias_50"), table.Numbers("n_w_nm_clean"));
        var count = 0;
        for (var row = 0; row < table.RowCount; row++)
        {
            var ratio = 1 + relative[row];
            if (!(n[row] >= 3) || n[row] % 2 == 0) continue;
            var ours = Scoring.Score(new Pairs([1, 1, 1], [ratio, ratio, ratio]), true, null, Quick).Find(Statistic.Sspb)!.Value;

            // MRD has six decimals: the error of a ratio near 0 grows with its inverse.
            Assert.Equal(bias[row], ours, 5.0001e-5 + (5.0001e-5 / Math.Min(1, ratio * ratio)));
            count++;
        }

        Assert.True(count >= least, $"{count} rows were compared");
    }

    /// <summary>Their numbers of match-ups, and where they are more than the table of match-ups holds.</summary>
    [Theory]
    [InlineData("OLCI", "MAFR", "S3A", 209, 230)]
    [InlineData("OLCI", "MAFR", "S3B", 169, 190)]
    [InlineData("OLCI", "THFR", "S3A", 251, 251)]
    [InlineData("OLCI", "THFR", "S3B", 230, 230)]
    [InlineData("OCI", "MAFR", "PACE", 36, 36)]
    [InlineData("OCI", "THFR", "PACE", 51, 51)]
    public void HYPERNETS_numbers_of_match_ups_agree_but_for_names_that_both_sites_have(string family, string site, string sensor, int inTable, int published)
    {
        var matchups = TableFile.Read(Hypernets($"france_matchup_stats_RHOW_{family}.csv"));
        var names = matchups.Texts("file_name");
        int[] Of(string at) => [.. Enumerable.Range(0, matchups.RowCount).Where(row => matchups.Texts("site_name")[row] == at && matchups.Texts("sensor_X")[row] == "Hyp" && matchups.Texts("sensor_Y")[row] == sensor)];
        Assert.Equal(inTable, Of(site).Length);
        var statistics = TableFile.Read(Hypernets($"france_global_stats_RHOW_{family}.csv"));
        var stated = Enumerable.Range(0, statistics.RowCount).Where(row => statistics.Texts("site_name")[row] == site && statistics.Texts("sensor_Y")[row] == sensor).Select(row => statistics.Numbers("n_clean")[row]).Distinct();
        Assert.Equal(published, Assert.Single(stated));

        // Files of both sites may have one name, and the authors choose files by name: one that fails the 15 minutes of MAFR stays where THFR, with 30, has its name.
        if (published > inTable) Assert.NotEmpty(Of("MAFR").Select(row => names[row]).Intersect(Of("THFR").Select(row => names[row])));
    }

    /// <summary>n pairs with a given least squares and standardised major axis slope: y = b x + c e with e orthogonal to x and of its length.</summary>
    private static Pairs WithSlopes(int n, double ols, double sma)
    {
        var rest = Math.Sqrt(Math.Max(0, (sma * sma) - (ols * ols)));
        double[] x = [.. Enumerable.Range(0, n).Select(i => Math.Cos(2 * Math.PI * i / n))];
        return new Pairs(x, [.. x.Select((value, i) => (ols * value) + (rest * Math.Sin(2 * Math.PI * i / n)))]);
    }

    private static string Hypernets(string name) => SharedData.Path($"data/radiometry/hypernets_matchups/{name}");
}
