using System.IO.Enumeration;
using OceanML.Core;

namespace OceanML.Formats.Tables;

/// <summary>Column names and shell-style patterns (<c>*</c>, <c>?</c>) as users give them: <c>pace_Rrs_*,x_geo</c>.</summary>
public static class TablePatterns
{
    /// <summary>The columns of a table that any of the patterns matches, in the order of the table; case counts.</summary>
    /// <exception cref="OceanException">A pattern matches nothing; the message lists the nearest names.</exception>
    public static IReadOnlyList<string> Match(Table table, IEnumerable<string> patterns) => Match(table.Label, table.Names, patterns);

    /// <summary>The names that any of the patterns matches, in the order of the names; case counts.</summary>
    /// <param name="where">The file or table the names come from, for messages.</param>
    /// <param name="names">The names there are.</param>
    /// <param name="patterns">Names and patterns, each text possibly several, separated by commas.</param>
    /// <exception cref="OceanException">A pattern matches nothing; the message lists the nearest names.</exception>
    public static IReadOnlyList<string> Match(string where, IEnumerable<string> names, IEnumerable<string> patterns)
    {
        var all = names.ToList();
        var chosen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pattern in Split(all, patterns))
        {
            var matched = all.Contains(pattern)
                ? [pattern]
                : all.Where(name => FileSystemName.MatchesSimpleExpression(Escape(pattern), name, ignoreCase: false)).ToList();
            if (matched.Count == 0) throw OceanException.Missing(where, "column", pattern, all);
            chosen.UnionWith(matched);
        }

        return [.. all.Where(chosen.Contains)];
    }

    // A name may itself hold a comma; only what is not a name is divided.
    private static IEnumerable<string> Split(List<string> names, IEnumerable<string> patterns) => patterns
        .SelectMany(text => names.Contains(text) ? [text] : text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    // The framework's matcher takes the backslash for an escape; in a column name it is a letter.
    private static string Escape(string pattern) => pattern.Replace("\\", "\\\\", StringComparison.Ordinal);
}
