using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Matches a table of observations with fields: grids, composites, swaths, model fields.</summary>
public static class Matchups
{
    /// <summary>Finds the matchups.</summary>
    /// <remarks>
    /// Fields are opened one at a time in order of their names, whatever the order given, and their coordinates and pixels are read only where
    /// their times allow a match. The result does not depend on the number of threads.
    /// </remarks>
    /// <param name="observations">A table with time, latitude and longitude; all its columns go into the result.</param>
    /// <param name="sources">The fields; names are unique.</param>
    /// <param name="protocol">The rules.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="keepRejected">Whether to make the table of failed candidates.</param>
    /// <param name="opened">Called after each field, for a progress bar.</param>
    /// <exception cref="OceanException">
    /// A column of the table is missing; no field has a variable asked for; a field has no time; the mask names a flag that does not exist.
    /// </exception>
    public static MatchupResult Find(
        Table observations, IEnumerable<FieldSource> sources, MatchupProtocol protocol, int threads = 1, bool keepRejected = false, Action? opened = null)
    {
        ArgumentNullException.ThrowIfNull(observations);
        ArgumentNullException.ThrowIfNull(protocol);
        protocol.Check();
        var rows = Observations.From(observations, !protocol.Window.IsAny, protocol.GoodFlagsOnly);
        var plan = new ColumnPlan(protocol);
        var selection = new MatchSelection(rows, protocol, keepRejected);
        var fields = new List<FieldNote>();
        var notes = new List<string>();
        var variables = new SortedSet<string>(StringComparer.Ordinal);
        var (missKm, missTime) = (double.PositiveInfinity, long.MaxValue);
        foreach (var source in sources.OrderBy(source => source.Name, StringComparer.Ordinal))
        {
            using var field = source.Open();
            var columns = plan.For(field);
            if (columns.Count == 0)
            {
                variables.UnionWith(field.Variables.Select(variable => variable.Name));
                notes.Add($"{source.Name} has none of the variables asked for and is left out");
            }
            else
            {
                var matcher = new FieldMatcher(field, fields.Count, rows, protocol, plan, threads);
                var any = false;
                foreach (var candidate in matcher.Match(columns)) any |= selection.Add(candidate);
                missKm = Math.Min(missKm, matcher.NearestMissKm);
                missTime = Math.Min(missTime, matcher.NearestMissTime);
                fields.Add(new FieldNote(source.Name, field.Product, any ? source.Checksum?.Invoke() : null, matcher.Period));
            }

            opened?.Invoke();
        }

        if (plan.Unmatched.FirstOrDefault() is { } missing)
            throw OceanException.Missing("the fields", "variable", missing, variables.Concat(plan.Entries.Select(entry => entry.Name)).Distinct());
        var kept = selection.Finish();
        var table = new MatchupTable(rows, protocol, plan, fields);
        var matchups = table.Build(kept);
        return new MatchupResult(
            matchups,
            keepRejected ? table.BuildRejected(selection.RejectedCandidates, selection.WithoutCandidate()) : null,
            observations.RowCount,
            kept.Select(candidate => candidate.Observation).Distinct().Count(),
            kept.Select(candidate => candidate.Field).Distinct().Count(),
            selection.CountRejected(),
            [.. notes, .. table.Notes],
            missKm,
            missTime);
    }
}
