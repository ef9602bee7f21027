using OceanML.Core;

namespace OceanML.Validation.Tests;

public sealed class DependenceTests
{
    private static readonly double Alone = double.NaN;

    [Fact]
    public void Rows_that_share_pixels_or_an_observation_form_one_unit_directly_or_through_others()
    {
        var table = Matchups([1, 1, Alone, Alone, 2, 2, Alone], [Alone, 1, 1, Alone, Alone, Alone, Alone]);
        Assert.Equal(["shares_pixels", "shares_observation"], Dependence.Columns(table));
        Assert.Equal([0, 0, 0, 1, 2, 2, 3], Dependence.Units(table, null, Dependence.Columns(table))!);
    }

    [Fact]
    public void Units_that_are_given_are_joined_where_their_rows_share_pixels()
    {
        var table = Matchups([Alone, 1, 1, Alone, Alone, Alone, Alone], [Alone, Alone, Alone, Alone, Alone, Alone, Alone]);
        Assert.Equal([0, 0, 0, 0, 1, 1, 2], Dependence.Units(table, [7, 7, 5, 5, 3, 3, 9], ["shares_pixels"])!);
        Assert.Equal([7, 7, 5, 5, 3, 3, 9], Dependence.Units(table, [7, 7, 5, 5, 3, 3, 9], [])!);
    }

    [Fact]
    public void Where_no_row_shares_anything_every_row_is_its_own()
    {
        var table = Matchups([Alone, Alone, Alone, Alone, Alone, Alone, 1], [Alone, Alone, Alone, Alone, Alone, Alone, Alone]);
        Assert.Null(Dependence.Units(table, null, Dependence.Columns(table)));
        Assert.Empty(Dependence.Columns(new Table([new TextColumn("shares_pixels", ["a"])])));
    }

    [Fact]
    public void Shared_pixels_widen_the_intervals_as_so_many_copies_should()
    {
        // Every matchup five times over: 40 of them tell what 40 tell, though there are 200 rows.
        var random = new Random(2);
        double[] truth = [.. Enumerable.Range(0, 40).Select(_ => random.NextDouble() * 10)];
        double[] model = [.. truth.Select(value => value + random.NextDouble())];
        double[] Five(double[] values) => [.. Enumerable.Range(0, 200).Select(i => values[i / 5])];
        var many = new Table([new NumberColumn("a", Five(truth)), new NumberColumn("b", Five(model)), new NumberColumn("shares_pixels", [.. Enumerable.Range(0, 200).Select(i => 1.0 + (i / 5))])]);
        double Width(Table table, IReadOnlyList<string> together)
        {
            var score = TableValidation.Score(table, [new("a", "b", null)], [], null, null, false, new ScoreOptions { Samples = 2000 }, together: together)[0].Scores.Find(Statistic.Rmsd)!;
            return score.High - score.Low;
        }

        var few = new Table([new NumberColumn("a", truth), new NumberColumn("b", model)]);
        Assert.Equal(Width(few, []), Width(many, Dependence.Columns(many)), 0.1 * Width(few, []));
        Assert.Equal(Math.Sqrt(5), Width(few, []) / Width(many, []), 0.3);
        Assert.Equal(40, TableValidation.Score(many, [new("a", "b", null)], [], null, null, false, new ScoreOptions { Samples = 50 }, together: ["shares_pixels"])[0].Scores.GroupCount);
    }

    [Fact]
    public void Combinations_of_two_columns_are_scored_in_order_of_their_values()
    {
        var table = new Table(
        [
            new TextColumn("sensor", ["S3B", "S3A", "S3A", "S3A", "S3A", "S3B", "S3B"]),
            new NumberColumn("wavelength", [560, 1020, 560, 560, 560, 560, 560]),
            new NumberColumn("a", [1, 2, 3, 4, 5, 6, 7]),
            new NumberColumn("b", [2, 3, 5, 6, 7, 7, 8]),
        ]);
        var results = TableValidation.Score(table, [new("a", "b", null)], ["sensor+wavelength"], null, null, false, new ScoreOptions { Samples = 0 });
        Assert.Equal([null, "S3A+560", "S3A+1020", "S3B+560"], results.Select(result => result.Group));
        Assert.Equal([2.0, 1.0], results.Where(result => result.Group is "S3A+560" or "S3B+560").Select(result => result.Scores.Find(Statistic.Bias)!.Value));
        Assert.Equal("sensor+wavelength", results[1].GroupBy);
    }

    private static Table Matchups(double[] pixels, double[] observations) => new([new NumberColumn("shares_pixels", pixels), new NumberColumn("shares_observation", observations)]);
}
