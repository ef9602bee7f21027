using OceanML.Core;

namespace OceanML.Formats.Access;

/// <summary>Which profiles of an index are wanted; null or empty means all.</summary>
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
public sealed record GdacSelection(
    GeoBox? Box = null,
    long? Start = null,
    long? End = null,
    IReadOnlyList<string>? Parameters = null,
    IReadOnlyList<string>? Platforms = null,
    string? DataModes = null,
    IReadOnlyList<string>? Dacs = null)
{
    /// <summary>Why a profile is not wanted, or null where it is.</summary>
    public string? Refusal(GdacEntry entry, GdacIndexKind kind)
    {
        if (Platforms is { Count: > 0 } && !Platforms.Contains(entry.Platform)) return "other_platform";
        if (Dacs is { Count: > 0 } && !Dacs.Contains(entry.Dac, StringComparer.OrdinalIgnoreCase)) return "other_dac";
        if (Start is not null || End is not null)
        {
            if (entry.Time == Timestamp.Missing) return "no_time";
            if (entry.Time < Start || entry.Time > End) return "outside_period";
        }

        if (Box is not null)
        {
            if (double.IsNaN(entry.Latitude) || double.IsNaN(entry.Longitude)) return "no_position";
            if (!Box.Contains(entry.Latitude, entry.Longitude)) return "outside_box";
        }

        if (kind == GdacIndexKind.Core)
            return IsFileModeWanted(entry.FileMode) ? null : "other_data_mode";
        var named = Parameters is { Count: > 0 };
        var has = !named;
        var inMode = string.IsNullOrEmpty(DataModes);
        for (var i = 0; i < entry.Parameters.Count; i++)
        {
            if (named && !Parameters!.Contains(entry.Parameters[i])) continue;
            has = true;
            inMode = inMode || (i < entry.ParameterModes.Length && DataModes!.Contains(entry.ParameterModes[i], StringComparison.Ordinal));
        }

        return !has ? "other_parameters" : !inMode ? "other_data_mode" : null;
    }

    private bool IsFileModeWanted(char mode) =>
        string.IsNullOrEmpty(DataModes)
        || DataModes.Contains(mode, StringComparison.Ordinal)
        || (mode == 'R' && DataModes.Contains('A', StringComparison.Ordinal));
}
