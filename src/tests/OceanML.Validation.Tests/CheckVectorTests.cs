using OceanML.Validation;

namespace OceanML.Validation.Tests;

/// <summary>Published numbers: the matchup vector of the domain reference, and the Cabezon data of Sokal and Rohlf.</summary>
public sealed class CheckVectorTests
{
    private static readonly double[] InSitu = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];
    private static readonly double[] Satellite = [0.06, 0.09, 0.25, 0.45, 1.3, 1.7, 6, 8];

    [Theory]
    [InlineData(Statistic.Bias, 0.013776223624)]
    [InlineData(Statistic.MultiplicativeBias, 1.032229397911)]
    [InlineData(Statistic.Mae, 0.078527740728)]
    [InlineData(Statistic.MultiplicativeMae, 1.198195655957)]
    [InlineData(Statistic.Rmsd, 0.081757807090)]
    [InlineData(Statistic.UnbiasedRmsd, 0.080588799983)]
    [InlineData(Statistic.Mdsa, 20.0)]
    [InlineData(Statistic.Sspb, 3.923048454133)]
    [InlineData(Statistic.R, 0.994653261271)]
    [InlineData(Statistic.OlsSlope, 0.966351415790)]
    [InlineData(Statistic.OlsIntercept, 0.008303996453)]
    [InlineData(Statistic.SmaSlope, 0.971546018515)]
    [InlineData(Statistic.SmaIntercept, 0.009148788198)]
    [InlineData(Statistic.MaSlope, 0.971395315604)]
    [InlineData(Statistic.MaIntercept, 0.009124279572)]
    public void Logarithmic_scores_agree_with_the_check_vector(Statistic statistic, double expected) =>
        Assert.Equal(expected, Score(log: true).Find(statistic)!.Value, 1e-10);

    [Theory]
    [InlineData(Statistic.Mape, 18.75)]
    [InlineData(Statistic.Mdape, 20.0)]
    [InlineData(Statistic.Mdpe, 5.0)]
    [InlineData(Statistic.Bias, -0.125)]
    [InlineData(Statistic.Mae, 0.465)]
    [InlineData(Statistic.Rmsd, 0.805077636)]
    [InlineData(Statistic.R, 0.975835421788)]
    [InlineData(Statistic.OlsSlope, 0.849113117134)]
    [InlineData(Statistic.SmaSlope, 0.870139675375)]
    [InlineData(Statistic.MaSlope, 0.867167402419)]
    public void Linear_scores_agree_with_the_check_vector(Statistic statistic, double expected) =>
        Assert.Equal(expected, Score(log: false).Find(statistic)!.Value, statistic == Statistic.Rmsd ? 5e-10 : 1e-10);

    // Values and limits computed with SciPy 1.x (linregress, pearsonr, spearmanr), those of the major axes from their definitions.
    [Theory]
    [InlineData(false, Statistic.Spearman, 1.0, double.NaN, double.NaN)]
    [InlineData(false, Statistic.R2, 0.9522547704169292, double.NaN, double.NaN)]
    [InlineData(false, Statistic.R, 0.975835421788, 0.8681222439160163, 0.9957713530119314)]
    [InlineData(false, Statistic.Bias, -0.125, -0.8358074433197148, 0.5858074433197148)]
    [InlineData(false, Statistic.AgreementLow, -1.7914140252340143, double.NaN, double.NaN)]
    [InlineData(false, Statistic.AgreementHigh, 1.5414140252340143, double.NaN, double.NaN)]
    [InlineData(false, Statistic.OlsSlope, 0.8491131171340313, 0.65918176360931, 1.0390444706587525)]
    [InlineData(false, Statistic.OlsIntercept, 0.23052721775293872, -0.536000818038838, 0.9970552535447155)]
    [InlineData(false, Statistic.SmaSlope, 0.870139675374645, 0.7006959387321606, 1.0805586457816032)]
    [InlineData(false, Statistic.MaSlope, 0.8671674024188826, 0.6881618408301376, 1.0847247225375223)]
    [InlineData(true, Statistic.Spearman, 1.0, double.NaN, double.NaN)]
    [InlineData(true, Statistic.R2, 0.9893351101571143, double.NaN, double.NaN)]
    [InlineData(true, Statistic.R, 0.994653261271, 0.9695265796291908, 0.9990716492214056)]
    [InlineData(true, Statistic.Bias, 0.013776223624, -0.058249529515558125, 0.08580197676431531)]
    [InlineData(true, Statistic.AgreementLow, -0.15508065363323242, double.NaN, double.NaN)]
    [InlineData(true, Statistic.AgreementHigh, 0.18263310088198959, double.NaN, double.NaN)]
    [InlineData(true, Statistic.OlsSlope, 0.9663514157903528, 0.8661245240549006, 1.066578307525805)]
    [InlineData(true, Statistic.OlsIntercept, 0.00830399645333152, -0.06974305241416752, 0.08635104532083056)]
    [InlineData(true, Statistic.SmaSlope, 0.971546018514512, 0.8764752613892096, 1.076929044860114)]
    [InlineData(true, Statistic.MaSlope, 0.9713953156039767, 0.8752285483734923, 1.0777893454074738)]
    public void Scores_and_their_limits_agree_with_SciPy(bool log, Statistic statistic, double value, double low, double high)
    {
        var score = Scoring.Score(new Pairs(InSitu, Satellite), log, null, new ScoreOptions { Samples = 0 }).Find(statistic)!;
        Assert.Equal(value, score.Value, 1e-11);
        if (double.IsNaN(low)) return;
        Assert.Equal(IntervalMethod.Analytic, score.Interval);
        Assert.Equal(low, score.Low, 1e-9);
        Assert.Equal(high, score.High, 1e-9);
    }

    [Fact]
    public void Every_score_has_its_n_and_unit()
    {
        var scores = Score(log: false);
        Assert.All(scores.Scores, score => Assert.Equal(8, score.N));
        Assert.Equal("mg m-3", scores.Find(Statistic.Rmsd)!.Unit);
        Assert.Equal("%", scores.Find(Statistic.Mape)!.Unit);
        Assert.Equal("1", scores.Find(Statistic.OlsSlope)!.Unit);
        Assert.Equal("log10", Score(log: true).Find(Statistic.Rmsd)!.Unit);
    }

    // Sokal and Rohlf 1995, box 14.12: weight of unspawned females and number of eggs (thousands) of Scorpaenichthys marmoratus;
    // limits as in the documentation of the R package lmodel2.
    [Theory]
    [InlineData(Statistic.OlsSlope, 1.869955, 1.117797, 2.622113)]
    [InlineData(Statistic.OlsIntercept, 19.766816, -4.098376, 43.63201)]
    [InlineData(Statistic.SmaSlope, 2.119366, 1.496721, 3.001037)]
    public void Regression_lines_have_the_published_confidence_limits(Statistic statistic, double value, double low, double high)
    {
        double[] weight = [14, 17, 24, 25, 27, 33, 34, 37, 40, 41, 42];
        double[] eggs = [61, 37, 65, 69, 54, 93, 87, 89, 100, 90, 97];
        var score = Scoring.Score(new Pairs(weight, eggs), false, null, new ScoreOptions { Samples = 0 }).Find(statistic)!;
        Assert.Equal(IntervalMethod.Analytic, score.Interval);
        Assert.Equal(value, score.Value, 5e-6);
        Assert.Equal(low, score.Low, 5e-6 * Math.Abs(low));
        Assert.Equal(high, score.High, 5e-6 * Math.Abs(high));
    }

    [Fact]
    public void At_the_limits_of_the_major_axis_the_turned_axes_are_just_correlated()
    {
        double[] weight = [14, 17, 24, 25, 27, 33, 34, 37, 40, 41, 42];
        double[] eggs = [61, 37, 65, 69, 54, 93, 87, 89, 100, 90, 97];
        var score = Scoring.Score(new Pairs(weight, eggs), false, null, new ScoreOptions { Samples = 0 }).Find(Statistic.MaSlope)!;
        Assert.Equal(2.301728, score.Value, 5e-7);
        foreach (var limit in new[] { score.Low, score.High })
        {
            // The definition of the interval (Warton et al. 2006): r of y - bx and x + by, tested with n - 2 degrees of freedom.
            var r = Scoring.Score(
                new Pairs([.. weight.Select((x, i) => x + (limit * eggs[i]))], [.. weight.Select((x, i) => eggs[i] - (limit * x))]),
                false, null, new ScoreOptions { Samples = 0 }).Find(Statistic.R)!.Value;
            Assert.Equal(StudentT.TwoSided(0.95, 9), Math.Abs(r) * Math.Sqrt(9 / (1 - (r * r))), 1e-9);
        }

        // The approximation of lmodel2 is within one percent: 1.604304 to 3.724398.
        Assert.Equal(1.604304, score.Low, 0.01 * 1.604304);
        Assert.Equal(3.724398, score.High, 0.01 * 3.724398);
    }

    private static ScoreSet Score(bool log) => Scoring.Score(new Pairs(InSitu, Satellite), log, "mg m-3", new ScoreOptions { Samples = 50 });
}
