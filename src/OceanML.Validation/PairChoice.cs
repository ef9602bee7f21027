using OceanML.Core;

namespace OceanML.Validation;

/// <summary>Two columns to compare, and where there is one the column of the stated sigma.</summary>
/// <param name="Reference">Reference column.</param>
/// <param name="Estimate">Estimate column.</param>
/// <param name="Sigma">Column with one standard deviation of the estimate, or null.</param>
public sealed record PairChoice(string Reference, string Estimate, string? Sigma)
{
    /// <summary>For a pool: the pairs of columns that are scored together as one; otherwise empty. The names are then the patterns.</summary>
    public IReadOnlyList<PairChoice> Parts { get; init; } = [];

    /// <summary>
    /// The pairs that a reference and an estimate name. Where both hold one <c>*</c>, every column that the reference matches is
    /// paired with the estimate of the same text in that place: <c>CHLA_*_measured</c> with <c>CHLA_*</c>. Several such pairs are
    /// followed by their pool, all of them scored as one.
    /// </summary>
    /// <param name="references">The table (or its columns) the reference is in.</param>
    /// <param name="reference">Column or pattern.</param>
    /// <param name="estimates">The table the estimate and sigma are in.</param>
    /// <param name="estimate">Column or pattern.</param>
    /// <param name="sigma">Column or pattern of sigma; null for none.</param>
    /// <exception cref="OceanException">A column does not exist, or no column fits the patterns.</exception>
    public static IReadOnlyList<PairChoice> Of(Table references, string reference, Table estimates, string estimate, string? sigma)
    {
        if (!reference.Contains('*', StringComparison.Ordinal) && !estimate.Contains('*', StringComparison.Ordinal))
        {
            foreach (var (table, name) in new[] { (references, reference), (estimates, estimate) }) table.Numbers(name);
            if (sigma is not null) estimates.Numbers(sigma);
            return [new PairChoice(reference, estimate, sigma)];
        }

        if (reference.Count(c => c == '*') != 1 || estimate.Count(c => c == '*') != 1 || (sigma is not null && sigma.Count(c => c == '*') != 1))
            throw OceanException.Usage($"'{reference}' and '{estimate}': patterns of pairs hold one * each, which stands for the same text in both");
        var star = reference.IndexOf('*', StringComparison.Ordinal);
        var (start, end) = (reference[..star], reference[(star + 1)..]);
        var found = new List<PairChoice>();
        foreach (var column in references.Columns)
        {
            var name = column.Name;
            if (column is not NumberColumn || name.Length < start.Length + end.Length || !name.StartsWith(start, StringComparison.Ordinal) || !name.EndsWith(end, StringComparison.Ordinal)) continue;
            var text = name[start.Length..(name.Length - end.Length)];
            var partner = estimate.Replace("*", text, StringComparison.Ordinal);
            if (estimates.Find(partner) is not NumberColumn || (partner == name && ReferenceEquals(references, estimates))) continue;
            found.Add(new PairChoice(name, partner, sigma?.Replace("*", text, StringComparison.Ordinal)));
        }

        if (found.Count == 0) throw OceanException.Missing(references.Label, "pair of columns", $"{reference}' and '{estimate}", references.Names);
        foreach (var pair in found)
        {
            if (pair.Sigma is not null) estimates.Numbers(pair.Sigma);
        }

        if (found.Count > 1) found.Add(new PairChoice(reference, estimate, sigma) { Parts = [.. found] });
        return found;
    }
}
