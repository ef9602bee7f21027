using System.Globalization;
using OceanML.Formats.Native.DuckDb;

namespace OceanML.Formats.Tables;

/// <summary>How files say that a value is missing.</summary>
internal static class MissingTokens
{
    /// <summary>Fields of delimited text that are missing in every column.</summary>
    public static readonly string[] Common = ["", "NaN", "nan", "NAN", "NA", "N/A", "n/a", "NULL", "null"];

    /// <summary>The declared missing values that are numbers.</summary>
    public static double[] Numbers(IEnumerable<string> declared) =>
        [.. declared.Select(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN)
            .Where(value => !double.IsNaN(value))];

    /// <summary>Whether a field of delimited text is missing.</summary>
    public static bool IsMissing(ReadOnlySpan<char> field, IReadOnlyList<string> declared)
    {
        field = field.Trim();
        foreach (var token in Common)
        {
            if (field.SequenceEqual(token)) return true;
        }

        foreach (var token in declared)
        {
            if (field.SequenceEqual(token)) return true;
        }

        return false;
    }

    /// <summary>The tokens as an SQL list.</summary>
    public static string Sql(IReadOnlyList<string> declared) => string.Join(", ", Common.Concat(declared).Distinct().Select(DuckDbSession.Literal));
}
