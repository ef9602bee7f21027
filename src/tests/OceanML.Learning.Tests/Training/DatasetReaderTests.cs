using System.Text.RegularExpressions;
using OceanML.Core;

namespace OceanML.Learning.Tests;

public sealed class DatasetReaderTests
{
    private static readonly DatasetOptions Options = new() { Features = ["a", "b"], Targets = ["y", "z"], GroupColumn = "profile", GroupPattern = new Regex("^[^_]+") };

    [Fact]
    public void Rows_are_rejected_by_reason_and_missing_targets_allowed()
    {
        var (data, report) = DatasetReader.Read(Table(), Options);
        Assert.Equal([0, 1, 5], data.TableRows);
        Assert.Equal(new Dictionary<string, int> { ["missing_feature"] = 1, ["no_group"] = 1, ["no_target"] = 1 }, report.Rejected);
        Assert.Equal((6, 1), (report.Rows, report.Complete));
        Assert.Equal(["f1", "f1", "f2"], data.Groups.Select(group => data.GroupNames[group]));
        Assert.True(double.IsNaN(data.Targets[3]));
    }

    [Fact]
    public void A_missing_feature_may_stay_missing_for_models_that_take_it()
    {
        var (data, _) = DatasetReader.Read(Table(), Options with { KeepMissing = true });
        Assert.Contains(2, data.TableRows);
        Assert.True(float.IsNaN(data.Features[Array.IndexOf(data.TableRows, 2) * 2]));
    }

    [Fact]
    public void Targets_below_the_floor_are_raised_to_it_and_counted_and_negative_ones_too_unless_they_count_as_missing()
    {
        var table = Table().With(new NumberColumn("y", [0.1, -0.5, 1, 1, 1, 0.0001]), new NumberColumn("z", [10, double.NaN, 1, 1, 1, 1]));
        var (data, report) = DatasetReader.Read(table, Options with { Log10 = true, Floor = 0.001 });
        Assert.Equal((2, 1), (report.Floored, report.Negative));
        Assert.Equal([-1, 1, -3], data.Targets[..3].Select(value => Math.Round(value, 12)));
        var (without, strict) = DatasetReader.Read(table, Options with { Log10 = true, Floor = 0.001, NegativeIsMissing = true });
        Assert.Equal((1, 1, 1), (strict.Floored, strict.Negative, strict.Rejected["no_target"]));
        Assert.DoesNotContain(1, without.TableRows);
    }

    [Fact]
    public void Empty_and_constant_columns_are_left_out_with_a_warning()
    {
        var table = Table().With(new NumberColumn("empty", [.. Enumerable.Repeat(double.NaN, 6)]), new NumberColumn("same", [7, 7, 7, double.NaN, 7, 7]));
        var (data, report) = DatasetReader.Read(table, Options with { Features = ["a", "empty", "b", "same"] });
        Assert.Equal(["a", "b"], data.FeatureNames);
        Assert.Contains("feature 'empty' has no values and is left out", report.Warnings);
        Assert.Contains("feature 'same' is 7 everywhere and is left out", report.Warnings);
        Assert.Equal(ExitCode.NothingSelected, Assert.Throws<OceanException>(() => DatasetReader.Read(table, Options with { Features = ["empty"] })).Code);
    }

    [Fact]
    public void Equal_features_in_two_groups_are_a_leak_that_is_told()
    {
        var table = Table().With(new NumberColumn("a", [5, 2, 3, 4, double.NaN, 5]), new NumberColumn("b", [1, 2, 3, 4, 5, 1]));
        var (_, report) = DatasetReader.Read(table, Options);
        Assert.Equal(2, report.SharedAcrossGroups);
        Assert.Contains(report.Warnings, warning => warning.Contains("'f1' and 'f2'", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_left_ends_with_its_own_code_and_names_the_emptiest_feature()
    {
        var table = Table().With(new NumberColumn("a", [1, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN]), new NumberColumn("b", [double.NaN, 1, 2, 3, 4, 5]));
        var exception = Assert.Throws<OceanException>(() => DatasetReader.Read(table.With(new NumberColumn("a", [1, double.NaN, double.NaN, 2, double.NaN, double.NaN]), new NumberColumn("b", [double.NaN, 1, 2, double.NaN, 4, 5])), Options));
        Assert.Equal(ExitCode.NothingSelected, exception.Code);
        Assert.Contains("'a' (4 of 6 rows)", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_columns_are_named()
    {
        Assert.Contains("no column 'c'; it has", Assert.Throws<OceanException>(() => DatasetReader.Read(Table(), Options with { Features = ["c"] })).Message, StringComparison.Ordinal);
        Assert.Contains("feature 'profile' does not hold numbers", Assert.Throws<OceanException>(() => DatasetReader.Read(Table(), Options with { Features = ["profile"] })).Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, Assert.Throws<OceanException>(() => DatasetReader.Read(Table(), Options with { Features = ["a", "y"] })).Code);
    }

    private static Table Table() => new(
    [
        new TextColumn("profile", ["f1_1", "f1_2", "f2_1", "f2_2", null, "f2_3"]),
        new NumberColumn("a", [1, 2, double.NaN, 4, 5, 3]),
        new NumberColumn("b", [1, 1, 1, 2, 2, 2]),
        new NumberColumn("y", [1, 2, 3, double.NaN, 5, 6]),
        new NumberColumn("z", [1, double.NaN, 3, double.NaN, 5, double.NaN]),
    ]);
}
