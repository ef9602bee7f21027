using System.Globalization;
using OceanML.Core;

namespace OceanML.Quality.Labels;

/// <summary>Joins label events to a table: <c>v_label</c> and <c>v_label_confidence</c> beside the values, which stay as they are.</summary>
/// <remarks>
/// A value is labelled where its row lies in the event: platform, time (both ends included), depth or pressure (one is taken from the other
/// by TEOS-10 where the table has only one) and box. Labels of phenomena need a value; those of instruments and operations also stand
/// where it is missing, since they say why. The events travel whole in the table's metadata.
/// </remarks>
public static class Labelling
{
    /// <summary>Metadata of a table: its label events, as JSON.</summary>
    public const string EventsKey = "label_events";

    /// <summary>Metadata of a table: what its labels mean, as JSON.</summary>
    public const string VocabularyKey = "label_vocabulary";

    /// <summary>Joins events to a table.</summary>
    /// <param name="table">Observations with <c>time</c>, and <c>platform</c>, <c>depth</c> or <c>pressure</c>, <c>latitude</c>, <c>longitude</c> where events ask for them.</param>
    /// <param name="events">The events; their labels are those of the vocabulary.</param>
    /// <param name="labels">The labels there are.</param>
    /// <param name="variables">The variables, so that an event on CHLA finds the column chlorophyll.</param>
    /// <param name="options">What happens where events overlap.</param>
    /// <exception cref="OceanException">No event labels anything; the message says what the table has.</exception>
    public static LabelResult Apply(Table table, IReadOnlyList<LabelEvent> events, LabelVocabulary labels, Vocabulary variables, LabelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(labels);
        options ??= new LabelOptions();
        if (events.Count == 0) throw OceanException.NothingSelected("there is no event: the table of events has no row with a label");
        var names = LabelTargets.Variables(table, variables);
        if (names.Count == 0) throw OceanException.BadInput($"{table.Label}: no variable to label; the columns are {string.Join(", ", table.Names)}");
        var states = new LabelStates(events, options.Overlap);
        var columns = names.Select(name => new LabelColumn(table, name, states, options.Keep)).ToList();
        var targets = new List<LabelColumn>[events.Count];
        for (var one = 0; one < events.Count; one++)
        {
            var meant = LabelTargets.Of(events[one], names, variables).ToHashSet();
            targets[one] = columns.FindAll(column => meant.Contains(column.Name));
        }

        var passages = new EventPassages(table, events);
        var explains = events.Select(one => labels.Find(one.Label)?.Kind is LabelKind.Instrument or LabelKind.Operation).ToArray();
        var values = new long[events.Count];
        passages.Walk((row, one) =>
        {
            foreach (var column in targets[one])
            {
                if (column.Give(row, one, explains[one])) values[one]++;
            }
        });

        var outcomes = events.Select((one, i) => new EventOutcome(one, passages.Rows[i], values[i], values[i] > 0 ? null : Why(one, i, targets[i], passages, variables))).ToList();
        if (values.All(count => count == 0))
        {
            throw OceanException.NothingSelected(
                $"{table.Label}: no event labels a value: {outcomes[0].Event.Id}: {outcomes[0].Why}; the table has {Extent(table)}, variables {string.Join(", ", names)}");
        }

        var labelled = columns.FindAll(column => column.IsUsed);
        var overlaps = Overlaps(events, states, labelled);
        return new LabelResult(
            WithEvents(Insert(table, labelled), events, labels, options.Keep),
            outcomes,
            overlaps,
            labelled.ToDictionary(column => column.Name, column => column.Classes()),
            [.. Warnings(outcomes, overlaps, labelled.FindAll(column => column.Replaced))]);
    }

