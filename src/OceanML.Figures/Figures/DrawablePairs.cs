using System.Globalization;
using OceanML.Core;

namespace OceanML.Figures;

/// <summary>Which pairs of values can be drawn, and words for those that cannot.</summary>
public static class DrawablePairs
{
    /// <summary>Rows where both values are present and, with <paramref name="log10"/>, above zero.</summary>
    /// <returns>The rows, and a note per reason for which others are left out.</returns>
    /// <exception cref="OceanException">None is left.</exception>
    public static (int[] Rows, IReadOnlyList<string> Notes) Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y, bool log10)
    {
        var rows = new List<int>(x.Length);
        var (missing, nonPositive) = (0, 0);
        for (var i = 0; i < x.Length; i++)
        {
            if (!double.IsFinite(x[i]) || !double.IsFinite(y[i])) missing++;
            else if (log10 && (x[i] <= 0 || y[i] <= 0)) nonPositive++;
            else rows.Add(i);
        }

        if (rows.Count == 0)
        {
            var reasons = string.Create(CultureInfo.InvariantCulture, $"{missing} of {x.Length} pairs lack a value")
                + (nonPositive > 0 ? string.Create(CultureInfo.InvariantCulture, $", {nonPositive} have a value of zero or below, which has no logarithm") : "");
            throw OceanException.NothingSelected($"nothing to draw: {reasons}");
        }

        var notes = new List<string>();
        if (missing > 0) notes.Add(string.Create(CultureInfo.InvariantCulture, $"Not drawn: {missing} of {x.Length} pairs lack one of the two values."));
        if (nonPositive > 0) notes.Add(string.Create(CultureInfo.InvariantCulture, $"Not drawn: {nonPositive} of {x.Length} pairs have a value of zero or below, which has no logarithm."));
        return ([.. rows], notes);
    }
}
