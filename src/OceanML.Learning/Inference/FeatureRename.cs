using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Says that a column or variable is a feature of the model under another name; a <c>*</c> in both stands for the same text.</summary>
/// <param name="Column">Name in the data, e.g. <c>Rrs_*</c>.</param>
/// <param name="Feature">Name in the model, e.g. <c>pace_Rrs_*</c>.</param>
public sealed record FeatureRename(string Column, string Feature)
{
    /// <summary>Reads <c>column=feature</c>.</summary>
    /// <exception cref="OceanException">Not of that form.</exception>
    public static FeatureRename Parse(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        var (column, feature) = at < 0 ? ("", "") : (text[..at].Trim(), text[(at + 1)..].Trim());
        if (column.Length == 0 || feature.Length == 0 || Stars(column) != Stars(feature) || Stars(column) > 1)
            throw OceanException.Usage($"--rename '{text}' is not of the form COLUMN=FEATURE, such as temp=temperature; a * in both stands for the same text, 'Rrs_*=pace_Rrs_*'");
        return new FeatureRename(column, feature);
    }

    /// <summary>The column that stands for a feature; null where the rule is not about it.</summary>
    public string? ColumnOf(string feature)
    {
        var star = Feature.IndexOf('*', StringComparison.Ordinal);
        if (star < 0) return feature == Feature ? Column : null;
        var (head, tail) = (Feature[..star], Feature[(star + 1)..]);
        if (feature.Length < head.Length + tail.Length || !feature.StartsWith(head, StringComparison.Ordinal) || !feature.EndsWith(tail, StringComparison.Ordinal)) return null;
        return Column.Replace("*", feature[head.Length..^tail.Length], StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Column}={Feature}";

    private static int Stars(string text) => text.AsSpan().Count('*');
}
