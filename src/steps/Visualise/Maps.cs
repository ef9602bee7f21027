using OceanML.Core;
using OceanML.Figures;

namespace OceanML.Steps;

/// <summary>Maps that the map command and the report both draw.</summary>
internal static class Maps
{
    /// <summary>The difference of two columns, or log10 of their ratio.</summary>
    public static MapFigure Ratio(string id, Table data, string value, string reference, bool log10, string? unit)
    {
        var (a, b) = (data.Numbers(value), data.Numbers(reference));
        var residuals = Residuals(a, b, log10);
        var (first, second) = (ColumnWords.Of(data, value), ColumnWords.Of(data, reference));
        var what = log10 ? $"log10 ({value} / {reference})" : $"{value} minus {reference}";
        var title = log10 ? $"Ratio of {Lower(first.Label)} to {Lower(second.Label)}" : $"Difference of {Lower(first.Label)} and {Lower(second.Label)}";
        return MapFigure.Of(id, title, Coordinates.Latitude(data), Coordinates.Longitude(data), residuals, (what, log10 ? null : unit), MapColours.Difference);
    }

    /// <summary>Estimate minus reference, or log10 of their ratio; NaN where either is missing or has no logarithm.</summary>
    public static double[] Residuals(double[] estimates, double[] references, bool log10)
    {
        var residuals = new double[estimates.Length];
        for (var i = 0; i < residuals.Length; i++)
        {
            residuals[i] = !log10 ? estimates[i] - references[i]
                : estimates[i] > 0 && references[i] > 0 ? Math.Log10(estimates[i] / references[i])
                : double.NaN;
        }

        return residuals;
    }

    /// <summary>A label within a sentence: the first letter small unless it begins an abbreviation.</summary>
    public static string Lower(string label) =>
        label.Length > 1 && char.IsUpper(label[0]) && char.IsLower(label[1]) ? char.ToLowerInvariant(label[0]) + label[1..] : label;
}
