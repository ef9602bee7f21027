using System.Globalization;
using OceanML.Core;

namespace OceanML.Quality.Labels;

/// <summary>The labels of one variable while they are being given: a state per row, worked out once per combination of events.</summary>
internal sealed class LabelColumn(Table table, string name, LabelStates states, bool keep)
{
    private readonly double[] values = table.Numbers(name);
    private int[]? rows;

    public string Name => name;

    /// <summary>Whether any value has a label.</summary>
    public bool IsUsed => rows is not null;

    /// <summary>Whether labels that stood in the table gave way.</summary>
    public bool Replaced { get; private set; }

    /// <summary>Gives a value the label of an event, unless it is missing and the label does not explain that. Returns whether it did.</summary>
    public bool Give(int row, int one, bool explainsMissing)
    {
        if (!explainsMissing && double.IsNaN(values[row])) return false;
        rows ??= Start();
        rows[row] = states.Next(rows[row], one);
        return true;
    }

    /// <summary>How many values are in each state that has a label.</summary>
    public IEnumerable<KeyValuePair<int, long>> CountStates()
    {
        var counts = new Dictionary<int, long>();
        foreach (var state in rows ?? [])
        {
            if (state != 0) counts[state] = counts.GetValueOrDefault(state) + 1;
        }

        return counts;
    }

    /// <summary>How many values carry each label; the empty one is for values without.</summary>
    public IReadOnlyDictionary<string, long> Classes()
    {
        var classes = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var labelled = 0L;
        foreach (var (state, count) in CountStates())
        {
            classes[states.Texts[state]!] = classes.GetValueOrDefault(states.Texts[state]!) + count;
            labelled += count;
        }

        var without = 0L;
        for (var row = 0; row < values.Length; row++)
        {
            if (rows![row] == 0 && !double.IsNaN(values[row])) without++;
        }

        classes[""] = without;
        return classes;
    }

    /// <summary>The two columns: labels, and how sure they are.</summary>
    public Column[] Finish()
    {
        var (texts, sure) = (new string?[values.Length], new double[values.Length]);
        for (var row = 0; row < values.Length; row++) (texts[row], sure[row]) = (states.Texts[rows![row]], states.Confidences[rows[row]]);
        var long_ = table[name].Metadata.LongName ?? name;
        return
        [
            new TextColumn(name + "_label", texts, new ColumnMetadata(LongName: $"Expert label of {long_}")),
            new NumberColumn(name + "_label_confidence", sure, new ColumnMetadata("1", LongName: $"Confidence of the label of {long_}, 0 to 1"), NumberKind.Float32),
        ];
    }

    private int[] Start()
    {
        var start = new int[values.Length];
        if (table.Find(name + "_label") is not TextColumn before) return start;
        if (!keep)
        {
            Replaced = Array.Exists(before.Values, text => !string.IsNullOrEmpty(text));
            return start;
        }

        var sure = (table.Find(name + "_label_confidence") as NumberColumn)?.Values;
        for (var row = 0; row < start.Length; row++) start[row] = states.Initial(before.Values[row], sure?[row] ?? double.NaN);
        return start;
    }
}
