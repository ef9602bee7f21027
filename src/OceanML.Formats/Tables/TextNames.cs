using System.Text.RegularExpressions;

namespace OceanML.Formats.Tables;

/// <summary>Column names of delimited text.</summary>
internal static partial class TextNames
{
    /// <summary>The names as in the file; unnamed columns become <c>column3</c>, the second of a name gets <c>_2</c>.</summary>
    public static string[] Unique(string[]? names, int count)
    {
        var unique = new string[count];
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var name = names is null || names[i].Length == 0 ? $"column{i + 1}" : names[i];
            var candidate = name;
            for (var n = 2; !taken.Add(candidate); n++) candidate = $"{name}_{n}";
            unique[i] = candidate;
        }

        return unique;
    }

    /// <summary>Units from the row of units, else from brackets at the end of the names: <c>TEMP (degree_Celsius)</c>, <c>Pressure[dbar]</c>.</summary>
    public static string?[] Units(string[]? names, string?[]? row, int count)
    {
        var units = new string?[count];
        for (var i = 0; i < count; i++)
        {
            if (row is not null) units[i] = row[i] is { Length: > 0 } unit && unit is not ("[f]" or "[t]") ? unit : null;
            else if (names is not null) units[i] = UnitOf(names[i]);
        }

        return units;
    }

    /// <summary>The unit in brackets at the end of a name, or null.</summary>
    public static string? UnitOf(string name) => Bracketed().Match(name) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"[\[(]([^\[\]()]+)[\])]\s*$")]
    private static partial Regex Bracketed();
}
