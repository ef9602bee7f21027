using System.Text.Json;

namespace OceanML.Learning;

/// <summary>Whether rows that are held out are really unseen.</summary>
/// <param name="Split">The split.</param>
/// <param name="Rows">Rows in each fold or part.</param>
/// <param name="Groups">Groups there are; 0 where none are known.</param>
/// <param name="SharedGroups">Groups with rows in more than one fold.</param>
/// <param name="SharedExamples">Some of their names.</param>
/// <param name="ExactDuplicates">Rows held out whose features, and target where it is known, are bit by bit those of a row learned from.</param>
/// <param name="SameFeatures">Rows held out whose features are those of a row learned from, with another target: the features cannot tell them apart.</param>
/// <param name="NearDuplicates">Share of rows held out that have a row learned from within <see cref="NearDistance"/> in features and target.</param>
/// <param name="Distances">Distances in space, time and features, as far as they are known.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Sentences">The verdict in plain words.</param>
public sealed record LeakageReport(
    Split Split,
    IReadOnlyList<int> Rows,
    int Groups,
    int SharedGroups,
    IReadOnlyList<string> SharedExamples,
    int ExactDuplicates,
    int SameFeatures,
    double NearDuplicates,
    IReadOnlyList<DistanceSummary> Distances,
    LeakageVerdict Verdict,
    IReadOnlyList<string> Sentences)
{
    /// <summary>Root mean square difference of features, in standard deviations, below which rows are near duplicates.</summary>
    public const double NearDistance = 0.01;

    /// <summary>Writes it as one JSON object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteString("split", Split.Plan.Text);
        json.WriteString("split_in_words", Split.Sentence);
        json.WriteString("verdict", Verdict.ToString().ToLowerInvariant());
        json.WriteStartArray("in_words");
        foreach (var sentence in Sentences) json.WriteStringValue(sentence);
        json.WriteEndArray();
        json.WriteStartObject("rows");
        for (var fold = 0; fold < Rows.Count; fold++) json.WriteNumber(Split.FoldNames[fold], Rows[fold]);
        json.WriteEndObject();
        json.WriteNumber("units", Split.UnitNames.Count);
        json.WriteNumber("groups", Groups);
        json.WriteNumber("groups_in_several_folds", SharedGroups);
        json.WriteStartArray("examples_of_these");
        foreach (var name in SharedExamples) json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteNumber("exact_duplicates", ExactDuplicates);
        json.WriteNumber("same_features_other_target", SameFeatures);
        Number(json, "near_duplicates_share", NearDuplicates);
        json.WriteStartArray("nearest_distance");
        foreach (var distance in Distances)
        {
            json.WriteStartObject();
            json.WriteString("measure", distance.Measure);
            json.WriteString("unit", distance.Unit);
            json.WriteNumber("rows", distance.Rows);
            Quantiles(json, "held_out_to_training", distance.Held);
            Quantiles(json, "training_to_training", distance.Within);
            Number(json, "ratio_of_medians", distance.Ratio);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Quantiles(Utf8JsonWriter json, string name, IReadOnlyList<double> values)
    {
        json.WriteStartObject(name);
        for (var i = 0; i < values.Count; i++) Number(json, FormattableString.Invariant($"q{DistanceSummary.Levels[i] * 100:00}"), values[i]);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value)) json.WriteNumber(name, double.Parse(value.ToString("G6", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture));
        else json.WriteNull(name);
    }
}
