using System.Text.Json;

namespace OceanML.Validation;

/// <summary>Comparisons over folds in JSON.</summary>
public static class ComparisonJson
{
    /// <summary>The array <c>comparisons</c>; nothing where there are none.</summary>
    internal static void Write(Utf8JsonWriter json, IReadOnlyList<(string Reference, ConfigurationTable Table)> comparisons)
    {
        if (comparisons.Count == 0) return;
        json.WriteStartArray("comparisons");
        foreach (var (reference, table) in comparisons)
        {
            json.WriteStartObject();
            json.WriteString("reference", reference);
            Members(json, table);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The members of a comparison, into an object that is open.</summary>
    public static void Members(Utf8JsonWriter json, ConfigurationTable table)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(table);
        json.WriteNumber("folds", table.FoldCount);
        json.WriteNumber("test_to_training_rows", table.TestShare);
        json.WriteString("compared_with", table.Reference.Name);
        json.WriteString("caption", table.Caption);
        json.WriteStartArray("configurations");
        for (var i = 0; i < table.Rows.Count; i++)
        {
            var (row, comparison) = (table.Rows[i], table.Comparisons[i]);
            json.WriteStartObject();
            json.WriteString("name", row.Name);
            ScoreReport.Write(json, "mean", row.Mean);
            ScoreReport.Write(json, "standard_deviation", row.Deviation);
            json.WriteStartArray("fold_scores");
            foreach (var value in row.Folds)
            {
                if (double.IsFinite(value)) json.WriteNumberValue(value);
                else json.WriteNullValue();
            }

            json.WriteEndArray();
            if (comparison is not null)
            {
                ScoreReport.Write(json, "difference", comparison.Difference);
                ScoreReport.Write(json, "low", comparison.Low);
                ScoreReport.Write(json, "high", comparison.High);
                ScoreReport.Write(json, "corrected_t", comparison.T);
                ScoreReport.Write(json, "p", comparison.PValue);
                ScoreReport.Write(json, "p_holm", table.Adjusted[i]);
                ScoreReport.Write(json, "p_wilcoxon", comparison.WilcoxonPValue);
                json.WriteNumber("folds_better", comparison.Wins);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
