using OceanML.Core;
using OceanML.Formats.Labels;
using OceanML.Quality.Labels;

namespace OceanML.Tests.Quality.Labels;

/// <summary>Events as people write them.</summary>
public sealed class LabelEventTableTests
{
    private static readonly LabelVocabulary Terms = LabelVocabularyFile.Load();

    [Theory]
    [InlineData("2024-06-08", "2024-06-08T23:59:59.999999Z")]
    [InlineData("2024-06", "2024-06-30T23:59:59.999999Z")]
    [InlineData("2024", "2024-12-31T23:59:59.999999Z")]
    [InlineData("2024-06-08T00:00:00Z", "2024-06-08T00:00:00Z")]
    [InlineData("2024-06-08T12:00:00+02:00", "2024-06-08T10:00:00Z")]
    public void An_end_without_a_time_lasts_to_its_end(string written, string end) =>
        Assert.Equal(end, Timestamp.Format(Read(("label", "bloom"), ("end", written)).End));

    [Theory]
    [InlineData("Bloom", "bloom")]
    [InlineData("Harmful algal bloom", "hab")]
    [InlineData("dense_shelf_water_cascading", "cascading")]
    [InlineData("MHW", "marine-heatwave")]
    public void Labels_are_known_by_other_names(string written, string label) => Assert.Equal(label, Read(("label", written)).Label);

    [Theory]
    [InlineData("0.8", 0.8)]
    [InlineData("80%", 0.8)]
    [InlineData("Probable", 0.75)]
    [InlineData("", double.NaN)]
    public void Confidence_is_a_number_or_a_word(string written, double value) =>
        Assert.Equal(value, Read(("label", "bloom"), ("confidence", written)).Confidence);

    [Theory]
    [InlineData("label", "blom", "no label 'blom'; it has bloom,")]
    [InlineData("confidence", "80", "confidence '80' is neither a number from 0 to 1 nor one of certain")]
    [InlineData("start", "yesterday", "start 'yesterday' is not a date")]
    [InlineData("depth_min", "ten", "depth_min 'ten' is not a number")]
    [InlineData("west", "10", "a box needs west, south, east and north; it has west")]
    [InlineData("author", "0000-0002-1825-0098", "is no ORCID")]
    public void What_cannot_be_understood_is_told_with_the_event(string column, string written, string message)
    {
        var failure = Assert.Throws<OceanException>(() => column == "label" ? Read((column, written)) : Read(("label", "bloom"), (column, written)));
        Assert.Equal(ExitCode.BadInput, failure.Code);
        Assert.StartsWith("events.csv: event 1: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_that_ends_before_it_starts_is_refused() =>
        Assert.Contains("after its end", Assert.Throws<OceanException>(() => Read(("label", "bloom"), ("start", "2024-06-09"), ("end", "2024-06-08"))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_table_without_labels_is_refused_with_its_columns() =>
        Assert.Contains("no column 'label'; it has labell", Assert.Throws<OceanException>(() => Read(("labell", "bloom"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Events_that_are_written_and_read_again_are_the_same()
    {
        LabelEvent[] events =
        [
            new("event 1", "bloom") { Platform = "69*", Variable = "CHLA|BBP700", Start = Timestamp.Parse("2024-06-08T10:00:00.5Z"), End = Timestamp.Parse("2024-06-10") - 1, Confidence = 0.8, Author = "A. Expert", Comment = "a, \"b\"" },
            new("X-2", "storm") { DepthMinimum = 0.1, DepthMaximum = 200, Box = new GeoBox(170, -20, -170, 10), Other = new Dictionary<string, string> { ["ship"] = "Tara" } },
            new("event 3", "calibration") { PressureMaximum = 48.099998474121094 },
        ];
        var again = LabelEventTable.Read(LabelEventTable.Write(events), Terms);
        Assert.Equal(events[0] with { Vocabulary = Terms.Find("bloom")!.Uri }, again[0]);
        Assert.Equal(events[1].Box, again[1].Box);
        Assert.Equal("Tara", again[1].Other["ship"]);
        Assert.Equal("X-2", again[1].Id);
        Assert.Equal(events[2], again[2]);
    }

    private static LabelEvent Read(params (string Name, string Text)[] cells) => LabelEventTable.Read(
        new Table(cells.Select(cell => new TextColumn(cell.Name, [cell.Text])), new Dictionary<string, string> { ["file"] = "events.csv" }), Terms)[0];
}
