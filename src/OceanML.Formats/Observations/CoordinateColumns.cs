using System.Text.RegularExpressions;
using OceanML.Core;
using OceanML.Formats.Vocabularies;

namespace OceanML.Formats.Observations;

/// <summary>Finds the columns of a table that say when and where, under whatever name they have.</summary>
internal static partial class CoordinateColumns
{
    /// <summary>
    /// The column of a coordinate: of its canonical name, else of its CF standard name, else of an alias of the vocabulary; case, blanks,
    /// quotes and a unit or a time zone behind it are ignored. Null where there is none.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="coordinate">Canonical name: time, latitude, longitude, depth, pressure, platform, profile.</param>
    /// <param name="accept">Which columns come into question.</param>
    public static Column? Find(Table table, string coordinate, Func<Column, bool>? accept = null)
    {
        var entry = VocabularyFile.Load().Find(coordinate) ?? throw new ArgumentException($"'{coordinate}' is not in the vocabulary", nameof(coordinate));
        var columns = table.Columns.Where(column => accept is null || accept(column)).ToList();
        if (columns.Find(column => column.Name == coordinate) is { } exact) return exact;
        if (columns.Find(column => Same(column.Name, coordinate)) is { } named) return named;
        if (entry.StandardName is not null && columns.Find(column => column.Metadata.StandardName == entry.StandardName) is { } standard) return standard;
        foreach (var alias in entry.Aliases.Values.SelectMany(names => names))
        {
            if (columns.Find(column => Same(column.Name, alias)) is { } known) return known;
        }

        return null;
    }

    /// <summary>The first column of one of these names, case and units in brackets ignored.</summary>
    public static Column? Find(Table table, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            foreach (var column in table.Columns)
            {
                if (Same(column.Name, name)) return column;
            }
        }

        return null;
    }

    private static bool Same(string name, string wanted) =>
        name.Equals(wanted, StringComparison.OrdinalIgnoreCase) || Bare(name).Equals(Bare(wanted), StringComparison.OrdinalIgnoreCase);

    private static string Bare(string name)
    {
        var plain = name.Trim().Trim('\'', '"');
        return (TimeZoneNames.Of(plain)?.Name ?? Bracketed().Replace(plain, "")).Trim().Replace(' ', '_');
    }

    [GeneratedRegex(@"\s*[\[(][^\[\]()]*[\])]\s*$")]
    private static partial Regex Bracketed();
}
