using OceanML.Core;
using OceanML.Formats.Readiness;
using OceanML.Formats.Tables;

namespace OceanML.Tests.Formats.Readiness;

/// <summary>The checklist answered from files: faults that were put in are found, and good files score above poor ones.</summary>
public sealed class ReadinessTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("oceanml-readiness-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Every_question_has_a_name_of_its_own_and_says_what_to_do()
    {
        var questions = ReadinessAssessment.Questions;
        Assert.Equal(questions.Count, questions.Select(question => question.Id).Distinct().Count());
        Assert.All(questions, question =>
        {
            Assert.StartsWith(question.Section.ToString().ToLowerInvariant() + ".", question.Id, StringComparison.Ordinal);
            Assert.InRange(question.Weight, 1, 3);
            Assert.True(question.Fix.Length > 0 || question.Id == "quality.size");
        });
        Assert.True(questions.Count(question => question.InChecklist) > 50);
    }

    [Fact]
    public void A_clean_series_is_told_as_it_is()
    {
        var report = Assess(Series());
        Expect(report, "quality.time-order", ReadinessVerdict.Yes, "in every platform");
        Expect(report, "quality.duplicates", ReadinessVerdict.Yes, "no row repeats another");
        Expect(report, "quality.completeness-time", ReadinessVerdict.Yes, "usual step 24 h; gaps of more than three steps take 0 %");
        Expect(report, "quality.resolution", ReadinessVerdict.Yes, "100 % of the steps are 24 h");
        Expect(report, "quality.plausible", ReadinessVerdict.Yes, "no value of temperature");
        Expect(report, "quality.balance", ReadinessVerdict.Yes, "Dec-Feb");
        Expect(report, "preparation.leakage", ReadinessVerdict.NotApplicable, "no column of a split");
        Expect(report, "documentation.units", ReadinessVerdict.Yes, "");
    }

    [Fact]
    public void A_gap_a_repeated_row_and_a_clock_that_went_back_are_found()
    {
        var table = Series();
        int[] rows = [.. Enumerable.Range(0, 100), .. Enumerable.Range(250, 114), 250, 99];
        var report = Assess(table.Take(rows));
        Expect(report, "quality.completeness-time", ReadinessVerdict.No, "the longest 151 days of A from 2021-04-10 to 2021-09-08");
        Expect(report, "quality.duplicates", ReadinessVerdict.No, "2 of 216 rows repeat another");
        Expect(report, "quality.time-order", ReadinessVerdict.No, "2 rows are earlier");
    }

    [Fact]
    public void Platforms_in_two_parts_of_a_split_are_named()
    {
        var table = Series();
        var leaky = table.With(new TextColumn("platform", [.. Enumerable.Range(0, 364).Select(i => "ABCD"[i / 91].ToString())]), new TextColumn("split", [.. Enumerable.Range(0, 364).Select(i => i < 250 ? "train" : "test")]));
        Expect(Assess(leaky), "preparation.leakage", ReadinessVerdict.No, "1 of 4 platforms are in more than one part of split: C");
        var sound = leaky.With(new TextColumn("split", [.. Enumerable.Range(0, 364).Select(i => i < 273 ? "train" : "test")]));
        Expect(Assess(sound), "preparation.leakage", ReadinessVerdict.Yes, "4 platforms, each in one part of split");
    }

    [Theory]
    [InlineData(182, ReadinessVerdict.Yes, "50.0 % of 364 labels")]
    [InlineData(10, ReadinessVerdict.Partly, "bloom with 2.7 % of 364 labels")]
    [InlineData(1, ReadinessVerdict.No, "bloom with 0.3 % of 364 labels")]
    [InlineData(364, ReadinessVerdict.No, "has one class, bloom")]
    public void The_balance_of_labels_is_judged_by_the_rarest_class(int blooms, ReadinessVerdict verdict, string evidence)
    {
        var table = Series().With(new TextColumn("temperature_label", [.. Enumerable.Range(0, 364).Select(i => i < blooms ? "bloom" : "background")]));
        Expect(Assess(table), "preparation.label-balance", verdict, evidence);
        Expect(Assess(table), "preparation.label-standard", ReadinessVerdict.Yes, "labels of the collection's vocabulary");
    }

    [Fact]
    public void Values_out_of_range_count_only_where_no_flag_says_so()
    {
        var values = Series().Numbers("temperature").ToArray();
        values[7] = 99;
        var wrong = Series().With(new NumberColumn("temperature", values, new ColumnMetadata("degree_Celsius")));
        Expect(Assess(wrong), "quality.plausible", ReadinessVerdict.No, "1 of temperature outside -3 to 45 degree_Celsius");
        var flagged = wrong.With(new TextColumn("temperature_qc", [.. Enumerable.Range(0, 364).Select(i => i == 7 ? "4" : "1")], new ColumnMetadata(FlagScheme: "argo")));
        var report = Assess(flagged);
        Expect(report, "quality.plausible", ReadinessVerdict.Yes, "");
        Expect(report, "quality.quality-flags", ReadinessVerdict.Yes, "1 of 1 variables have flags (argo)");
        Expect(report, "preparation.outliers", ReadinessVerdict.Yes, "1 are doubtful or bad");
    }

    [Fact]
    public void A_number_that_stands_for_missing_is_found()
    {
        var values = Series().Numbers("temperature").ToArray();
        values[7] = -999;
        Expect(Assess(Series().With(new NumberColumn("temperature", values))), "documentation.missing-declared", ReadinessVerdict.No, "temperature -999");
    }

    [Fact]
    public void Origin_tells_measured_from_estimated()
    {
        Expect(Assess(Series()), "general.observed-or-modelled", ReadinessVerdict.No, "");
        var table = Series().With(new TextColumn("temperature_origin", [.. Enumerable.Range(0, 364).Select(i => i < 300 ? "measured" : "estimated")]));
        Expect(Assess(table), "general.observed-or-modelled", ReadinessVerdict.Yes, "estimated 64, measured 300");
    }

    [Fact]
    public void Metadata_of_the_table_raise_the_score()
    {
        var bare = Assess(Series());
        var told = Assess(Series().WithMetadata("title", "A series").WithMetadata("license", "https://creativecommons.org/licenses/by/4.0/").WithMetadata("doi", "10.17882/42182")
            .WithMetadata("history", "2026-11-23 made").WithMetadata("creator_name", "A. Expert").WithMetadata("creator_email", "a@example.org"));
        Expect(told, "documentation.licence-standard", ReadinessVerdict.Yes, "CC-BY-4.0");
        Expect(told, "documentation.identifier", ReadinessVerdict.Yes, "doi:10.17882/42182");
        Expect(told, "general.contact", ReadinessVerdict.Yes, "a@example.org");
        Assert.True(told.Total.Percent > bare.Total.Percent + 15, $"{bare.Total.Percent} and {told.Total.Percent}");
    }

    [Fact]
    public void A_checksum_beside_the_file_is_seen()
    {
        var path = Write(Series());
        Expect(ReadinessAssessment.Assess(path), "quality.checksum", ReadinessVerdict.No, "none came");
        File.WriteAllText(path + ".sha256", "...");
        Expect(ReadinessAssessment.Assess(path), "quality.checksum", ReadinessVerdict.Yes, "series.parquet.sha256");
    }

    [Fact]
    public void The_answers_of_a_person_take_the_place_of_what_was_found_and_count()
    {
        var path = Write(Series());
        var answers = ReadinessAnswers.Parse(new StringReader("access.cloud: no\nquality.bias-known: {answer: yes, because: see the paper}\nquality.uncertainty: not applicable\nabout: {license: CC0-1.0}"), "answers.yaml");
        var (alone, with) = (ReadinessAssessment.Assess(path), ReadinessAssessment.Assess(path, answers));
        Expect(alone, "access.cloud", ReadinessVerdict.AskPerson, "");
        Expect(with, "access.cloud", ReadinessVerdict.No, "as a person answered");
        Expect(with, "quality.bias-known", ReadinessVerdict.Yes, "see the paper");
        Expect(with, "quality.uncertainty", ReadinessVerdict.NotApplicable, "");
        Expect(with, "documentation.licence-standard", ReadinessVerdict.Yes, "CC0-1.0");
        Assert.Equal(alone.Total.AskPerson - 2, with.Total.AskPerson);
    }

    [Theory]
    [InlineData("access.clod: no", "no question 'access.clod'; it has access.cloud,")]
    [InlineData("access.cloud: perhaps", "access.cloud: 'perhaps' is no answer")]
    [InlineData("about: {licence: x}", "about: no key 'licence'; it has license")]
    [InlineData("- a", "one YAML mapping")]
    public void Answers_that_cannot_be_understood_are_refused(string yaml, string message) =>
        Assert.Contains(message, Assert.Throws<OceanException>(() => ReadinessAnswers.Parse(new StringReader(yaml), "answers.yaml")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_score_is_the_weighted_share_of_points()
    {
        ReadinessQuestion Question(int weight) => new("general.name", ReadinessSection.General, "?", weight, "");
        var score = ReadinessScore.Of([
            new(Question(3), ReadinessVerdict.Yes, ""), new(Question(2), ReadinessVerdict.Partly, ""), new(Question(1), ReadinessVerdict.No, ""),
            new(Question(3), ReadinessVerdict.AskPerson, ""), new(Question(3), ReadinessVerdict.NotApplicable, "")]);
        Assert.Equal(100.0 * 4 / 6, score.Percent, 1e-12);
        Assert.Equal((1, 1, 1, 1, 1), (score.Yes, score.Partly, score.No, score.AskPerson, score.NotApplicable));
    }

    [Fact]
    public void What_is_no_data_is_refused() =>
        Assert.Contains("only netCDF files and tables can be assessed", Assert.Throws<OceanException>(() => ReadinessAssessment.Assess(SharedData.TestData("run/" + Path.GetFileName(Directory.GetFiles(SharedData.TestData("run"), "*.json")[0])))).Message, StringComparison.Ordinal);

    /// <summary>Real files as a reader would rank them.</summary>
    [Theory]
    [InlineData("argo/coriolis_3902131/3902131_Sprof.nc", 70, 90)]
    [InlineData("ocean_colour/oc_cci/occci_v6_chlor_a_monthly_1997-2022_hawaii.nc", 75, 95)]
    [InlineData("moored/insitu_tac/NO_TS_MO_62081.nc", 70, 95)]
    [InlineData("ocean_colour/cmems_model/data_to_20040615.nc", 55, 75)]
    [InlineData("moored/marel_carnot/marel_carnot_2005-2008.csv.gz", 25, 55)]
    [InlineData("carbon/south_china_sea_pco2_OBdata.csv", 0, 25)]
    [InlineData("radiometry/coastlooc/100304.csv", 0, 30)]
    public void Good_files_score_high_and_poor_ones_low(string path, double least, double most) =>
        Assert.InRange(ReadinessAssessment.Assess(SharedData.Path("data/" + path)).Total.Percent, least, most);

    private static void Expect(ReadinessReport report, string id, ReadinessVerdict verdict, string evidence)
    {
        var finding = report.Findings.Single(one => one.Question.Id == id);
        Assert.True(finding.Verdict == verdict, $"{id}: {finding.Verdict}, {finding.Evidence}");
        Assert.Contains(evidence, finding.Evidence, StringComparison.Ordinal);
    }

    private ReadinessReport Assess(Table table) => ReadinessAssessment.Assess(Write(table));

    private string Write(Table table)
    {
        var path = Path.Combine(folder.FullName, "series.parquet");
        TableFile.Write(path, table);
        return path;
    }

    // One value a day for 52 weeks.
    private static Table Series() => new([
        new TextColumn("platform", [.. Enumerable.Repeat("A", 364)]),
        new TimeColumn("time", [.. Enumerable.Range(0, 364).Select(day => Timestamp.Parse("2021-01-01") + (day * Timestamp.PerDay))]),
        new NumberColumn("latitude", [.. Enumerable.Repeat(43.5, 364)]),
        new NumberColumn("longitude", [.. Enumerable.Repeat(7.5, 364)]),
        new NumberColumn("temperature", [.. Enumerable.Range(0, 364).Select(day => 15 + (5 * Math.Sin(day / 58.0)))], new ColumnMetadata("degree_Celsius", "sea_water_temperature"))]);
}
