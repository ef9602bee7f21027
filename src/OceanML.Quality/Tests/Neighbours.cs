namespace OceanML.Quality;

/// <summary>
/// Runs of consecutive levels whose value, and where needed pressure, is present and not bad: neighbours that may be compared. A gap in the
/// levels of the file ends a run.
/// </summary>
/// <remarks>
/// In a profile a level without a value is a value that is missing there, and ends a run. A synthetic profile has the levels of all its sensors:
/// there a level without a value is one where the sensor did not measure, and the neighbours are the levels before and after at which it did.
/// </remarks>
internal static class Neighbours
{
    /// <summary>The levels of each run, in order.</summary>
    public static IEnumerable<ArraySegment<int>> Runs(Sequence sequence, SequenceVariable variable, SequenceVariable? pressure)
    {
        var levels = new int[variable.Values.Length];
        var (first, count) = (0, 0);
        for (var level = 0; level < levels.Length; level++)
        {
            if (sequence.IsSynthetic && double.IsNaN(variable.Values[level])) continue;
            var usable = variable.IsUsable(level) && (pressure is null || pressure.IsUsable(level));
            if (count > first && (!usable || (!sequence.IsSynthetic && sequence.IsAfterGap(level))))
            {
                yield return new ArraySegment<int>(levels, first, count - first);
                first = count;
            }

            if (usable) levels[count++] = level;
        }

        if (count > first) yield return new ArraySegment<int>(levels, first, count - first);
    }
}
