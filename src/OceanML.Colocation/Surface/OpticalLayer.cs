using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Reduces profiles of many levels to what a satellite sees of them: means weighted by the light that comes back, exp(-2 Kd z).</summary>
/// <remarks>
/// Down to the first optical depth 1/Kd, see <see cref="OpticalWeight"/>. With Kd from chlorophyll, the chlorophyll is the weighted mean itself: from that
/// of the shallowest level Kd and mean are computed in turn, each time half-way to the new mean, until it changes by less than 1e-9 of itself (a hundred
/// times at most). A variable whose levels cover less than half of the weight, or begin below 1/Kd, is missing.
/// </remarks>
public static class OpticalLayer
{
    /// <summary>Smallest share of the weight of the first optical depth that the levels of a variable must cover.</summary>
    public const double LeastCoverage = 0.5;

    private const int Most = 100;

    /// <summary>Takes the optically weighted mean of each variable of each profile.</summary>
    /// <param name="table">Levels, as for <see cref="SurfaceLayer.Reduce"/>.</param>
    /// <param name="attenuation">Where Kd comes from.</param>
    /// <param name="goodFlagsOnly">Whether values with a bad flag in <c>v_qc</c>, and levels with one on the depth, are left out.</param>
    /// <exception cref="OceanException">The table has no depth, or not the column of the attenuation.</exception>
    public static SurfaceResult Reduce(Table table, Attenuation attenuation, bool goodFlagsOnly = true)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(attenuation);
        var all = Sequence.Down(table, double.MaxValue, goodFlagsOnly);
        var vertical = Sequence.Vertical(table)!;
        var depths = table.Numbers(vertical);
        var source = attenuation.Find(table);
        var (profiles, lights) = (new List<List<int>>(), new List<LightProfile>());
        var (withoutLevel, withoutAttenuation) = (0L, 0L);
        foreach (var levels in all)
        {
            if (levels.Count == 0)
            {
                withoutLevel++;
                continue;
            }

            levels.Sort((a, b) => depths[a] != depths[b] ? depths[a].CompareTo(depths[b]) : a.CompareTo(b));
            var known = ProfileColumns.Good(table, source, levels, goodFlagsOnly).Levels;
            if (Light(attenuation, source.Values, depths, known) is not { } light)
            {
                withoutAttenuation++;
                continue;
            }

            profiles.Add(levels);
            lights.Add(light);
        }

        var uncovered = 0L;
        var (columns, bad) = ProfileColumns.Reduce(table, profiles, goodFlagsOnly, (profile, levels, values) =>
        {
            var (mean, coverage) = lights[profile].Mean(levels, depths, values);
            if (coverage >= LeastCoverage) return mean;
            uncovered++;
            return double.NaN;
        }, (profile, row) => depths[row] <= lights[profile].Depth);
        columns.Add(new NumberColumn(
            ProfileColumns.Free(table, "surface_levels"),
            [.. profiles.Select((levels, i) => (double)levels.Count(row => depths[row] <= lights[i].Depth))],
            new ColumnMetadata("1", LongName: "number of levels down to the first optical depth"),
            NumberKind.Int64));
        columns.Add(new NumberColumn(
            ProfileColumns.Free(table, "surface_depth"),
            [.. lights.Select(light => light.Depth)],
            new ColumnMetadata("m", LongName: $"first optical depth 1/Kd of the means, weighted by exp(-2 Kd z), Kd from {source.Name}")));
        return new SurfaceResult(new Table(columns, table.Metadata), table.RowCount, withoutLevel, bad, vertical) { WithoutAttenuation = withoutAttenuation, Uncovered = uncovered };
    }

    private static LightProfile? Light(Attenuation attenuation, double[] values, double[] depths, List<int> known)
    {
        if (attenuation.FromChlorophyll) return known.Count == 0 ? null : Converged(values, depths, known);
        var usable = known.Where(row => values[row] >= Attenuation.Least && double.IsFinite(values[row])).ToList();
        return usable.Count == 0 ? null : new LightProfile([.. usable.Select(row => Math.Max(0, depths[row]))], [.. usable.Select(row => values[row])]);
    }

    private static LightProfile Converged(double[] values, double[] depths, List<int> known)
    {
        var chlorophyll = values[known[0]];
        for (var i = 0; i < Most; i++)
        {
            var mean = LightProfile.Uniform(Attenuation.Morel(chlorophyll)).Mean(known, depths, values).Mean;

            // Chlorophyll that begins below the first optical depth: what there is, is its shallowest value.
            if (double.IsNaN(mean) || Math.Abs(mean - chlorophyll) <= 1e-9 * Math.Abs(chlorophyll)) break;
            chlorophyll = (chlorophyll + mean) / 2;
        }

        return LightProfile.Uniform(Attenuation.Morel(chlorophyll));
    }
}
