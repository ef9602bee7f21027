using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Puts matchups together from located granules: reads their pixels, judges, selects, and builds the tables.</summary>
internal sealed class Assembly(Observations observations, MatchupProtocol protocol, MatchupOptions options)
{
    private readonly ColumnPlan plan = new(protocol);
    private readonly MatchSelection selection = new(observations, protocol, options.KeepRejected);
    private readonly List<FieldNote> fields = [];
    private readonly List<string> notes = [];
    private readonly HashSet<string> unlimited = [];
    private double missKm = double.PositiveInfinity;
    private long missTime = long.MaxValue;

    /// <summary>Whether some granule was not opened, so that its variables are not known.</summary>
    private bool someUnseen;

    /// <summary>Adds a granule that has no pixels to read.</summary>
    public void AddSkipped(LocatedGranule granule)
    {
        if (granule.Variables.Count > 0) plan.Look(granule.Variables);
        else someUnseen = true;
        Note(granule, null);
        foreach (var candidate in granule.Candidates) selection.Add(candidate);
    }

    /// <summary>Adds a granule that was deleted after its observations were located.</summary>
    public void AddGone(LocatedGranule granule)
    {
        notes.Add($"{granule.Name} is gone: its {granule.Candidates.Count(candidate => candidate.Reason is null)} candidates are rejected");
        AddSkipped(granule with { Candidates = [.. granule.Candidates.Select(candidate => candidate with { Reason = candidate.Reason ?? Rejections.GranuleGone })] });
    }

    /// <summary>Adds a granule whose field is open.</summary>
    /// <param name="granule">What was located in it.</param>
    /// <param name="field">The field.</param>
    /// <param name="checksum">SHA-256 of its file, asked where it has a matchup.</param>
    /// <exception cref="OceanException">The mask names a flag that the field does not have; it cannot be read.</exception>
    public void Add(LocatedGranule granule, IField field, Func<string?>? checksum)
    {
        foreach (var warning in field.Warnings) notes.Add($"{granule.Name}: {warning}");
        var known = plan.Look(field);
        if (!granule.HasPixels || !known)
        {
            if (!known) notes.Add($"{granule.Name} has none of the variables asked for and is left out");
            Note(granule, null);
            foreach (var candidate in granule.Candidates) selection.Add(candidate with { Reason = candidate.Reason ?? Rejections.Missing });
            return;
        }

        protocol.Mask.Check(field.Source, field.Product, field.Flags);
        foreach (var limit in PixelMask.Unknown(field, protocol))
        {
            if (unlimited.Add(field.Product + limit)) notes.Add($"{granule.Name} has no '{limit}': that limit is not applied to {field.Product}");
        }

        var columns = plan.For(field);
        if (protocol.VariationOf.Count > 0 && !columns.Exists(column => column.JudgesVariation) && unlimited.Add(field.Product + " variation"))
            notes.Add($"{granule.Name} has no band {string.Join(", ", protocol.VariationOf)}: the limit of variation holds for each variable of {field.Product} by itself");
        var any = false;
        foreach (var candidate in new MacroPixelReader(field, granule, protocol, options.KeepPixels).Evaluate(columns)) any |= selection.Add(candidate);
        Note(granule, any ? checksum?.Invoke() : null);
    }

    /// <summary>Selects among the candidates and builds the tables.</summary>
    /// <exception cref="OceanException">No field has a variable asked for.</exception>
    public MatchupResult Finish()
    {
        foreach (var pattern in plan.Unmatched)
        {
            if (plan.IsKnown(pattern)) continue;
            if (!someUnseen) throw OceanException.Missing("the fields", "variable", pattern, plan.Names.Concat(plan.Entries.Select(entry => entry.Name)).Distinct());
            if (plan.Entries.Count > 0) notes.Add($"no field that was read has a variable '{pattern}'");
        }

        var kept = selection.Finish();
        var table = new MatchupTable(observations, protocol, plan, fields);
        var matchups = table.Build(kept);
        return new MatchupResult(
            matchups,
            options.KeepRejected ? table.BuildRejected(selection.RejectedCandidates, selection.WithoutCandidate()) : null,
            observations.Count,
            selection.Matched,
            kept.Select(candidate => candidate.Field).Distinct().Count(),
            selection.CountRejected(),
            [.. notes, .. table.Notes],
            missKm,
            missTime)
        {
            Cube = options.KeepPixels ? CubeBuilder.Build(matchups, kept, plan, table.VariableColumns) : null,
        };
    }

    private void Note(LocatedGranule granule, string? checksum)
    {
        missKm = Math.Min(missKm, granule.NearestMissKm);
        missTime = Math.Min(missTime, granule.NearestMissTime);
        fields.Add(new FieldNote(granule.Name, granule.Product, checksum, granule.Period));
    }
}
