using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OceanML.Figures.Reports;

namespace OceanML.Figures.Tests;

public sealed partial class ReportTests
{
    private const string Nasty = "</script><img src=x onerror=alert(1)> & \"quoted\"";

    private static ReportDocument Report => new(
        $"Report of {Nasty}",
        "What was done.",
        [
            new ReportSection("first", "Figures", [new ReportBlock.Picture(Samples.Scatter() with { Title = Nasty }), new ReportBlock.Picture(Samples.Bars())]),
            new ReportSection("second", "Tables", [new ReportBlock.Grid("Counts", ["Step", "In"], [[Nasty, "12"]]), new ReportBlock.Points(["See doi:10.1029/2019GC008515; also doi:10.1029/96JB00104"])]),
        ]);

    [Fact]
    public void The_page_holds_nothing_that_a_sanitiser_removes()
    {
        using var folder = new TemporaryFolder();
        StaticReport.Write(Report, folder.Path);
        var html = File.ReadAllText(folder[StaticReport.Page]);
        foreach (var forbidden in new[] { "<script", "<style", " style=", "<svg", "data:", "javascript:", "<iframe", "<object" })
            Assert.DoesNotContain(forbidden, html, StringComparison.OrdinalIgnoreCase);
        var tags = TagNames().Matches(html).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal);
        string[] known = ["a", "body", "caption", "figcaption", "figure", "h1", "h2", "h3", "head", "html", "img", "li", "link", "main", "meta", "nav", "p", "sup", "table", "tbody", "td", "th", "thead", "title", "tr", "ul"];
        Assert.Empty(tags.Except(known));
        Assert.DoesNotMatch(@"\son\w+=", TagContents().Matches(html).Select(match => match.Value).Aggregate("", (a, b) => a + b).Replace("&quot;", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_image_is_there_beside_the_page_and_has_words_for_it()
    {
        using var folder = new TemporaryFolder();
        StaticReport.Write(Report, folder.Path);
        var images = Images().Matches(File.ReadAllText(folder[StaticReport.Page]));
        Assert.Equal(2, images.Count);
        Assert.All(images, image =>
        {
            Assert.True(File.Exists(folder[image.Groups[1].Value]));
            Assert.True(image.Groups[2].Value.Length > 20);
            var size = PngPixels.Read(folder[image.Groups[1].Value]);
            Assert.InRange(Number(image, 3) / Number(image, 4) * size.Height / size.Width, 0.99, 1.01);
        });

        static double Number(Match image, int group) => double.Parse(image.Groups[group].Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Tags_are_balanced_and_text_is_text_in_both_forms()
    {
        using var folder = new TemporaryFolder();
        StaticReport.Write(Report, folder.Path);
        InteractiveReport.Write(Report, folder["report.html"]);
        foreach (var name in new[] { StaticReport.Page, "report.html" })
        {
            var html = ScriptContents().Replace(File.ReadAllText(folder[name]), "");
            var open = new Stack<string>();
            foreach (Match tag in TagNames().Matches(html))
            {
                var element = tag.Groups[1].Value;
                if (element is "meta" or "link" or "img") continue;
                if (tag.Value[1] != '/') open.Push(element);
                else Assert.Equal(open.Pop(), element);
            }

            Assert.Empty(open);
            Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">", html, StringComparison.Ordinal);
            Assert.DoesNotContain("onerror=alert(1)>", html, StringComparison.Ordinal);
            Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", html, StringComparison.Ordinal);
            Assert.Contains("<a href=\"https://doi.org/10.1029/2019GC008515\">", html, StringComparison.Ordinal);
            Assert.Contains("<a href=\"https://doi.org/10.1029/96JB00104\">", html, StringComparison.Ordinal);
            Assert.Matches("<th scope=\"col\">Step</th>", html);
        }
    }

    [Fact]
    public void The_interactive_report_holds_all_it_needs_and_its_figures_are_JSON()
    {
        using var folder = new TemporaryFolder();
        var report = new ReportDocument("All figures", "Lead.", [new ReportSection("all", "All", [.. Samples.All().Select(figure => new ReportBlock.Picture(figure))])]);
        InteractiveReport.Write(report, folder["report.html"]);
        var html = File.ReadAllText(folder["report.html"]);
        Assert.DoesNotMatch("<(script|img|link|iframe)[^>]+(src|href)=", html);
        Assert.Contains("Plotly", html, StringComparison.Ordinal);
        var figures = Shown().Matches(html);
        Assert.Equal(Samples.All().Count(), figures.Count);
        Assert.All(figures, figure =>
        {
            using var json = JsonDocument.Parse(figure.Groups[2].Value);
            Assert.NotEqual(0, json.RootElement.GetProperty("data").GetArrayLength());
            Assert.True(json.RootElement.GetProperty("layout").TryGetProperty("xaxis", out _));
            Assert.Contains($"id=\"plot-{figure.Groups[1].Value}\"", html, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_same_report_has_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "a", "b" })
        {
            StaticReport.Write(Report, folder[name]);
            InteractiveReport.Write(Report, folder[name + ".html"]);
        }

        Assert.All(Directory.GetFiles(folder["a"]), file => Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(folder["b"], Path.GetFileName(file)))));
        Assert.Equal(File.ReadAllBytes(folder["a.html"]), File.ReadAllBytes(folder["b.html"]));
    }

    [Fact]
    public void Records_become_sentences_counts_and_inputs_and_absent_parts_are_no_failure()
    {
        var record = JsonNode.Parse("""
            {"step": "oceanml-colocate", "version": "0.1.0", "started": "2024-01-01T00:00:02.000Z", "parameters": {"box": "3", "within": "1d"},
             "inputs": [{"path": "/data/a.nc", "bytes": 1234, "sha256": "aa"}, {"path": "obs.parquet", "bytes": 5, "sha256": "bb"}],
             "outputs": [{"path": "m.parquet", "bytes": 9, "sha256": "cc"}],
             "counts": {"in": 1000, "out": 300, "rejected": {"cloud": 600, "no_time": 100}}, "warnings": ["one granule has no flags"]}
            """)!;
        var earlier = JsonNode.Parse("""{"step": "oceanml-access", "subcommand": "argo", "started": "2024-01-01T00:00:01.000Z", "outputs": [{"path": "obs.parquet", "sha256": "bb"}]}""")!;
        JsonNode[] records = [record, earlier];
        var sentences = Assert.IsType<ReportBlock.Points>(RecordSections.Summary(records).Blocks[0]).Items;
        Assert.Equal(["Observations were gathered into one table (access argo).", "Observations were matched with satellite or model fields in space and time: 1\u202F000 in, 300 out, 700 rejected (colocate)."], sentences);
        var counts = Assert.IsType<ReportBlock.Grid>(RecordSections.Counts(records).Blocks[1]);
        Assert.Equal(["colocate", "1\u202F000", "300", "700", "600 cloud, 100 no time"], counts.Rows[1]);
        var files = Assert.IsType<ReportBlock.Grid>(RecordSections.Inputs(records).Blocks[0]);
        Assert.Equal("a.nc", Assert.Single(files.Rows)[0]);
        RecordSections.Summary([JsonNode.Parse("{}")!]);
        RecordSections.Counts([JsonNode.Parse("{}")!]);
        RecordSections.Inputs([JsonNode.Parse("{}")!]);
    }

    [Fact]
    public void Scores_by_depth_become_a_line_with_its_interval()
    {
        var file = JsonNode.Parse("""{"title": "t", "results": [""" + string.Join(',', new[] { 20, 0, 10 }.Select(top =>
            $$"""{"reference": "CHLA_{{top}}_{{top + 10}}_measured", "estimate": "CHLA_{{top}}_{{top + 10}}", "space": "log10", "group": null, "n": 9, "scores": {"rmsd": {"value": 0.{{top + 11}}, "low": 0.1, "high": 0.5, "n": 9, "unit": "log10"} } }""")) + "]}")!;
        var line = ScoreSections.ByDepth(file, "Model");
        Assert.NotNull(line);
        Assert.Equal([5.0, 15, 25], line.Depths);
        Assert.Equal([0.11, 0.21, 0.31], line.Values);
        Assert.Equal([0.1, 0.1, 0.1], line.Low);
        var table = Assert.IsType<ReportBlock.Grid>(ScoreSections.Scores([file]).Blocks[^1]);
        Assert.Equal("0.310 (0.100 to 0.500)", table.Rows[0][^1]);
    }

    [Fact]
    public void Numbers_are_written_for_people()
    {
        Assert.Equal(["12\u202F345", "0.01235", "\u22123.142", "0.5000", "4.1e\u22129", "", "123457"], new[] { 12345, 0.012346, -3.14159, 0.5, 4.1e-9, double.NaN, 123456.7 }.Select(value => JsonText.Number(value)));
        Assert.Equal("\u00D71.25", ScoreWords.Value("multiplicative_bias", 1.25, "1", 3));
        Assert.Equal("24.0 %", ScoreWords.Value("mdsa", 24.001, "%", 3));
        Assert.Equal("0.100 mg m-3", GmtText.Plain(ScoreWords.Value("bias", 0.1, "mg m-3", 3)));
        Assert.Equal("undefined", ScoreWords.Value("r", double.NaN, "1"));
    }

    [Fact]
    public void A_model_card_gives_baselines_beside_the_model_over_depth()
    {
        static string Scores(double rmse) => "{\"all\": {\"n\": 30, \"rmse\": 0.3}, \"targets\": {" + string.Join(',', Enumerable.Range(0, 4).Select(i => FormattableString.Invariant($"\"CHLA_{i * 10}_{(i * 10) + 10}\": {{\"n\": 9, \"rmse\": {rmse + (i * 0.01)}}}"))) + "}}";
        var card = JsonNode.Parse($$$$"""{"scores": {"space": "log10 of the unit", "held_out_groups": {"model": {{{{Scores(0.3)}}}}, "nearest_neighbours": {{{{Scores(0.4)}}}}}}}""")!;
        var lines = ModelSection.ByDepth(card);
        Assert.Equal(["Network ensemble", "Nearest neighbours"], lines.Select(line => line.Name));
        Assert.Equal(0.33, lines[0].Values[^1], 12);
        Assert.True(ModelSection.IsLog10(card));
        Assert.Empty(ModelSection.ByDepth(JsonNode.Parse("{}")!));
    }

    [Fact]
    public void A_report_of_quality_control_becomes_a_flag_figure_and_a_table_of_findings()
    {
        var report = JsonNode.Parse("""
            {"rows": 300, "profiles": 3, "flag_scheme": "argo", "tests": [{"name": "spike", "fails_where": "a value stands out of its neighbours"}],
             "variables": {"temperature": {"flags": {"1": 280, "4": 20}}, "salinity": {"flags": {"1": 290, "9": 10}}},
             "findings": [{"test": "spike", "variable": "temperature", "platform": "a", "values": 12, "profiles": 1}, {"test": "spike", "variable": "temperature", "platform": "b", "values": 8, "profiles": 2}]}
            """)!;
        var blocks = QualitySection.Of(report, withFigure: true);
        var figure = Assert.IsType<BarsFigure>(Assert.IsType<ReportBlock.Picture>(blocks[1]).Figure);
        Assert.Equal(["1 good", "4 bad", "9 missing"], figure.Categories.Select(category => category.Name));
        Assert.Equal([[280L, 20, 0], [290, 0, 10]], figure.Counts);
        Assert.Equal(["spike", "a value stands out of its neighbours", "temperature", "20", "3", "a: 12, b: 8"], Assert.Single(Assert.IsType<ReportBlock.Grid>(blocks[2]).Rows));
        Assert.Single(QualitySection.Of(JsonNode.Parse("{}")!, withFigure: true));
    }

    [GeneratedRegex(@"</?([a-z][a-z0-9]*)[\s>]")]
    private static partial Regex TagNames();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex TagContents();

    [GeneratedRegex("<img src=\"([^\"]+)\" alt=\"([^\"]+)\" width=\"(\\d+)\" height=\"(\\d+)\">")]
    private static partial Regex Images();

    [GeneratedRegex("<script>.*?</script>|<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex ScriptContents();

    [GeneratedRegex("^show\\(\"([a-z-]+)\", (.*)\\);$", RegexOptions.Multiline)]
    private static partial Regex Shown();
}
