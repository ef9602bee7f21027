namespace OceanML.Validation;

/// <summary>Finds events in rows that are ordered by series and time.</summary>
public static class EventRuns
{
    // Rows further apart than this many steps have a hole between them, and nobody saw the event go on.
    private const double LongestHole = 2.5;

    /// <summary>The events of a state, in order. An event ends at a row without it, and at a hole in the series, unless the time between is within the gap.</summary>
    /// <param name="rows">The rows, in order and with times.</param>
    /// <param name="state">1 where there is an event.</param>
    /// <param name="rules">Gap and minimum.</param>
    public static List<EventRun> Find(EventRows rows, double[] state, EventRules rules)
    {
        var runs = new List<EventRun>();
        var (times, step) = (rows.Times!, rows.Step());
        var (first, last) = (-1, -1);
        for (var i = 0; i < state.Length; i++)
        {
            if (state[i] != 1) continue;
            if (last >= 0 && (rows.Series[i] != rows.Series[last] || !Together(i, last)))
            {
                runs.Add(new EventRun(first, last));
                first = -1;
            }

            if (first < 0) first = i;
            last = i;
        }

        if (last >= 0) runs.Add(new EventRun(first, last));
        runs.RemoveAll(run => times[run.Last] - times[run.First] + step < rules.Minimum);
        return runs;

        bool Together(int i, int before)
        {
            var apart = times[i] - times[before];
            return apart <= rules.Gap || (i == before + 1 && apart <= LongestHole * step);
        }
    }

    /// <summary>The state without the events that are shorter than the minimum.</summary>
    public static double[] Long(EventRows rows, double[] state, EventRules rules)
    {
        if (rules.Minimum <= 0 || rows.Times is null) return state;
        var kept = new double[state.Length];
        foreach (var run in Find(rows, state, rules))
        {
            for (var i = run.First; i <= run.Last; i++) kept[i] = state[i];
        }

        return kept;
    }
}
