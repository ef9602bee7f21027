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
    public void The_instruments_of_a_line_that_swings_are_series_of_their_own()
    {
        // Three instruments, never twice at the same depth; the middle one misses the second time.
        var seen = Seen(
            new Table(
            [
                new TextColumn("platform", ["m", "m", "m", "m", "m", "m", "m", "m"]),
                new TimeColumn("time", [Day, Day, Day, 2 * Day, 2 * Day, 3 * Day, 3 * Day, 3 * Day]),
                new NumberColumn("pressure", [10.1, 50.2, 100.1, 100.4, 10.3, 9.8, 49.9, 99.7]),
                new NumberColumn("temperature", [1, 2, 3, 4, 5, 6, 7, 8]),
            ]),
            SequenceAxis.Series);
        Assert.Equal(["Series 1 5 6", "Series 2 7", "Series 3 4 8"], seen);
    }

    [Fact]
    public void Pressure_parts_series_where_depth_is_empty() =>
        Assert.Equal(
            ["Series 1 3 5", "Series 2 4 6"],
            Seen(
                new Table(
                [
                    new TimeColumn("time", [Day, Day, 2 * Day, 2 * Day, 3 * Day, 3 * Day]),
                    new NumberColumn("depth", [double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN]),
                    new NumberColumn("pressure", [10, 20, 10, 20, 10, 20]),
                    new NumberColumn("temperature", [1, 2, 3, 4, 5, 6]),
                ]),
                SequenceAxis.Series));

    [Fact]
    public void Profiles_of_one_name_that_lie_apart_are_kept_apart()
    {
        var table = new Table(
        [
            new TextColumn("profile", ["1", "1", "1", "1"]),
            new TimeColumn("time", [Day, Day, 150 * Day, 150 * Day]),
            new NumberColumn("latitude", [0, 0, 60, 60]),
            new NumberColumn("longitude", [179.9, -179.9, 0, 0]),
            new NumberColumn("pressure", [10, 20, 10, 20]),
            new NumberColumn("temperature", [1, 2, 3, 4]),
        ]);
        Assert.Equal(["Profile 1 2", "Profile 3 4"], Seen(table, null));
        Assert.Contains(QualityControl.Run(table, new QualityOptions([new Probe()], VocabularyFile.Load())).Report.Warnings, warning => warning.Contains("apart", StringComparison.Ordinal));
    }

    [Fact]
    public void One_odd_level_at_the_end_does_not_turn_a_profile() =>
        Assert.Equal(
            ["Profile 1 2 3 4"],
            Seen(
                new Table([new TextColumn("profile", ["1", "1", "1", "1"]), new NumberColumn("pressure", [10, 20, 30, 0]), new NumberColumn("temperature", [1, 2, 3, 4])]),
                null));

    [Fact]
    public void A_row_that_has_a_depth_alone_is_tested_among_rows_that_have_a_pressure()
    {
        var table = new Table(
        [
            new TextColumn("profile", ["1", "1", "1"]),
            new NumberColumn("depth", [10, 20, 30]),
            new NumberColumn("pressure", [double.NaN, double.NaN, double.NaN]),
            new NumberColumn("temperature", [15, 28, 15]),
        ]);
        var result = QualityControl.Run(table, new QualityOptions(Profiles.Tests(["spike", "global-range"]), VocabularyFile.Load())).Table;
        Assert.Equal(["1", "4", "1"], result.Texts("temperature_qc"));
        Assert.Equal(["9", "9", "9"], result.Texts("pressure_qc"));
    }

    [Theory]
    [InlineData("argo", "x", "argo", "0")]
    [InlineData("argo", "7", "argo", "0")]
    [InlineData("argo", "9", "argo", "9")]
    [InlineData("coriolis", "7", "coriolis", "7")]
    [InlineData("coriolis", "7", "argo", "0")]
    [InlineData("coriolis", "7", "seadatanet", "B")]
    [InlineData("seadatanet", "Q", "seadatanet", "Q")]
    [InlineData("seadatanet", "Q", "argo", "3")]
    [InlineData("argo", "0", "argo", "1")]
    [InlineData("argo", "2", "qartod", "1")]
    public void What_a_flag_says_is_never_made_good(string scheme, string flag, string target, string written)
    {
        var flags = new TextColumn("temperature_qc", [flag, flag], new ColumnMetadata(FlagScheme: scheme));
        var table = new Table([new NumberColumn("temperature", [10, 99]), flags]);
        var result = QualityControl.Run(table, new QualityOptions(Profiles.Tests(["global-range"]), VocabularyFile.Load()) { Scheme = FlagScheme.Find(target) });
        Assert.Equal([written, "4"], result.Table.Texts("temperature_qc"));
        Assert.Equal(1, result.Report.Flags["temperature"][written[0]]);
    }

    [Fact]
    public void Flags_of_places_are_kept_and_what_stood_is_written_beside()
    {
        var table = new Table(
        [
            new TimeColumn("time", [Timestamp.Parse("2020-01-01"), Timestamp.Parse("1850-01-01")]),
            new TextColumn("time_qc", ["7", "1"], new ColumnMetadata(FlagScheme: "coriolis")),
            new NumberColumn("temperature", [10, 10]),
        ]);
        var result = QualityControl.Run(table, new QualityOptions(Profiles.Tests(["impossible-date"]), VocabularyFile.Load()) { Scheme = FlagScheme.Coriolis }).Table;
        Assert.Equal(["7", "4"], result.Texts("time_qc"));
        Assert.Equal(["7", "1"], result.Texts("time_qc_source"));
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData(SequenceAxis.Series, "Series 1 3, Series 2 4")]
    public void Profiles_are_not_compared_through_time_unless_the_plan_says_that_they_are_series(SequenceAxis? axis, string seen)
    {
        var probe = new TimeProbe();
        QualityControl.Run(
            new Table(
            [
                new TextColumn("platform", ["f", "f", "f", "f"]),
                new TextColumn("profile", ["1", "1", "2", "2"]),
                new TimeColumn("time", [Day, Day, 2 * Day, 2 * Day]),
                new NumberColumn("pressure", [10, 20, 10, 20]),
                new NumberColumn("temperature", [1, 2, 3, 4]),
            ]),
            new QualityOptions([probe], VocabularyFile.Load(), Axis: axis));
        Assert.Equal(seen, string.Join(", ", probe.Seen));
    }

    [Fact]
    public void A_test_whose_variables_the_table_lacks_is_told_not_to_have_run()
    {
        var result = QualityControl.Run(new Table([new NumberColumn("pressure", [1, 2]), new NumberColumn("temperature", [1, 2])]), new QualityOptions(Profiles.Tests(["bbp"]), VocabularyFile.Load()));
        Assert.Contains(result.Report.Warnings, warning => warning.StartsWith("not run, because the table has none of bbp700: backscatter-missing", StringComparison.Ordinal));
    }

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

    private sealed class TimeProbe() : QualityTest("probe", 40, "never")
    {
        public List<string> Seen { get; } = [];

        public override SequenceAxis? Axis => SequenceAxis.Series;

        public override bool ComparesTimes => true;

        public override void Run(Sequence sequence) => Seen.Add($"{sequence.Axis} {string.Join(' ', sequence.Find("temperature")!.Values)}");
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
