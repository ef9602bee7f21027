using OceanML.Core;
using OceanML.Formats.Labels;
using OceanML.Formats.Observations;
using OceanML.Formats.Vocabularies;
using OceanML.Quality.Labels;

namespace OceanML.Tests.Quality.Labels;

/// <summary>Events found from labels, to be edited and applied again.</summary>
public sealed class LabelRunsTests
{
    [Fact]
    public void The_layer_of_an_event_comes_back_in_round_numbers()
    {
        var profiles = Profiles();
        var table = Apply(profiles, [new("event 1", "bloom") { Variable = "CHLA", PressureMaximum = 55, Confidence = 0.8 }, new("event 2", "hypoxia") { Variable = "TEMP|PSAL", PressureMinimum = 96, PressureMaximum = 210 }]);
        var found = LabelRuns.Find(table);

        // The levels are 50 and 60, 90 and 100, 200 and 225 dbar.
        Assert.Equal(["bloom", "hypoxia"], found.Select(one => one.Label));
        Assert.Equal((double.NaN, 50, 0.8), (found[0].PressureMinimum, found[0].PressureMaximum, found[0].Confidence));
        Assert.Equal(("temperature|salinity", 100, 200), (found[1].Variable, found[1].PressureMinimum, found[1].PressureMaximum));
        Assert.Equal(("2024-06-08T10:00:00Z", "2024-06-10T10:00:00Z"), (Timestamp.Format(found[0].Start), Timestamp.Format(found[0].End)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Applied_again_they_give_the_same_labels(int seed)
    {
        var random = new Random(seed);
        var table = Profiles();
        string[] labels = ["bloom", "storm", "upwelling", "hypoxia"];
        var times = table.Times("time").Distinct().ToArray();
        var labelled = Apply(table, [.. Enumerable.Range(0, 12).Select(i =>
        {
            var (a, b, top) = (random.Next(times.Length), random.Next(times.Length), random.Next(400));
            return new LabelEvent($"event {i + 1}", labels[random.Next(4)])
            {
                Variable = random.Next(2) == 0 ? "CHLA" : "TEMP|DOXY",
                Start = times[Math.Min(a, b)],
                End = times[Math.Max(a, b)],
                PressureMinimum = top,
                PressureMaximum = top + random.Next(500),
            };
        })]);
        var bare = table.Without(labelled.Names.Where(name => name.Contains("_label", StringComparison.Ordinal)));
        var again = Apply(bare, LabelRuns.Find(labelled));
        foreach (var name in labelled.Names.Where(name => name.EndsWith("_label", StringComparison.Ordinal))) Assert.Equal(labelled.Texts(name), again.Texts(name));
    }

    [Fact]
    public void A_table_without_labels_is_refused() =>
        Assert.Contains("no column of labels", Assert.Throws<OceanException>(() => LabelRuns.Find(Profiles())).Message, StringComparison.Ordinal);

    private static Table Profiles() => ObservationFile.ReadEveryRow(SharedData.TestData("gdac/dac/coriolis/6999001/6999001_Sprof.nc"));

    private static Table Apply(Table table, IReadOnlyList<LabelEvent> events) => Labelling.Apply(table, events, LabelVocabularyFile.Load(), VocabularyFile.Load()).Table;
}
