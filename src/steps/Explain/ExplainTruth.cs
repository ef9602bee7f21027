using OceanML.Core;
using OceanML.Learning;

namespace OceanML.Steps;

/// <summary>What predictions are compared with when features are shuffled.</summary>
internal static class ExplainTruth
{
    /// <summary>Measured values of a target in the model's space, or classes; where the table has none, the predictions themselves.</summary>
    /// <returns>Per row, and whether they were measured.</returns>
    public static (double[] Truth, bool Measured) Of(ExplainableModel model, Table table, int[] rows, float[] features, int output, int threads)
    {
        var name = model.Signature.Targets[model.IsClassification ? 0 : output].Name;
        var column = table.Find($"{name}_measured") ?? (table.Find($"{name}_origin") is TextColumn origin && rows.Any(row => origin.Values[row] == "estimated") ? null : table.Find(name));
        if (column is not null)
        {
            var truth = model.IsClassification ? Classes(column, model.Outputs, rows) : Values(column, model.Log10, rows);
            if (truth.Any(value => !double.IsNaN(value))) return (truth, true);
        }

        var predicted = model.Function.Of(features, threads);
        return (model.IsClassification
            ? [.. ExplainedOutput.Largest("", predicted, model.Outputs.Count).Index.Select(index => (double)index)]
            : [.. Enumerable.Range(0, rows.Length).Select(row => predicted[(row * model.Outputs.Count) + output])], false);
    }

    private static double[] Values(Column column, bool log10, int[] rows) => column is not NumberColumn numbers ? [double.NaN]
        : [.. rows.Select(row => numbers.Values[row]).Select(value => !log10 ? value : value > 0 ? Math.Log10(value) : double.NaN)];

    private static double[] Classes(Column column, IReadOnlyList<string> classes, int[] rows)
    {
        var names = classes.ToList();
        return [.. rows.Select(row => column switch
        {
            TextColumn text => text.Values[row] is { } name ? names.IndexOf(name) : -1,
            NumberColumn number => names.IndexOf(number.Values[row].ToString(System.Globalization.CultureInfo.InvariantCulture)),
            _ => -1,
        }).Select(index => index < 0 ? double.NaN : index)];
    }
}