    /// <summary>Puts each label beside the variable: behind its flag where it has one, or where it stood before.</summary>
    private static Table Insert(Table table, List<LabelColumn> labelled)
    {
        var columns = table.Columns.ToList();
        foreach (var column in labelled)
        {
            Column[] made = column.Finish();
            columns.RemoveAll(existing => existing.Name == made[1].Name);
            var at = columns.FindIndex(existing => existing.Name == made[0].Name);
            if (at >= 0) columns.RemoveAt(at);
            else at = 1 + columns.FindIndex(existing => existing.Name == column.Name);
            while (at < columns.Count && columns[at].Name.StartsWith(column.Name + "_qc", StringComparison.Ordinal)) at++;
            columns.InsertRange(at, made);
        }

        return new Table(columns, table.Metadata);
    }

    private static Table WithEvents(Table table, IReadOnlyList<LabelEvent> events, LabelVocabulary labels, bool keep)
    {
        IReadOnlyList<LabelEvent> all = keep && table.Metadata.TryGetValue(EventsKey, out var before) ? [.. LabelEventJson.Read(before), .. events] : events;
        return table.WithMetadata(EventsKey, LabelEventJson.Write(all)).WithMetadata(VocabularyKey, LabelEventJson.Write(all.Select(one => one.Label), labels));
    }

    private static List<(LabelEvent First, LabelEvent Second, long Values)> Overlaps(IReadOnlyList<LabelEvent> events, LabelStates states, List<LabelColumn> columns)
    {
        var pairs = new Dictionary<(int, int), long>();
        foreach (var (state, count) in columns.SelectMany(column => column.CountStates()))
        {
            var members = states.Members(state);
            for (var i = 0; i < members.Length; i++)
            {
                for (var j = i + 1; j < members.Length; j++) pairs[(members[i], members[j])] = pairs.GetValueOrDefault((members[i], members[j])) + count;
            }
        }

        return [.. pairs.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Select(pair => (events[pair.Key.Item1], events[pair.Key.Item2], pair.Value))];
    }

    private static IEnumerable<string> Warnings(List<EventOutcome> outcomes, List<(LabelEvent First, LabelEvent Second, long Values)> overlaps, List<LabelColumn> replaced)
    {
        foreach (var outcome in outcomes.Where(outcome => outcome.Values == 0)) yield return $"{outcome.Event.Id} ({outcome.Event.Label}) labels nothing: {outcome.Why}";
        foreach (var (first, second, values) in overlaps)
            yield return string.Create(CultureInfo.InvariantCulture, $"{first.Id} ({first.Label}) and {second.Id} ({second.Label}) share {values} {(values == 1 ? "value" : "values")}");
        if (replaced.Count > 0) yield return $"labels that stood in the table were replaced: {string.Join(", ", replaced.Select(column => column.Name + "_label"))}";
    }

    private static string Why(LabelEvent one, int index, List<LabelColumn> targets, EventPassages passages, Vocabulary variables)
    {
        if (targets.Count == 0)
            return $"there is no variable '{one.Variable}'{(variables.Find(one.Variable) is { } known && known.Name != one.Variable ? $" ({known.Name})" : "")} in the table";
        if (passages.Refusal(index) is { } refusal) return refusal;
        return $"in its {passages.Rows[index]} rows {string.Join(", ", targets.Select(column => column.Name))} {(targets.Count == 1 ? "has" : "have")} no value";
    }

    private static string Extent(Table table)
    {
        var times = table.Find("time") is TimeColumn column ? column.Values.Where(time => time != Timestamp.Missing).ToList() : [];
        var platforms = table.Find("platform") is TextColumn text ? text.Values.OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList() : [];
        var when = times.Count == 0 ? "no time" : $"times from {Timestamp.Format(times.Min())} to {Timestamp.Format(times.Max())}";
        return $"{when}, {(platforms.Count == 0 ? "no platform" : $"platforms {string.Join(", ", platforms.Take(10))}{(platforms.Count > 10 ? $" and {platforms.Count - 10} more" : "")}")}";
    }
}
