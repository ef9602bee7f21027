using OceanML.Core;
using OceanML.Formats.Vocabularies;
using OceanML.Quality;

namespace OceanML.Tests.Quality;

/// <summary>What the tests get to see: which rows are neighbours, and in which order.</summary>
public sealed class SequenceTests
{
    private static readonly long Day = Timestamp.PerDay;

    [Fact]
    public void A_mooring_is_a_series_per_depth_in_the_order_of_time()
    {
        // Three times at two depths, the times upside down.
        var seen = Seen(
            new Table(
            [
                new TextColumn("platform", ["m", "m", "m", "m", "m", "m"]),
                new TimeColumn("time", [3 * Day, 3 * Day, 2 * Day, 2 * Day, Day, Day]),
                new NumberColumn("depth", [10, 20, 10, 20, 10, 20]),
                new NumberColumn("temperature", [1, 2, 3, 4, 5, 6]),
            ]),
            null);
        Assert.Equal(["Series 5 3 1", "Series 6 4 2"], seen);
    }

    [Fact]
    public void A_depth_that_is_measured_anew_does_not_part_a_series() =>
        Assert.Equal(
            ["Series 1 2 3 4"],
            Seen(
                new Table(
                [
                    new TextColumn("platform", ["m", "m", "m", "m"]),
                    new TimeColumn("time", [Day, 2 * Day, 3 * Day, 4 * Day]),
                    new NumberColumn("depth", [10.1, 10.2, 9.9, 10.3]),
                    new NumberColumn("temperature", [1, 2, 3, 4]),
                ]),
                null));

    [Fact]
    public void A_column_profile_makes_profiles_from_the_surface_down() =>
        Assert.Equal(
            ["Profile 2 1", "Profile 3 4"],
            Seen(
                new Table(
                [
                    new TextColumn("platform", ["f", "f", "f", "f"]),
                    new TextColumn("profile", ["1", "1", "2", "2"]),
                    new TimeColumn("time", [Day, Day, 2 * Day, 2 * Day]),
                    new NumberColumn("pressure", [20, 10, 10, 20]),
                    new NumberColumn("temperature", [1, 2, 3, 4]),
                ]),
                null));

    [Fact]
    public void The_axis_of_a_plan_wins_over_what_suits_the_table() =>
        Assert.Equal(
            ["Series 2 3 5", "Series 1 4 6"],
            Seen(
                new Table(
                [
                    new TextColumn("platform", ["f", "f", "f", "f", "f", "f"]),
                    new TextColumn("profile", ["1", "1", "2", "2", "3", "3"]),
                    new TimeColumn("time", [Day, Day, 2 * Day, 2 * Day, 3 * Day, 3 * Day]),
                    new NumberColumn("pressure", [20, 10, 10, 20, 10, 20]),
                    new NumberColumn("temperature", [1, 2, 3, 4, 5, 6]),
                ]),
                SequenceAxis.Series).OrderByDescending(text => text[7]));

    [Fact]
    public void A_test_of_platforms_sees_all_profiles_in_the_order_of_time()
    {
        var probe = new PlatformProbe();
        QualityControl.Run(
            new Table(
            [
                new TextColumn("platform", ["a", "b", "a", "a"]),
                new TextColumn("profile", ["3", "1", "1", "2"]),
                new TimeColumn("time", [3 * Day, Day, Day, Timestamp.Missing]),
                new NumberColumn("temperature", [1, 2, 3, 4]),
            ]),
            new QualityOptions([probe], VocabularyFile.Load()));
        Assert.Equal(["1 3 2", "1"], probe.Seen);
    }

    [Fact]
    public void Adjusted_values_stand_beside_the_raw_ones()
    {
        var table = new Table([new NumberColumn("pressure", [1, 2, 3]), new NumberColumn("chlorophyll", [0.2, double.NaN, 0.4], new ColumnMetadata("mg m-3"))]);
        var result = QualityControl.Run(table, new QualityOptions([new Halving()], VocabularyFile.Load())).Table;
        Assert.Same(table["chlorophyll"], result["chlorophyll"]);
        Assert.Equal([0.1, double.NaN, 0.2], result.Numbers("chlorophyll_adjusted"));
        Assert.Equal(["5", "9", "5"], result.Texts("chlorophyll_adjusted_qc"));
        Assert.Equal("mg m-3", result["chlorophyll_adjusted"].Metadata.Unit);
    }

    [Fact]
    public void Values_in_another_unit_are_tested_in_that_of_the_test_and_stay_as_they_are()
    {
        var table = new Table([new NumberColumn("temperature", [283.15, 400], new ColumnMetadata("K"))]);
        var result = QualityControl.Run(table, new QualityOptions(Profiles.Tests(["global-range"]), VocabularyFile.Load())).Table;
        Assert.Equal(["1", "4"], result.Texts("temperature_qc"));
        Assert.Same(table["temperature"], result["temperature"]);
    }

    [Fact]
    public void A_table_without_a_variable_to_test_still_has_times_and_positions_to_test()
    {
        var table = new Table(
        [
            new TimeColumn("time", [Timestamp.Parse("1850-01-01"), Timestamp.Parse("2024-01-01")]),
            new NumberColumn("latitude", [45, 95]),
            new NumberColumn("longitude", [0, 0]),
            new NumberColumn("Rrs_443", [0.01, 0.02]),
        ]);
        var result = QualityControl.Run(table, new QualityOptions(Profiles.Tests(["argo"]), VocabularyFile.Load()));
        Assert.Equal(["4", "1"], result.Table.Texts("time_qc"));
        Assert.Equal(["1", "4"], result.Table.Texts("position_qc"));
        Assert.Contains(result.Report.Warnings, warning => warning.StartsWith("no variable was tested", StringComparison.Ordinal));
    }

    [Fact]
    public void A_table_with_nothing_to_test_is_refused_with_its_columns()
    {
        var failure = Assert.Throws<OceanException>(() => QualityControl.Run(new Table([new NumberColumn("Rrs_443", [0.01])]), new QualityOptions(Profiles.Tests([]), VocabularyFile.Load())));
        Assert.Equal(ExitCode.BadInput, failure.Code);
        Assert.Contains("Rrs_443", failure.Message, StringComparison.Ordinal);
    }

    private static List<string> Seen(Table table, SequenceAxis? axis)
    {
        var probe = new Probe();
        QualityControl.Run(table, new QualityOptions([probe], VocabularyFile.Load(), Axis: axis));
        return probe.Seen;
    }

    private sealed class Probe() : QualityTest("probe", 40, "never")
    {
        public List<string> Seen { get; } = [];

        public override SequenceAxis? Axis => null;

        public override void Run(Sequence sequence) =>
            Seen.Add($"{sequence.Axis} {string.Join(' ', sequence.Find("temperature")!.Values.Select(value => value.ToString(System.Globalization.CultureInfo.InvariantCulture)))}");
    }

    private sealed class PlatformProbe() : PlatformTest("probe", 40, "never")
    {
        public List<string> Seen { get; } = [];

        public override void Run(IReadOnlyList<Sequence> profiles) => Seen.Add(string.Join(' ', profiles.Select(profile => profile.Profile)));
    }

    private sealed class Halving() : QualityTest("halving", 40, "never")
    {
        public override void Run(Sequence sequence)
        {
            if (sequence.Find("chlorophyll") is not { } variable) return;
            variable.Adjust([.. variable.Values.Select(value => value / 2)], [.. variable.Values.Select(_ => '5')]);
        }
    }
}
