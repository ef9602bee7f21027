using OceanML.Core;
using OceanML.Formats.Labels;
using OceanML.Formats.Observations;
using OceanML.Formats.Tables;
using OceanML.Formats.Vocabularies;
using OceanML.Quality.Labels;

namespace OceanML.Tests.Quality.Labels;

/// <summary>Events joined to observations: the planted truth of test-data/labels, and the rules one by one.</summary>
public sealed class LabellingTests
{
    private static readonly LabelVocabulary Terms = LabelVocabularyFile.Load();

    [Fact]
    public void The_events_of_test_data_label_what_was_planted()
    {
        var result = Apply(ObservationFile.ReadEveryRow(SharedData.TestData("tables/observations.csv")), Events("events.csv"));
        Assert.Equal([2, 2, 3, 6, 0], result.Outcomes.Select(outcome => outcome.Values));
        Assert.Equal("there is no platform '7777777'", result.Outcomes[^1].Why);
        Assert.Equal(
            new Dictionary<string, long> { [""] = 7, ["bloom"] = 1, ["bloom|upwelling"] = 1, ["sensor-drift"] = 2, ["storm"] = 2, ["storm|upwelling"] = 1, ["upwelling"] = 4 },
            result.Classes["chlorophyll"]);
        Assert.Equal([("bloom-1", "upwelling-1", 1L), ("storm-1", "upwelling-1", 1L)], result.Overlaps.Select(pair => (pair.First.Id, pair.Second.Id, pair.Values)));
        Assert.Equal(TableFile.Read(SharedData.TestData("labels/labelled.csv")).Texts("chlorophyll_label"), result.Table.Texts("chlorophyll_label"));
    }

    [Fact]
    public void Values_flags_and_their_order_stay_and_the_label_stands_behind_the_flag()
    {
        var table = Series().With(new TextColumn("chlorophyll_qc", ["1", "1", "3", "1", "1"]), new NumberColumn("salinity", [1, 2, 3, 4, 5]));
        var labelled = Apply(table, [new("event 1", "bloom") { Variable = "chlorophyll" }]).Table;
        Assert.Equal(
            ["platform", "time", "depth", "chlorophyll", "temperature", "chlorophyll_qc", "salinity"],
            labelled.Names.Where(name => !name.Contains("label", StringComparison.Ordinal)));
        Assert.All(table.Columns, column => Assert.Same(column, labelled[column.Name]));
        Assert.Equal(["chlorophyll", "chlorophyll_label", "chlorophyll_label_confidence"], labelled.Names.Skip(3).Take(3));
    }

    [Fact]
    public void Both_ends_of_an_event_are_in_it()
    {
        var times = Series().Times("time");
        Assert.Equal([null, "bloom", "bloom", null, null], Labels(new("event 1", "bloom") { Start = times[1], End = times[2] }));
        Assert.Equal([null, "bloom", "bloom", null, null], Labels(new("event 1", "bloom") { Start = times[0] + 1, End = times[3] - 1 }));
        Assert.Equal([null, null, null, "bloom", "bloom"], Labels(new("event 1", "bloom") { Start = times[3] }));
    }

    [Fact]
    public void A_layer_is_given_by_depth_or_by_pressure_whichever_the_table_has()
    {
        Assert.Equal([null, "bloom", "bloom", null, null], Labels(new("event 1", "bloom") { DepthMinimum = 10, DepthMaximum = 20 }));

        // 30 m is 30.2 dbar at 45 degrees, 20 m is 20.1.
        Assert.Equal([null, null, "bloom", "bloom", null], Labels(new("event 1", "bloom") { PressureMinimum = 20.1, PressureMaximum = 30.3 }));
        Assert.Equal([null, null, null, "bloom", null], Labels(new("event 1", "bloom") { PressureMinimum = 20.2, PressureMaximum = 30.3 }));
    }

