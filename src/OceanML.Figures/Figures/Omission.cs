using System.Globalization;

namespace OceanML.Figures;

/// <summary>Rows that a figure could not draw, and why: they are counted in its notes and in the run record.</summary>
/// <param name="Reason">The reason as a word for records, e.g. <c>no_value</c>.</param>
/// <param name="Count">How many.</param>
/// <param name="Of">Out of how many rows.</param>
/// <param name="Words">The reason in words after "rows that", e.g. <c>have no value</c>.</param>
public sealed record Omission(string Reason, int Count, int Of, string Words)
{
    /// <summary>The sentence below the figure.</summary>
    public string Note => string.Create(CultureInfo.InvariantCulture, $"Not drawn: {Count} of {Of} rows, which {Words}.");

    /// <summary>The same within a sentence: <c>2 of 5 rows have no value</c>.</summary>
    public string Clause => string.Create(CultureInfo.InvariantCulture, $"{Count} of {Of} rows {Words}");

    /// <summary>The omissions that happened.</summary>
    internal static IReadOnlyList<Omission> Those(params IEnumerable<Omission> all) => [.. all.Where(omission => omission.Count > 0)];

    internal static Omission NonPositive(int count, int of) => new("not_positive", count, of, "hold a value of zero or below that has no logarithm");
}
