using OceanML.Core;

namespace OceanML.Formats.Access;

/// <summary>Which profiles of an index are wanted; null or empty means all.</summary>
/// <remarks>
/// A profile that is not wanted is refused for the first reason that holds: other_platform, other_dac, other_direction, other_cycle, no_time,
/// outside_period, no_position, outside_box, outside_polygon, too_far, other_parameters, other_data_mode. Of a core index the data mode is that of the file and
/// comes after the direction.
/// </remarks>
/// <param name="Box">Area; may cross the dateline. A profile without a position is then left out.</param>
/// <param name="Start">First time, inclusive, UTC microseconds. A profile without a time is then left out.</param>
/// <param name="End">Last time, inclusive.</param>
/// <param name="Parameters">Argo names; a profile must have at least one of them.</param>
/// <param name="Platforms">WMO numbers.</param>
/// <param name="DataModes">
/// R, A, D: a wanted parameter (any parameter where none is named) must be in one of these modes. A core index tells only D files from
/// others, so there A and R both select the R files.
/// </param>
/// <param name="Dacs">Data centres, e.g. coriolis, aoml.</param>
/// <param name="Cycles">Cycles; a profile without a cycle is then left out.</param>
/// <param name="Direction">A ascending, D descending.</param>
/// <param name="Polygon">Area with any border; may cross the dateline.</param>
/// <param name="Near">A point and the largest distance from it.</param>
public sealed record GdacSelection(
    GeoBox? Box = null,
    long? Start = null,
    long? End = null,
    IReadOnlyList<string>? Parameters = null,
    IReadOnlyList<string>? Platforms = null,
    string? DataModes = null,
    IReadOnlyList<string>? Dacs = null,
    IReadOnlyList<CycleRange>? Cycles = null,
    char? Direction = null,
    GeoPolygon? Polygon = null,
    GeoCircle? Near = null)
{
    /// <summary>Whether a profile has a wanted parameter, and one of those in a wanted data mode.</summary>
    internal (bool Has, bool InMode) Look(GdacContent content)
    {
        var named = Parameters is { Count: > 0 };
        var has = !named;
        var inMode = string.IsNullOrEmpty(DataModes);
        for (var i = 0; i < content.Parameters.Count; i++)
        {
            if (named && !Parameters!.Contains(content.Parameters[i])) continue;
            has = true;
            inMode = inMode || (i < content.Modes.Length && DataModes!.Contains(content.Modes[i], StringComparison.Ordinal));
        }

        return (has, inMode);
    }

    internal bool IsFileModeWanted(char mode) =>
        string.IsNullOrEmpty(DataModes)
        || DataModes.Contains(mode, StringComparison.Ordinal)
        || (mode == 'R' && DataModes.Contains('A', StringComparison.Ordinal));
}
