using OceanML.Core;

namespace OceanML.Quality.Labels;

/// <summary>
/// What stands beside a value after some events: every combination is worked out once, however many rows share it. A state is the one before
/// plus an event; state 0 is no label.
/// </summary>
internal sealed class LabelStates
{
    private readonly IReadOnlyList<LabelEvent> events;
    private readonly bool mostConfident;
    private readonly List<SortedDictionary<string, double>> labels = [new(StringComparer.Ordinal)];
    private readonly List<int[]> members = [[]];
    private readonly Dictionary<(int State, int Event), int> next = [];
    private readonly List<(int Event, int State)> latest = [(-1, 0)];
    private readonly Dictionary<(string Text, double Confidence), int> initial = [];

    public LabelStates(IReadOnlyList<LabelEvent> events, LabelOverlap overlap)
    {
        (this.events, mostConfident) = (events, overlap == LabelOverlap.MostConfident);
        Texts.Add(null);
        Confidences.Add(double.NaN);
    }

    /// <summary>The text of each state.</summary>
    public List<string?> Texts { get; } = [];

    /// <summary>The confidence of each state.</summary>
    public List<double> Confidences { get; } = [];

    /// <summary>The events in a state, in their order.</summary>
    public int[] Members(int state) => members[state];

    /// <summary>The state of a value that already has labels.</summary>
    public int Initial(string? text, double confidence)
    {
        if (string.IsNullOrEmpty(text)) return 0;
        if (initial.TryGetValue((text, confidence), out var known)) return known;
        var labels = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var label in text.Split(LabelVocabulary.Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) labels[label] = confidence;
        return initial[(text, confidence)] = Add(labels, []);
    }

    /// <summary>The state after one more event.</summary>
    public int Next(int state, int one)
    {
        // Rows that follow each other mostly take the same way.
        if (latest[state].Event == one) return latest[state].State;
        if (!next.TryGetValue((state, one), out var known)) known = next[(state, one)] = Made(state, one);
        latest[state] = (one, known);
        return known;
    }

    private int Made(int state, int one)
    {
        var labels = new SortedDictionary<string, double>(this.labels[state], StringComparer.Ordinal);
        var (label, confidence) = (events[one].Label, events[one].Confidence);

        // Two who agree are as sure as the surer of them.
        labels[label] = labels.TryGetValue(label, out var before) && !(confidence > before) && !double.IsNaN(before) ? before : confidence;
        return Add(labels, [.. members[state], one]);
    }

    private int Add(SortedDictionary<string, double> of, int[] with)
    {
        labels.Add(of);
        members.Add(with);
        latest.Add((-1, 0));
        var shown = of.AsEnumerable();
        if (mostConfident && of.Count > 1)
        {
            // Not said is less than anything said; labels that are equally sure all stay.
            var best = of.Values.Max(value => double.IsNaN(value) ? -1 : value);
            shown = of.Where(pair => (double.IsNaN(pair.Value) ? -1 : pair.Value) == best);
        }

        Texts.Add(string.Join(LabelVocabulary.Separator, shown.Select(pair => pair.Key)));

        // All of them together are as sure as the least sure of them.
        Confidences.Add(shown.Aggregate(double.PositiveInfinity, (least, pair) => double.IsNaN(pair.Value) || double.IsNaN(least) ? double.NaN : Math.Min(least, pair.Value)));
        return labels.Count - 1;
    }
}
