namespace OceanML.Colocation;

/// <summary>Marks matchups that are not independent: those that share pixels of a field, and those that share an observation.</summary>
internal static class Dependence
{
    /// <summary>
    /// Groups of matchups whose macro-pixels share a pixel of the same field and time step, directly or through others: 1, 2… in order of first
    /// appearance; NaN for a matchup by itself.
    /// </summary>
    /// <param name="matchups">The matchups.</param>
    /// <param name="fields">The fields they point to.</param>
    public static double[] SharedPixels(IReadOnlyList<Candidate> matchups, IReadOnlyList<FieldNote> fields)
    {
        var groups = new DisjointSets(matchups.Count);
        var holders = new Dictionary<long, int>();
        foreach (var step in Enumerable.Range(0, matchups.Count).GroupBy(i => (matchups[i].Field, matchups[i].Time)))
        {
            holders.Clear();
            var period = fields[step.Key.Field].Period;
            foreach (var i in step)
            {
                var (box, members) = (matchups[i].Footprint.Box, matchups[i].Footprint.Members);
                for (var p = 0; p < box.Pixels; p++)
                {
                    if (members is not null && !members[p]) continue;
                    var (row, column) = (box.Row + (p / box.Columns), box.Column + (p % box.Columns));
                    if (period > 0) column = ((column % period) + period) % period;
                    if (row < 0 || column < 0) continue;
                    var pixel = ((long)row << 32) | (uint)column;
                    if (!holders.TryAdd(pixel, i)) groups.Join(holders[pixel], i);
                }
            }
        }

        return groups.Numbers();
    }

    /// <summary>Groups of matchups of the same observation, numbered in the same way.</summary>
    public static double[] SharedObservations(IReadOnlyList<Candidate> matchups)
    {
        var groups = new DisjointSets(matchups.Count);
        var holders = new Dictionary<long, int>();
        for (var i = 0; i < matchups.Count; i++)
        {
            foreach (var observation in matchups[i].Averaged.Count > 0 ? matchups[i].Averaged : [matchups[i].Observation])
            {
                if (!holders.TryAdd(observation, i)) groups.Join(holders[observation], i);
            }
        }

        return groups.Numbers();
    }
}
