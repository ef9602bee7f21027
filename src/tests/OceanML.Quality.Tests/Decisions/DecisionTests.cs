using OceanML.Core;
using OceanML.Formats.Vocabularies;
using OceanML.Quality;

namespace OceanML.Tests.Quality;

public sealed class DecisionTests
{
    [Fact]
    public void What_the_tests_found_is_proposed_a_line_per_stretch()
    {
        var table = DecisionProposals.Of(Checked());
        Assert.Equal(DecisionProposals.Columns, table.Names);
        Assert.Equal(["temperature", "temperature"], table.Texts("variable"));
        Assert.Equal(["20.5", "30.1"], table.Texts("top"));
        Assert.Equal(["20.5", "40.25"], table.Texts("bottom"));
        Assert.Equal(["1", "2"], table.Texts("values"));
        Assert.Equal(["99", "45"], table.Texts("maximum"));
        Assert.Equal(["4", "4"], table.Texts("flag"));
        Assert.Equal(["global-range", "global-range"], table.Texts("tests"));
        Assert.Equal(["2024-06-08T12:00:00Z", "2024-06-08T12:00:00Z"], table.Texts("time_start"));
        Assert.All(table.Texts("decision"), Assert.Null);
    }

    [Fact]
    public void Proposals_that_nobody_edits_change_nothing()
    {
        var result = Checked();
        var decisions = Decisions.Read(DecisionProposals.Of(result), FlagScheme.Argo);
        Assert.Empty(decisions);
        Assert.Equal(result.Table.Texts("temperature_qc"), Decisions.Apply(result, decisions).Table.Texts("temperature_qc"));
    }

    [Fact]
    public void A_decision_replaces_the_flags_of_its_stretch_and_of_no_other_value()
    {
        var decided = Decide(Checked(), 1, "2");
        Assert.Equal(["1", "4", "2", "2", "1"], decided.Table.Texts("temperature_qc"));
        Assert.Equal(2, decided.Report.Decided);
        Assert.Equal(2, decided.Report.Flags["temperature"]['2']);
        Assert.Equal(1, decided.Report.Flags["temperature"]['4']);
    }

    [Fact]
    public void A_decision_is_read_in_its_own_scheme()
    {
        var edited = Edited(Checked(FlagScheme.Qartod), 1, "1");
        Assert.Equal(["1", "4", "1", "1", "1"], Decisions.Apply(Checked(), Decisions.Read(edited, FlagScheme.Argo)).Table.Texts("temperature_qc"));
    }

    [Fact]
    public void Bounds_that_are_not_given_are_open()
    {
        var table = new Table([new TextColumn("variable", ["temperature"]), new TextColumn("decision", ["3"])]);
        Assert.Equal(["3", "3", "3", "3", "3"], Decisions.Apply(Checked(), Decisions.Read(table, FlagScheme.Argo)).Table.Texts("temperature_qc"));
    }

    [Fact]
    public void A_missing_value_stays_missing_whatever_is_decided()
    {
        var table = new Table([new TextColumn("variable", ["salinity"]), new TextColumn("decision", ["1"])]);
        Assert.Equal(["1", "1", "9", "1", "1"], Decisions.Apply(Checked(), Decisions.Read(table, FlagScheme.Argo)).Table.Texts("salinity_qc"));
    }

