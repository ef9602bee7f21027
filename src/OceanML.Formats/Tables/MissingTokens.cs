using System.Globalization;
using System.Text;

namespace OceanML.Formats.Tables;

/// <summary>How files say that a value is missing.</summary>
internal static class MissingTokens
{
    /// <summary>Fields of delimited text that are missing in every column, besides the empty one.</summary>
    private static readonly byte[][] Common = [.. new[] { "NaN", "nan", "NAN", "NA", "N/A", "n/a", "NULL", "null" }.Select(Encoding.UTF8.GetBytes)];

    /// <summary>The usual and the declared missing values as they stand in text files.</summary>
    public static byte[][] Utf8(IEnumerable<string> declared) => [.. Common, .. declared.Distinct().Select(Encoding.UTF8.GetBytes)];

    /// <summary>The declared missing values that are numbers, to be compared as numbers: -999 is also -999.0.</summary>
    public static double[] Numbers(IEnumerable<string> declared) => [.. declared.Select(Number).Where(value => !double.IsNaN(value))];

    /// <summary>Whether a trimmed field is missing.</summary>
    public static bool IsMissing(ReadOnlySpan<byte> field, byte[][] tokens)
    {
        foreach (var token in tokens)
        {
            if (field.SequenceEqual(token)) return true;
        }

        return field.IsEmpty;
    }

    /// <summary>Whether a field is missing by the usual signs.</summary>
    public static bool IsMissing(string field)
    {
        var text = field.AsSpan().Trim();
        return text.IsEmpty || text is "NaN" or "nan" or "NAN" or "NA" or "N/A" or "n/a" or "NULL" or "null";
    }

    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
}