    [Fact]
    public void A_label_of_the_ocean_needs_a_value_and_one_of_the_instrument_says_why_there_is_none()
    {
        var table = Series().With(new NumberColumn("temperature", [1, double.NaN, 3, double.NaN, 5]));
        Assert.Equal(["storm", null, "storm", null, "storm"], Apply(table, [new("event 1", "storm") { Variable = "TEMP" }]).Table.Texts("temperature_label"));
        Assert.Equal(["maintenance", "maintenance", "maintenance", "maintenance", "maintenance"], Apply(table, [new("event 1", "maintenance") { Variable = "TEMP" }]).Table.Texts("temperature_label"));
    }

    [Fact]
    public void Where_events_overlap_all_labels_stand_in_alphabetical_order_as_sure_as_the_least_sure()
    {
        LabelEvent[] events = [new("event 1", "storm") { Variable = "CHLA", Confidence = 0.9 }, new("event 2", "bloom") { Variable = "CHLA", Confidence = 0.4 }];
        var all = Apply(Series(), events).Table;
        Assert.All(all.Texts("chlorophyll_label"), label => Assert.Equal("bloom|storm", label));
        Assert.All(all.Numbers("chlorophyll_label_confidence"), value => Assert.Equal(0.4, value));
        var surest = Apply(Series(), events, new LabelOptions(LabelOverlap.MostConfident)).Table;
        Assert.All(surest.Texts("chlorophyll_label"), label => Assert.Equal("storm", label));
        Assert.All(surest.Numbers("chlorophyll_label_confidence"), value => Assert.Equal(0.9, value));
    }

    [Fact]
    public void Two_who_give_the_same_label_are_as_sure_as_the_surer()
    {
        LabelEvent[] events = [new("event 1", "bloom") { Confidence = 0.9 }, new("event 2", "bloom") { Confidence = 0.4 }, new("event 3", "bloom")];
        var table = Apply(Series(), events).Table;
        Assert.All(table.Texts("chlorophyll_label"), label => Assert.Equal("bloom", label));
        Assert.All(table.Numbers("chlorophyll_label_confidence"), value => Assert.Equal(0.9, value));
    }

    [Fact]
    public void Labels_in_the_table_are_replaced_or_with_keep_added_to()
    {
        var once = Apply(Series(), [new("event 1", "storm") { Variable = "CHLA", Confidence = 0.5, DepthMaximum = 10 }]).Table;
        LabelEvent[] more = [new("event 2", "bloom") { Variable = "CHLA", Confidence = 0.8, DepthMinimum = 10 }];
        var replaced = Apply(once, more);
        Assert.Equal([null, "bloom", "bloom", "bloom", "bloom"], replaced.Table.Texts("chlorophyll_label"));
        Assert.Contains("chlorophyll_label", replaced.Warnings[^1], StringComparison.Ordinal);
        var kept = Apply(once, more, new LabelOptions(Keep: true)).Table;
        Assert.Equal(["storm", "bloom|storm", "bloom", "bloom", "bloom"], kept.Texts("chlorophyll_label"));
        Assert.Equal([0.5, 0.5, 0.8, 0.8, 0.8], kept.Numbers("chlorophyll_label_confidence").Select(value => Math.Round(value, 6)));
        Assert.Equal(["storm", "bloom"], LabelRuns.Carried(kept).Select(one => one.Label));
    }

