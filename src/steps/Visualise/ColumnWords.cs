using OceanML.Core;
using OceanML.Figures;
using OceanML.Formats.Vocabularies;

namespace OceanML.Steps;

/// <summary>How columns are named in figures: by their own metadata, else by the vocabulary, else by their name.</summary>
internal static class ColumnWords
{
    /// <summary>Label in sentence case, and unit; <c>CHLA_0_10</c> is the chlorophyll of the vocabulary from 0 to 10 m.</summary>
    /// <param name="table">The table.</param>
    /// <param name="column">The column.</param>
    /// <param name="unit">Unit that the user gave, or null.</param>
    public static (string Label, string? Unit) Of(Table table, string column, string? unit = null)
    {
        var metadata = table[column].Metadata;
        var bin = DepthBin.Find(column);
        var stem = bin is null ? column : Stem(column);
        var entry = VocabularyFile.Load().Find(stem);
        var label = metadata.LongName ?? (entry is null ? column : bin is null ? entry.LongName : $"{entry.LongName}, {bin.Words}");
        return (Capital(label), unit ?? metadata.Unit ?? entry?.Unit);
    }

    /// <summary>One label for several columns that hold the same thing, such as the depth bins of a profile.</summary>
    public static (string Label, string? Unit) Common(Table table, IReadOnlyList<string> columns, string? given, string? unit)
    {
        var first = columns[0];
        var stem = first;
        foreach (var column in columns)
        {
            while (!column.StartsWith(stem, StringComparison.Ordinal)) stem = stem[..^1];
        }

        stem = Stem(stem);
        var entry = stem.Length == 0 ? null : VocabularyFile.Load().Find(stem);
        return (given ?? Capital(entry?.LongName ?? (stem.Length > 0 ? stem : first)), unit ?? table[first].Metadata.Unit ?? entry?.Unit);
    }

    private static string Stem(string column)
    {
        foreach (var ending in (string[])["_measured", "_observed", "_predicted", "_estimated"])
        {
            if (column.EndsWith(ending, StringComparison.Ordinal)) column = column[..^ending.Length];
        }

        return column.TrimEnd('_', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.');
    }

    /// <summary>The first letter in upper case, unless the word is an abbreviation or a name such as pCO2.</summary>
    public static string Capital(string text) =>
        text.Length > 1 && char.IsLower(text[0]) && char.IsLower(text[1]) && !text.Contains('_', StringComparison.Ordinal) ? char.ToUpperInvariant(text[0]) + text[1..] : text;
}
