using OceanML.Core;

namespace OceanML.Quality.Labels;

/// <summary>A column of labels with the values and the depths it belongs to.</summary>
internal sealed class LabelledRows
{
    private readonly string?[] texts;
    private readonly double[]? values;
    private readonly double[]? sure;
    private readonly NumberColumn? vertical;

    public LabelledRows(Table table, TextColumn labels)
    {
        Variable = labels.Name[..^"_label".Length];
        texts = labels.Values;
        values = (table[Variable] as NumberColumn)?.Values;
        sure = (table.Find(labels.Name + "_confidence") as NumberColumn)?.Values;
        vertical = (table.Find("depth") ?? table.Find("pressure")) as NumberColumn;
    }

    public string Variable { get; }

    /// <summary>The layers of equal labels at one instant: values that follow each other downwards, missing ones without a label passed over.</summary>
    public IEnumerable<LabelRun> Layers(long time, int[] rows)
    {
        var isDepth = vertical?.Name == "depth";
        var levels = rows.Where(row => !string.IsNullOrEmpty(texts[row]) || !double.IsNaN(values?[row] ?? 0)).OrderBy(Level).ToList();
        foreach (var label in levels.SelectMany(row => Labels(row)).Distinct().Order(StringComparer.Ordinal).ToList())
        {
            for (var i = 0; i < levels.Count; i++)
            {
                if (!Labels(levels[i]).Contains(label)) continue;
                var from = i;
                while (i + 1 < levels.Count && Labels(levels[i + 1]).Contains(label)) i++;
                var confidence = sure is null ? double.NaN : levels[from..(i + 1)].Select(row => sure[row]).Distinct().ToList() is [var one] ? Math.Round(one, 6) : double.NaN;
                yield return new LabelRun(
                    label, confidence, time, time,
                    from == 0 ? double.NegativeInfinity : Level(levels[from - 1]), Level(levels[from]),
                    Level(levels[i]), i == levels.Count - 1 ? double.PositiveInfinity : Level(levels[i + 1]), isDepth);
            }
        }
    }

    // Without a depth all values of an instant are one layer.
    private double Level(int row) => vertical?.Values[row] is { } level && !double.IsNaN(level) ? level : 0;

    private string[] Labels(int row) => texts[row]?.Split(LabelVocabulary.Separator, StringSplitOptions.RemoveEmptyEntries) ?? [];
}