    [Fact]
    public void The_events_travel_whole_in_a_Parquet_table()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var events = Events("events.csv");
            var path = Path.Combine(folder.FullName, "labelled.parquet");
            TableFile.Write(path, Apply(ObservationFile.ReadEveryRow(SharedData.TestData("tables/observations.csv")), events).Table);
            var read = TableFile.Read(path);
            Assert.Equal(events, LabelRuns.Carried(read));
            Assert.Contains("http://purl.obolibrary.org/obo/ENVO_01000057", read.Metadata[Labelling.VocabularyKey], StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Where_no_event_labels_anything_the_message_says_what_the_table_has()
    {
        var failure = Assert.Throws<OceanException>(() => Apply(Series(), [new("event 1", "bloom") { Start = Timestamp.Parse("2031") }]));
        Assert.Equal(ExitCode.NothingSelected, failure.Code);
        Assert.Contains("no row lies in its time; the table has times from 2024-06-08T00:00:00Z to 2024-06-12T00:00:00Z, platforms A", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_join_equals_one_that_tries_every_row_with_every_event()
    {
        var random = new Random(4);
        const int rows = 3000;
        var start = Timestamp.Parse("2024-01-01");
        string[] platforms = ["6901", "6902", "7001", "7002"];
        var table = new Table([
            new TextColumn("platform", [.. Enumerable.Range(0, rows).Select(_ => random.Next(20) == 0 ? null : platforms[random.Next(4)])]),
            new TimeColumn("time", [.. Enumerable.Range(0, rows).Select(_ => random.Next(50) == 0 ? Timestamp.Missing : start + (random.Next(400) * Timestamp.PerDay / 4))]),
            new NumberColumn("latitude", [.. Enumerable.Range(0, rows).Select(_ => (random.NextDouble() * 40) - 20)]),
            new NumberColumn("longitude", [.. Enumerable.Range(0, rows).Select(_ => (random.NextDouble() * 360) - 180)]),
            new NumberColumn("depth", [.. Enumerable.Range(0, rows).Select(_ => (double)random.Next(1000))]),
            new NumberColumn("chlorophyll", [.. Enumerable.Range(0, rows).Select(_ => random.Next(5) == 0 ? double.NaN : random.NextDouble())])]);
        var events = Enumerable.Range(0, 200).Select(i =>
        {
            var from = start + (random.Next(400) * Timestamp.PerDay / 4);
            return new LabelEvent($"event {i + 1}", Terms.Terms[random.Next(Terms.Terms.Count)].Name)
            {
                Platform = random.Next(3) switch { 0 => "", 1 => "69*", _ => platforms[random.Next(4)] },
                Start = random.Next(6) == 0 ? long.MinValue : from,
                End = random.Next(6) == 0 ? long.MaxValue : from + (random.Next(60) * Timestamp.PerDay / 4),
                DepthMaximum = random.Next(2) == 0 ? double.NaN : random.Next(1000),
                Box = random.Next(3) == 0 ? new GeoBox(100, -10, -100, 10) : null,
            };
        }).ToList();

        var result = Apply(table, events);
        var (times, depths, values) = (table.Times("time"), table.Numbers("depth"), table.Numbers("chlorophyll"));
        var expected = Enumerable.Range(0, rows).Select(row =>
        {
            var labels = events.Where(one =>
                    (one.Platform.Length == 0 || NamePattern.Matches(one.Platform, table.Texts("platform")[row] ?? ""))
                    && (times[row] == Timestamp.Missing ? one.Start == long.MinValue && one.End == long.MaxValue : times[row] >= one.Start && times[row] <= one.End)
                    && (double.IsNaN(one.DepthMaximum) || depths[row] <= one.DepthMaximum)
                    && one.Box?.Contains(table.Numbers("latitude")[row], table.Numbers("longitude")[row]) != false
                    && (!double.IsNaN(values[row]) || Terms.Find(one.Label)!.Kind != LabelKind.Phenomenon))
                .Select(one => one.Label).Distinct().Order(StringComparer.Ordinal).ToList();
            return labels.Count == 0 ? null : string.Join('|', labels);
        });
        Assert.Equal(expected, result.Table.Texts("chlorophyll_label"));
    }

    private static IReadOnlyList<LabelEvent> Events(string file) =>
        LabelEventTable.Read(TableFile.Read(SharedData.TestData("labels/" + file), options: new TableReadOptions { AsText = true }), Terms);

    private static LabelResult Apply(Table table, IReadOnlyList<LabelEvent> events, LabelOptions? options = null) =>
        Labelling.Apply(table, events, Terms, VocabularyFile.Load(), options);

    private static string?[] Labels(LabelEvent one) => Apply(Series(), [one with { Variable = "chlorophyll" }]).Table.Texts("chlorophyll_label");

    private static Table Series() => new([
        new TextColumn("platform", ["A", "A", "A", "A", "A"]),
        new TimeColumn("time", [.. Enumerable.Range(0, 5).Select(day => Timestamp.Parse("2024-06-08") + (day * Timestamp.PerDay))]),
        new NumberColumn("depth", [0, 10, 20, 30, 40]),
        new NumberColumn("chlorophyll", [1, 2, 3, 4, 5]),
        new NumberColumn("temperature", [1, 2, 3, 4, 5])]);
}
