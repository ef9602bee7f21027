using OceanML.Core;

namespace OceanML.Figures;

/// <summary>Which pairs of values can be drawn, and words for those that cannot.</summary>
public static class DrawablePairs
{
    /// <summary>Rows where both values are present and, with <paramref name="log10"/>, above zero.</summary>
    /// <returns>The rows, and the others counted by reason.</returns>
    /// <exception cref="OceanException">None is left.</exception>
    public static (int[] Rows, IReadOnlyList<Omission> Omissions) Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y, bool log10)
    {
        var rows = new List<int>(x.Length);
        var (missing, nonPositive) = (0, 0);
        for (var i = 0; i < x.Length; i++)
        {
            if (!double.IsFinite(x[i]) || !double.IsFinite(y[i])) missing++;
            else if (log10 && (x[i] <= 0 || y[i] <= 0)) nonPositive++;
            else rows.Add(i);
        }

        var omissions = Omission.Those(new Omission("no_value", missing, x.Length, "lack one of the two values"), Omission.NonPositive(nonPositive, x.Length));
        if (rows.Count == 0) throw OceanException.NothingSelected($"nothing to draw: {(x.IsEmpty ? "no row" : string.Join(", ", omissions.Select(omission => omission.Clause)))}");
        return ([.. rows], omissions);
    }
}
