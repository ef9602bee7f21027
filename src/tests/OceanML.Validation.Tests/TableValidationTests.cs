using System.Text;
using System.Text.Json;
using OceanML.Core;

namespace OceanML.Validation.Tests;

public sealed class TableValidationTests
{
    private static readonly ScoreOptions Quick = new() { Samples = 0 };

    [Fact]
    public void Patterns_pair_columns_by_what_the_star_stands_for()
    {
        var table = Numbers("CHLA_0_10_measured", "CHLA_0_10", "CHLA_0_10_sigma", "CHLA_10_20_measured", "CHLA_10_20", "CHLA_10_20_sigma", "CHLA_20_30_measured");
        var pairs = PairChoice.Of(table, "CHLA_*_measured", table, "CHLA_*", "CHLA_*_sigma");
        Assert.Equal(
            [("CHLA_0_10_measured", "CHLA_0_10", "CHLA_0_10_sigma"), ("CHLA_10_20_measured", "CHLA_10_20", "CHLA_10_20_sigma"), ("CHLA_*_measured", "CHLA_*", "CHLA_*_sigma")],
            pairs.Select(pair => (pair.Reference, pair.Estimate, pair.Sigma!)));
    }

    [Fact]
    public void Pairs_of_a_pattern_are_scored_one_by_one_and_together()
    {
        var table = new Table(
        [
            new NumberColumn("a_true", [1, 2, 3]), new NumberColumn("a_model", [2, 3, 4]),
            new NumberColumn("b_true", [1, 2, 3]), new NumberColumn("b_model", [1, 2, double.NaN]),
            new TextColumn("basin", ["N", "S", "S"]),
        ]);
        var results = TableValidation.Score(table, PairChoice.Of(table, "*_true", table, "*_model", null), ["basin"], null, null, false, Quick);
        var pool = results.Single(result => result.Pooled == 2 && result.Group is null);
        Assert.Equal(5, pool.Scores.N);
        Assert.Equal(3.0 / 5, pool.Scores.Find(Statistic.Bias)!.Value, 1e-12);
        Assert.Equal(3, results.Single(result => result.Pooled == 2 && result.Group == "S").Scores.N);
    }

    [Fact]
    public void A_column_that_does_not_exist_is_told_with_those_that_do()
    {
        var table = Numbers("chlor_a", "CHLA");
        var failure = Assert.Throws<OceanException>(() => PairChoice.Of(table, "CHL", table, "chlor_a", null));
        Assert.Contains("no column 'CHL'; it has CHLA", failure.Message, StringComparison.Ordinal);
        Assert.Throws<OceanException>(() => PairChoice.Of(table, "SST_*", table, "x_*", null));
    }

    [Fact]
    public void Groups_are_scored_by_themselves_and_add_up()
    {
        var table = new Table(
        [
            new NumberColumn("a", [1, 2, 3, 4, 5, 6, 7]),
            new NumberColumn("b", [2, 3, 4, 4, 5, 6, 7]),
            new TextColumn("basin", ["N", "N", "N", "S", "S", "S", null]),
        ]);
        var results = TableValidation.Score(table, [new("a", "b", null)], ["basin"], null, null, false, Quick);
        Assert.Equal([null, "(missing)", "N", "S"], results.Select(result => result.Group));
        Assert.Equal(1, results[2].Scores.Find(Statistic.Bias)!.Value);
        Assert.Equal(0, results[3].Scores.Find(Statistic.Bias)!.Value);
        Assert.Equal(results[0].Scores.N, results.Skip(1).Sum(result => result.Scores.N));
    }

    [Fact]
    public void Platforms_can_be_a_part_of_a_longer_identifier()
    {
        var profiles = Enumerable.Range(0, 60).Select(i => $"{4900000 + (i / 6)}_{i:000}").ToArray();
        var table = new Table([new NumberColumn("a", [.. Enumerable.Range(0, 60).Select(i => (double)i)]), new NumberColumn("b", [.. Enumerable.Range(0, 60).Select(i => i + (i % 7.0))]), new TextColumn("profile_id", profiles)]);
        var results = TableValidation.Score(table, [new("a", "b", null)], [], "profile_id", "^[^_]+", false, new ScoreOptions { Samples = 50 });
        Assert.Equal(10, results[0].Scores.GroupCount);
        Assert.Equal(IntervalMethod.BootstrapByGroup, results[0].Scores.Find(Statistic.Rmsd)!.Interval);
        Assert.Throws<OceanException>(() => TableValidation.Score(table, [new("a", "b", null)], [], "profile_id", "(", false, Quick));
    }

    [Fact]
    public void Different_units_are_refused_and_different_spellings_are_not()
    {
        Table Of(string unit, string other) => new([new NumberColumn("a", [1, 2, 3], new ColumnMetadata(unit)), new NumberColumn("b", [1, 2, 3], new ColumnMetadata(other))]);
        Assert.Single(TableValidation.Score(Of("mg m-3", "mg/m^3"), [new("a", "b", null)], [], null, null, false, Quick));
        var failure = Assert.Throws<OceanException>(() => TableValidation.Score(Of("mg m-3", "ug m-3"), [new("a", "b", null)], [], null, null, false, Quick));
        Assert.Contains("'mg m-3'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Estimates_of_another_table_are_joined_by_key()
    {
        var references = new Table([new TextColumn("profile", ["a", "b", "c"]), new NumberColumn("CHLA", [1, 2, 3])]);
        var estimates = new Table([new TextColumn("profile", ["c", "a"]), new NumberColumn("CHLA", [30, 10])]);
        var (joined, unmatched) = TableJoin.Left(references, estimates, ["profile"], ["CHLA"], name => name + " of model");
        Assert.Equal(1, unmatched);
        Assert.Equal([10, double.NaN, 30], joined.Numbers("CHLA of model"));
        var twice = new Table([new TextColumn("profile", ["a", "a"]), new NumberColumn("CHLA", [30, 10])]);
        Assert.Contains("two rows", Assert.Throws<OceanException>(() => TableJoin.Left(references, twice, ["profile"], ["CHLA"], name => name)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_JSON_holds_every_score_with_n_unit_interval_and_group_and_is_the_same_each_time()
    {
        var table = Numbers("a", "b");
        var results = TableValidation.Score(table, [new("a", "b", null)], [], null, null, true, new ScoreOptions { Samples = 20 });
        var report = new ScoreReport("numbers.csv", null, new ScoreOptions { Samples = 20 }, results);
        Assert.Equal(report.ToJson(), report.ToJson());
        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(report.ToJson()));
        Assert.Equal("oceanml-scores/1", json.RootElement.GetProperty("schema").GetString());
        foreach (var result in json.RootElement.GetProperty("results").EnumerateArray())
        {
            Assert.Equal(JsonValueKind.Null, result.GetProperty("group").ValueKind);
            foreach (var score in result.GetProperty("scores").EnumerateObject())
            {
                foreach (var key in new[] { "value", "low", "high", "interval", "n", "unit" }) Assert.True(score.Value.TryGetProperty(key, out _), $"{score.Name} has no {key}");
            }
        }

        var scores = report.ToTable();
        Assert.Equal(results.Sum(result => result.Scores.Scores.Count), scores.RowCount);
        Assert.Equal(Enum.GetValues<Statistic>().Length, Enum.GetValues<Statistic>().Select(StatisticNames.Of).Distinct().Count());
    }

    private static Table Numbers(params string[] names) =>
        new(names.Select((name, column) => new NumberColumn(name, [.. Enumerable.Range(1, 30).Select(i => i * (1 + (0.1 * column)))])));
}
