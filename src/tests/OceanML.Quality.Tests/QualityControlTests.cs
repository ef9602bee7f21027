using OceanML.Core;
using OceanML.Formats.Vocabularies;
using OceanML.Quality;

namespace OceanML.Tests.Quality;

public sealed class QualityControlTests
{
    private static readonly long Now = Timestamp.Parse("2024-06-30");

    [Fact]
    public void Untested_values_become_good_and_failed_ones_bad_with_the_bit_of_the_test()
    {
        var table = Run(TwoProfiles()).Table;
        Assert.Equal(["1", "4", "1", "1", "9", "4"], table.Texts("temperature_qc"));
        Assert.Equal([0, 1 << 9, 0, 0, 0, 1 << 6], table.Numbers("temperature_qc_tests"));
        Assert.Equal(NumberKind.Int64, ((NumberColumn)table["temperature_qc_tests"]).Kind);
        Assert.Equal("argo", table["temperature_qc"].Metadata.FlagScheme);
        Assert.Contains("2^9 spike", table["temperature_qc_tests"].Metadata.LongName, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_no_test_could_judge_stays_without_quality_control()
    {
        var table = new Table([new NumberColumn("pressure", [1, 2, 3, 4]), new NumberColumn("temperature", [5, 5, 20, 5])]);
        var options = new QualityOptions(Profiles.Tests(["spike"]), VocabularyFile.Load());
        Assert.Equal(["0", "1", "4", "0"], QualityControl.Run(table, options).Table.Texts("temperature_qc"));
    }

    [Fact]
    public void Profiles_are_kept_apart()
    {
        // Rows 2 and 3 are neighbours in the table, 20 and 5 degrees, and belong to different profiles.
        var result = Run(TwoProfiles());
        Assert.Equal(2, result.Report.Profiles);
        Assert.DoesNotContain(result.Report.Findings, finding => finding.Test == "digit-rollover");
    }

    [Fact]
    public void The_report_counts_by_test_variable_and_platform()
    {
        var report = Run(TwoProfiles()).Report;
        Assert.Equal([("global-range", "temperature", 1, 1), ("spike", "temperature", 1, 1)], report.ByTest());
        Assert.Equal(["2", "1"], report.Findings.Select(finding => finding.Platform));
        Assert.Equal(3, report.Flags["temperature"]['1']);
        Assert.Equal(6, report.Flags["temperature"].Values.Sum());
    }

    [Fact]
    public void Flags_that_stand_are_never_lowered_unless_reset()
    {
        var table = TwoProfiles().With(new TextColumn("temperature_qc", ["4", "1", "2", "3", "9", "1"]));
        var kept = Run(table).Table;
        Assert.Equal(["4", "1", "2", "3", "9", "4"], kept.Texts("temperature_qc"));
        Assert.Equal(["4", "1", "2", "3", "9", "1"], kept.Texts("temperature_qc_source"));
        Assert.Equal(["1", "4", "1", "1", "9", "4"], Run(table, reset: true).Table.Texts("temperature_qc"));
    }

    [Fact]
    public void A_source_column_is_kept_only_where_flags_changed()
    {
        var once = Run(TwoProfiles()).Table;
        Assert.False(Run(once).Table.Has("temperature_qc_source"));
    }

    [Fact]
    public void Running_twice_changes_nothing()
    {
        var once = Run(TwoProfiles()).Table;
        var twice = Run(once).Table;
        Assert.Equal(once.Texts("temperature_qc"), twice.Texts("temperature_qc"));
    }

    [Fact]
    public void Flags_of_another_scheme_are_converted_and_losses_stated()
    {
        var flags = new TextColumn("temperature_qc", ["6", "1", "1", "1", "9", "1"], new ColumnMetadata(FlagScheme: "seadatanet"));
        var result = Run(TwoProfiles().With(flags));
        Assert.Equal("3", result.Table.Texts("temperature_qc")[0]);
        Assert.Equal("argo", result.Table["temperature_qc"].Metadata.FlagScheme);
        Assert.Equal("seadatanet", result.Table["temperature_qc_source"].Metadata.FlagScheme);
        Assert.Contains(result.Report.Warnings, warning => warning.Contains("below detection", StringComparison.Ordinal));
    }

    [Fact]
    public void Columns_of_users_are_known_by_their_argo_or_cf_names()
    {
        var table = new Table(
        [
            new NumberColumn("PRES", [1, 2, 3]),
            new NumberColumn("PSAL", [35, 45, 35]),
        ]);
        Assert.Equal(["1", "4", "1"], Run(table).Table.Texts("PSAL_qc"));
    }

    [Fact]
    public void A_foreign_unit_is_not_tested_and_said_so()
    {
        var table = new Table([new NumberColumn("temperature", [3.2], new ColumnMetadata("V")), new NumberColumn("salinity", [35])]);
        var result = Run(table);
        Assert.False(result.Table.Has("temperature_qc"));
        Assert.Contains(result.Report.Warnings, warning => warning.Contains("its unit is V", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("mg/m3", true)]
    [InlineData("mg m^-3", true)]
    [InlineData("mg.m-3", true)]
    [InlineData("milligram m-3", true)]
    [InlineData("m-3 mg", true)]
    [InlineData("ug/m3", true)]
    [InlineData("mg/l", true)]
    [InlineData("mg", false)]
    public void A_unit_that_means_or_becomes_the_one_of_the_tests_is_tested(string unit, bool isTested)
    {
        var table = new Table([new NumberColumn("salinity", [35]), new NumberColumn("CHLA", [0.1], new ColumnMetadata(unit))]);
        Assert.Equal(isTested, Run(table).Table.Has("CHLA_qc"));
    }

    [Fact]
    public void Satellite_columns_that_repeat_down_a_profile_are_left_alone()
    {
        var table = new Table([new NumberColumn("temperature", [12, 11, 10]), new NumberColumn("rrs443", [0.01, 0.01, 0.01]), new NumberColumn("sst", [13, 13, 13])]);
        Assert.Equal(["temperature", "rrs443", "sst", "temperature_qc", "temperature_qc_tests"], Run(table).Table.Names);
    }

    [Fact]
    public void A_table_without_a_known_variable_is_refused_with_its_columns()
    {
        var failure = Assert.Throws<OceanException>(() => Run(new Table([new NumberColumn("fish", [1])])));
        Assert.Contains("fish", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_stands_in_for_pressure_and_is_not_written()
    {
        var table = new Table(
        [
            new NumberColumn("depth", [100, 101, 102]),
            new NumberColumn("temperature", [5, 11.1, 5]),
        ]);
        var checkedTable = Run(table).Table;
        Assert.Equal(["1", "4", "1"], checkedTable.Texts("temperature_qc"));
        Assert.False(checkedTable.Has("pressure"));
    }

    [Fact]
    public void A_profile_stored_from_the_bottom_up_is_tested_from_the_surface_down()
    {
        var table = new Table(
        [
            new NumberColumn("pressure", [300, 200, 100]),
            new NumberColumn("temperature", [5, 6, 7]),
            new NumberColumn("salinity", [35.2, 35.1, 35]),
        ]);
        Assert.All(Run(table).Table.Texts("pressure_qc"), flag => Assert.Equal("1", flag));
    }

    [Fact]
    public void Bad_pressure_and_temperature_spoil_what_depends_on_them()
    {
        var table = new Table(
        [
            new NumberColumn("pressure", [-6, 10, 20]),
            new NumberColumn("temperature", [10, 45, 10]),
            new NumberColumn("salinity", [35, 35, 35.1]),
            new NumberColumn("oxygen", [200, 200, 210]),
            new NumberColumn("chlorophyll", [1, 1, 2]),
        ]);
        var result = Run(table).Table;
        Assert.Equal(["4", "4", "1"], result.Texts("salinity_qc"));
        Assert.Equal(["4", "4", "1"], result.Texts("oxygen_qc"));
        Assert.Equal(["4", "1", "1"], result.Texts("chlorophyll_qc"));
    }

    [Fact]
    public void Raw_oxygen_is_probably_bad_and_raw_chlorophyll_probably_good_at_best()
    {
        var table = new Table(
        [
            new NumberColumn("pressure", [1, 2]),
            new NumberColumn("oxygen", [200, 201]),
            new TextColumn("oxygen_mode", ["R", "R"]),
            new NumberColumn("chlorophyll", [0.5, 200]),
            new TextColumn("chlorophyll_mode", ["R", "R"]),
        ]);
        var result = Run(table);
        Assert.Equal(["3", "3"], result.Table.Texts("oxygen_qc"));
        Assert.Equal(["2", "4"], result.Table.Texts("chlorophyll_qc"));
        Assert.DoesNotContain(result.Report.Findings, finding => finding.Test == "unadjusted-sensor" && finding.Variable == "chlorophyll");
        Assert.Equal(["1", "1"], Run(table, tests: ["default", "no-unadjusted-sensor"]).Table.Texts("oxygen_qc"));
        Assert.Equal(["1", "1"], Run(table.With(new TextColumn("oxygen_mode", ["A", "A"]))).Table.Texts("oxygen_qc"));
    }

    [Fact]
    public void Impossible_dates_and_positions_flag_time_and_position_alone()
    {
        var table = new Table(
        [
            new TextColumn("profile", ["a", "b"]),
            new TimeColumn("time", [Timestamp.Parse("1990-01-01"), Timestamp.Parse("2020-01-01")]),
            new NumberColumn("latitude", [0, 95]),
            new NumberColumn("longitude", [0, 0]),
            new NumberColumn("temperature", [10, 10]),
        ]);
        var result = Run(table);
        Assert.Equal(["4", "1"], result.Table.Texts("time_qc"));
        Assert.Equal(["1", "4"], result.Table.Texts("position_qc"));
        Assert.Equal(["1", "1"], result.Table.Texts("temperature_qc"));
        Assert.Equal(["impossible-date", "impossible-location"], result.Report.Findings.Select(finding => finding.Test));
    }

    [Fact]
    public void Tests_are_chosen_by_name_and_left_out_with_no()
    {
        Assert.Equal(["spike"], Profiles.Tests(["spike"]).Select(test => test.Name));
        Assert.DoesNotContain(Profiles.Tests(["no-spike"]), test => test.Name == "spike");
        Assert.Contains(Profiles.Tests(["no-spike"]), test => test.Name == "gradient");
        Assert.DoesNotContain(Profiles.Tests([]), test => test.Name == "pressure-increasing");
        Assert.Contains(Profiles.Tests(["all"]), test => test.Name == "pressure-increasing");
        var failure = Assert.Throws<OceanException>(() => Profiles.Tests(["spikes"]));
        Assert.Equal(ExitCode.Usage, failure.Code);
        Assert.Contains("spike,", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_test_has_a_bit_of_its_own_that_a_double_holds_exactly()
    {
        var all = Profiles.Tests(["all"]);
        Assert.Equal(all.Count, all.Select(test => test.Bit).Distinct().Count());
        Assert.Equal(all.Count, all.Select(test => test.Name).Distinct().Count());
        Assert.All(all, test => Assert.InRange(test.Number, 1, 52));
    }

    private static QualityResult Run(Table table, bool reset = false, string[]? tests = null) =>
        QualityControl.Run(table, new QualityOptions(Profiles.Tests(tests ?? [], Now), VocabularyFile.Load(), reset));

    private static Table TwoProfiles() => new(
    [
        new TextColumn("platform", ["1", "1", "1", "2", "2", "2"]),
        new TextColumn("profile", ["1_001", "1_001", "1_001", "2_001", "2_001", "2_001"]),
        new NumberColumn("pressure", [10, 20, 30, 10, 20, 30]),
        new NumberColumn("temperature", [20, 26.5, 20, 5, double.NaN, -3]),
    ]);
}
