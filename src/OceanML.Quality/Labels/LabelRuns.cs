using OceanML.Core;

namespace OceanML.Quality.Labels;

/// <summary>Finds the events behind the labels of a table: those it carries in its metadata, else stretches of equal labels.</summary>
public static class LabelRuns
{
    /// <summary>The events that a table carries, exactly as they were given; empty where it carries none.</summary>
    /// <exception cref="OceanException">The metadata are spoilt.</exception>
    public static IReadOnlyList<LabelEvent> Carried(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Metadata.TryGetValue(Labelling.EventsKey, out var text) ? LabelEventJson.Read(text) : [];
    }

    /// <summary>
    /// Events from the labels alone: of each platform and variable, instants that follow each other with the same label over one layer. The
    /// bounds of the layer are the roundest numbers that hold exactly the values that have the label; open where there is no other value.
    /// </summary>
    /// <remarks>
    /// Applied again, the events give the same labels. Author, vocabulary and comment cannot be found this way, because the columns do not
    /// hold them, and of several labels joined at a value only the smallest confidence is known.
    /// </remarks>
    /// <exception cref="OceanException">The table has no labels.</exception>
    public static IReadOnlyList<LabelEvent> Find(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var columns = table.Columns.OfType<TextColumn>().Where(column => column.Name.EndsWith("_label", StringComparison.Ordinal) && table.Has(column.Name[..^"_label".Length])).ToList();
        if (columns.Count == 0) throw OceanException.BadInput($"{table.Label}: has no column of labels (v_label beside v); the columns are {string.Join(", ", table.Names)}");
        var events = new List<LabelEvent>();
        var groups = Groups(table);
        foreach (var (platform, instants) in groups)
        {
            foreach (var column in columns)
            {
                var labels = new LabelledRows(table, column);
                foreach (var run in Runs(instants, labels)) events.Add(run.Event() with { Platform = platform, Variable = labels.Variable });
            }
        }

        return [.. Merge(events).Select((one, i) => one with { Id = $"event {i + 1}" })];
    }

    private static IEnumerable<LabelRun> Runs(List<(long Time, int[] Rows)> instants, LabelledRows labels)
    {
        var open = new List<LabelRun>();
        foreach (var (time, rows) in instants)
        {
            var now = new List<LabelRun>();
            foreach (var layer in labels.Layers(time, rows))
            {
                var longer = open.FirstOrDefault(layer.Continues);
                if (longer is not null) open.Remove(longer);
                now.Add(longer is null ? layer : layer.After(longer));
            }

            foreach (var ended in open) yield return ended;
            open = now;
        }

        foreach (var ended in open) yield return ended;
    }

    // One event of several variables is how people say it.
    private static IEnumerable<LabelEvent> Merge(List<LabelEvent> events) => events
        .GroupBy(one => one with { Variable = "" })
        .Select(group => group.Key with { Variable = string.Join('|', group.Select(one => one.Variable)) })
        .OrderBy(one => one.Platform, StringComparer.Ordinal).ThenBy(one => one.Start).ThenBy(one => one.Label, StringComparer.Ordinal);

    // The rows of each platform by time; rows without a time belong to no stretch of it.
    private static List<(string Platform, List<(long Time, int[] Rows)> Instants)> Groups(Table table)
    {
        var times = table.Times("time");
        var platforms = (table.Find("platform") as TextColumn)?.Values;
        return [.. Enumerable.Range(0, table.RowCount).Where(row => times[row] != Timestamp.Missing)
            .GroupBy(row => platforms?[row] ?? "", StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, group.GroupBy(row => times[row]).OrderBy(instant => instant.Key).Select(instant => (instant.Key, instant.ToArray())).ToList()))];
    }
}
