namespace OceanML.Quality;

/// <summary>
/// Runs of consecutive levels whose value, and where needed pressure, is present and not bad: neighbours that may be compared. A gap in the
/// levels of the file ends a run.
/// </summary>
internal static class Neighbours
{
    /// <summary>The runs as first level and length, in order.</summary>
    public static IEnumerable<(int First, int Length)> Runs(Sequence sequence, SequenceVariable variable, SequenceVariable? pressure)
    {
        var first = -1;
        for (var level = 0; level <= variable.Values.Length; level++)
        {
            var usable = level < variable.Values.Length && variable.IsUsable(level) && (pressure is null || pressure.IsUsable(level));
            if (first >= 0 && (!usable || sequence.IsAfterGap(level)))
            {
                yield return (first, level - first);
                first = -1;
            }

            if (usable && first < 0) first = level;
        }
    }
}
