namespace OceanML.Learning;

/// <summary>
/// Targets put together that are known on the same rows, so that what depends on the rows alone is done once for all of them.
/// </summary>
/// <param name="Targets">The targets of each pattern.</param>
/// <param name="Known">For each pattern, whether each of the rows has the targets.</param>
internal sealed record TargetPatterns(int[][] Targets, bool[][] Known)
{
    /// <summary>Number of patterns.</summary>
    public int Count => Targets.Length;

    /// <summary>Finds them.</summary>
    /// <param name="values">[rows, targets]; NaN where missing.</param>
    /// <param name="count">Number of targets.</param>
    /// <param name="rows">The rows that matter.</param>
    public static TargetPatterns Of(double[] values, int count, ReadOnlySpan<int> rows)
    {
        var (targets, known) = (new List<List<int>>(), new List<bool[]>());
        for (var t = 0; t < count; t++)
        {
            var own = new bool[rows.Length];
            for (var i = 0; i < own.Length; i++) own[i] = !double.IsNaN(values[rows[i] * count + t]);
            var same = known.FindIndex(other => other.AsSpan().SequenceEqual(own));
            if (same >= 0)
            {
                targets[same].Add(t);
                continue;
            }

            targets.Add([t]);
            known.Add(own);
        }

        return new TargetPatterns([.. targets.Select(list => list.ToArray())], [.. known]);
    }
}
