namespace OceanML.Learning.Tests;

public sealed class ScoreTests
{
    [Fact]
    public void Scores_in_log10_are_those_of_the_published_check_vector()
    {
        // Check vector of the matchup statistics: bias 0.013776223624, mean |d| 0.078527740728, RMSD 0.081757807090.
        double[] insitu = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10], satellite = [0.06, 0.09, 0.25, 0.45, 1.3, 1.7, 6, 8];
        var score = Score.Of([.. insitu.Select(Math.Log10)], [.. satellite.Select(Math.Log10)]);
        Assert.Equal(8, score.Count);
        Assert.Equal(0.013776223624, score.Bias, 1e-11);
        Assert.Equal(0.078527740728, score.MeanAbsoluteError, 1e-11);
        Assert.Equal(0.081757807090, score.RootMeanSquareError, 1e-11);
    }

    [Fact]
    public void Missing_values_are_left_out_and_nothing_gives_nothing()
    {
        var score = Score.Of([1, double.NaN, 3], [2, 5, double.NaN]);
        Assert.Equal((1, 1.0, 1.0), (score.Count, score.Bias, score.RootMeanSquareError));
        Assert.Equal(0, Score.Of([double.NaN], [1]).Count);
        Assert.True(double.IsNaN(Score.Of([double.NaN], [1]).RootMeanSquareError));
    }

    [Fact]
    public void The_mean_explains_nothing_and_the_observations_everything()
    {
        double[] observed = [1, 2, 3, 4];
        Assert.Equal(0, Score.Of(observed, [2.5, 2.5, 2.5, 2.5]).RSquared, 1e-12);
        Assert.Equal(1, Score.Of(observed, observed).RSquared, 1e-12);
    }
}
