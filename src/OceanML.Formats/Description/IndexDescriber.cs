using OceanML.Core;
using OceanML.Formats.Access;

namespace OceanML.Formats.Description;

/// <summary>Adds to the description of a GDAC profile index what it covers: missing codes of the index are not positions.</summary>
internal static class IndexDescriber
{
    public static FileDescription Describe(FileDescription table)
    {
        var coverage = GdacIndex.Cover(table.Path);
        var parameters = coverage.Parameters.Count == 0
            ? "none listed: a core index"
            : string.Join(", ", coverage.Parameters.Select(pair => $"{pair.Key} {pair.Value}"));
        return table with
        {
            About =
            [
                ("profiles", coverage.Profiles.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                ("floats", coverage.Platforms.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                ("data centres", string.Join(", ", coverage.Dacs.Select(pair => $"{pair.Key} {pair.Value}"))),
                ("parameters", parameters),
                .. table.About,
            ],
            Space = double.IsNaN(coverage.South) ? null : new SpaceExtent(coverage.West, coverage.South, coverage.East, coverage.North, coverage.Profiles, 0),
            Time = coverage.First == Timestamp.Missing ? null : new TimeExtent(coverage.First, coverage.Last, coverage.Profiles, "column date"),
        };
    }
}