    [Fact]
    public void A_decision_that_meets_no_value_is_refused()
    {
        var table = new Table([new TextColumn("platform", ["7"]), new TextColumn("variable", ["temperature"]), new TextColumn("decision", ["1"])]);
        var failure = Assert.Throws<OceanException>(() => Decisions.Apply(Checked(), Decisions.Read(table, FlagScheme.Argo)));
        Assert.Equal(ExitCode.BadInput, failure.Code);
        Assert.Contains("decision of line 2 (temperature of 7 ) meets no value", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_decided_what_and_why_is_in_the_report()
    {
        var table = new Table([new TextColumn("variable", ["temperature"]), new TextColumn("decision", ["2"]), new TextColumn("author", ["A. Expert"]), new TextColumn("comment", ["seen twice"])]);
        var decided = Assert.Single(Decisions.Apply(Checked(), Decisions.Read(table, FlagScheme.Argo)).Report.Decisions);
        Assert.Equal(("A. Expert", "seen twice", 5), (decided.Decision.Author, decided.Decision.Comment, decided.Values));
    }

    [Fact]
    public void A_position_that_a_test_found_can_be_overruled()
    {
        var result = QualityControl.Run(
            new Table(
            [
                new NumberColumn("latitude", [95, 45]), new NumberColumn("longitude", [0, 0]), new TimeColumn("time", [0, 0]), new NumberColumn("temperature", [1, 2]),
            ]),
            new QualityOptions(Profiles.Tests(["impossible-location"]), VocabularyFile.Load()));
        var proposals = DecisionProposals.Of(result);
        Assert.Equal(["position"], proposals.Texts("variable"));
        Assert.Equal(["impossible-location"], proposals.Texts("tests"));
        var decided = Decisions.Apply(result, Decisions.Read(proposals.With(new TextColumn("decision", ["3"])), FlagScheme.Argo));
        Assert.Equal(["3", "1"], decided.Table.Texts("position_qc"));
    }

    [Fact]
    public void Confirming_every_proposal_changes_no_flag()
    {
        // Levels without pressure, two depths at one time, no platform: what a line means must be its rows and no other.
        var random = new Random(7);
        for (var trial = 0; trial < 50; trial++)
        {
            var rows = random.Next(1, 40);
            var table = new Table(
            [
                new TextColumn("platform", [.. Enumerable.Range(0, rows).Select(_ => random.Next(3) switch { 0 => null, 1 => "0012", _ => "b" })]),
                new TimeColumn("time", [.. Enumerable.Range(0, rows).Select(_ => random.Next(4) == 0 ? Timestamp.Missing : random.Next(3) * Timestamp.PerDay)]),
                new NumberColumn("pressure", [.. Enumerable.Range(0, rows).Select(_ => random.Next(4) == 0 ? double.NaN : (double)(float)(random.Next(5) * 10.1))], ColumnMetadata.None, NumberKind.Float32),
                new NumberColumn("temperature", [.. Enumerable.Range(0, rows).Select(_ => random.Next(3) switch { 0 => double.NaN, 1 => 99.0, _ => 10.0 })]),
            ]);
            var result = QualityControl.Run(table, new QualityOptions(Profiles.Tests(["global-range"]), VocabularyFile.Load()));
            var proposals = DecisionProposals.Of(result);
            var confirmed = Decisions.Apply(result, Decisions.Read(proposals.With(new TextColumn("decision", proposals.Texts("flag").ToArray())), FlagScheme.Argo));
            Assert.Equal(result.Table.Texts("temperature_qc"), confirmed.Table.Texts("temperature_qc"));
        }
    }

    [Fact]
    public void A_spreadsheet_may_cut_seconds_and_leading_zeros()
    {
        var result = QualityControl.Run(
            new Table(
            [
                new TextColumn("platform", ["0012", "0012"]),
                new TimeColumn("time", [Timestamp.Parse("2024-06-08T05:12:37Z"), Timestamp.Parse("2024-06-08T05:14:00Z")]),
                new NumberColumn("temperature", [99, 10]),
            ]),
            new QualityOptions(Profiles.Tests(["global-range"]), VocabularyFile.Load()));
        var edited = DecisionProposals.Of(result).With(
            new NumberColumn("platform", [12]), new TextColumn("time_start", ["2024-06-08 05:12"]), new TextColumn("time_end", ["2024-06-08 05:12"]), new TextColumn("decision", ["1"]));
        Assert.Equal(["1", "1"], Decisions.Apply(result, Decisions.Read(edited, FlagScheme.Argo)).Table.Texts("temperature_qc"));
    }

    [Theory]
    [InlineData("7", "flag")]
    [InlineData("good", "flag")]
    public void A_flag_that_the_scheme_does_not_have_is_refused(string flag, string word)
    {
        var table = new Table([new TextColumn("variable", ["temperature"]), new TextColumn("decision", [flag])]);
        var failure = Assert.Throws<OceanException>(() => Decisions.Read(table, FlagScheme.Argo));
        Assert.Equal(ExitCode.BadInput, failure.Code);
        Assert.Contains(word, failure.Message, StringComparison.Ordinal);
        Assert.Contains("line 2", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_that_was_not_tested_is_refused()
    {
        var table = new Table([new TextColumn("variable", ["wind"]), new TextColumn("decision", ["1"])]);
        var failure = Assert.Throws<OceanException>(() => Decisions.Apply(Checked(), Decisions.Read(table, FlagScheme.Argo)));
        Assert.Contains("temperature", failure.Message, StringComparison.Ordinal);
    }

    private static QualityResult Decide(QualityResult result, int line, string flag) => Decisions.Apply(result, Decisions.Read(Edited(result, line, flag), FlagScheme.Argo));

    private static Table Edited(QualityResult result, int line, string flag)
    {
        var proposals = DecisionProposals.Of(result);
        var decisions = proposals.Texts("decision").ToArray();
        decisions[line] = flag;
        return proposals.With(new TextColumn("decision", decisions));
    }

    // Pressures of 32 bits: 30.1 is 30.100000381 as a double, and its text must find it again.
    private static QualityResult Checked(FlagScheme? scheme = null) => QualityControl.Run(
        new Table(
        [
            new TextColumn("platform", ["6999001", "6999001", "6999001", "6999001", "6999001"]),
            new TextColumn("profile", ["a", "a", "b", "b", "b"]),
            new TimeColumn("time", [.. Enumerable.Repeat(Timestamp.Parse("2024-06-08T12:00:00Z"), 5)]),
            new NumberColumn("pressure", [10f, 20.5f, 30.1f, 40.25f, 50f], ColumnMetadata.None, NumberKind.Float32),
            new NumberColumn("temperature", [10, 99, 44, 45, 10]),
            new NumberColumn("salinity", [35, 35, double.NaN, 35, 35]),
        ]),
        new QualityOptions(Profiles.Tests(["global-range"]), VocabularyFile.Load()) { Scheme = scheme ?? FlagScheme.Argo });
}
