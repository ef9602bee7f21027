using OceanML.Core;

namespace OceanML.Validation;

/// <summary>Blocks of time as bootstrap units of a series, whose rows are not independent of their neighbours.</summary>
internal static class TimeBlocks
{
    /// <summary>Years, or where there are fewer than <see cref="Scoring.MinimumGroups"/> months, or weeks; each series has its own.</summary>
    /// <returns>The block of each row and what it is called; no blocks where even weeks are too few.</returns>
    public static (int[]? Units, string Name) Of(EventRows rows)
    {
        Span<(string Name, Func<DateTime, int> Block)> lengths =
        [
            ("years", time => time.Year),
            ("months", time => (time.Year * 12) + time.Month),
            ("weeks", time => (int)(time.Ticks / TimeSpan.TicksPerDay / 7)),
        ];
        foreach (var (name, block) in lengths)
        {
            var numbers = new Dictionary<(int, int), int>();
            var units = new int[rows.Times!.Length];
            for (var i = 0; i < units.Length; i++)
            {
                var key = (rows.Series[i], block(Timestamp.ToDateTime(rows.Times[i])));
                if (!numbers.TryGetValue(key, out units[i])) numbers.Add(key, units[i] = numbers.Count);
            }

            if (numbers.Count >= Scoring.MinimumGroups) return (units, name);
        }

        return (null, "rows");
    }
}
