using OceanML.Core;

namespace OceanML.Quality;

/// <summary>Gathers sequences from a table, and keeps what the tests left in them.</summary>
internal sealed class SequenceSlices
{
    private readonly Table table;
    private readonly IReadOnlyList<TestedVariable> variables;
    private readonly TestedVariable? pressure;
    private readonly string?[]? platforms;
    private readonly string?[]? profiles;
    private readonly string?[]? samplings;
    private readonly long[]? times;
    private readonly double[]? latitudes;
    private readonly double[]? longitudes;
    private readonly char[] positionFlags;
    private readonly char[] timeFlags;

    public SequenceSlices(Table table, IReadOnlyList<TestedVariable> variables)
    {
        (this.table, this.variables) = (table, variables);
        pressure = variables.FirstOrDefault(variable => variable.Canonical == "pressure");
        platforms = (table.Find("platform") as TextColumn)?.Values;
        profiles = (table.Find("profile") as TextColumn)?.Values;
        samplings = (table.Find("sampling") as TextColumn)?.Values;
        times = (table.Find("time") as TimeColumn)?.Values;
        latitudes = (table.Find("latitude") as NumberColumn)?.Values;
        longitudes = (table.Find("longitude") as NumberColumn)?.Values;
        positionFlags = NotTested(table.RowCount);
        timeFlags = NotTested(table.RowCount);
    }

    /// <summary>The sequence of some rows; a profile is turned so that it runs from the surface down.</summary>
    public SequenceSlice Slice(int[] group, SequenceAxis axis)
    {
        var rows = axis == SequenceAxis.Profile ? SurfaceDown(group) : group;
        var first = rows[0];
        var sequence = new Sequence(
            [.. variables.Select(variable => variable.Slice(rows))],
            axis,
            Gather(times, rows),
            Gather(latitudes, rows),
            Gather(longitudes, rows),
            platforms?[first],
            profiles?[first],
            samplings?[first]?.StartsWith("near-surface", StringComparison.Ordinal) == true,
            name => Gather((table.Find(name) as NumberColumn)?.Values, rows));
        for (var i = 0; i < rows.Length; i++) (sequence.PositionFlags[i], sequence.TimeFlags[i]) = (positionFlags[rows[i]], timeFlags[rows[i]]);
        return new SequenceSlice(sequence, rows);
    }

    /// <summary>Keeps flags and adjusted values.</summary>
    public void Keep(SequenceSlice slice)
    {
        for (var i = 0; i < variables.Count; i++) variables[i].Keep(slice.Rows, slice.Sequence.Variables[i]);
        for (var i = 0; i < slice.Rows.Length; i++)
            (positionFlags[slice.Rows[i]], timeFlags[slice.Rows[i]]) = (slice.Sequence.PositionFlags[i], slice.Sequence.TimeFlags[i]);
    }

    /// <summary>The columns <c>position_qc</c> and <c>time_qc</c>.</summary>
    public IEnumerable<Column> PlaceFlags(Table table, QualityOptions options)
    {
        if (latitudes is not null && longitudes is not null) yield return Column("position_qc", positionFlags);
        if (times is not null) yield return Column("time_qc", timeFlags);

        TextColumn Column(string name, char[] flags)
        {
            var before = table.Find(name) as TextColumn;
            var standing = options.Reset || before is null ? null : TestedVariables.InArgoScheme(name, before, []);
            var conversion = FlagScheme.Argo.ConvertTo(options.Scheme);
            var after = new string?[flags.Length];
            for (var row = 0; row < flags.Length; row++)
            {
                var flag = standing?[row] is { Length: > 0 } existing ? ArgoFlag.Worst(existing[0], flags[row]) : flags[row];
                after[row] = conversion.Flags[flag].ToString();
            }

            return new TextColumn(name, after, (before?.Metadata ?? ColumnMetadata.None) with { FlagScheme = options.Scheme.Name });
        }
    }

    private int[] SurfaceDown(int[] rows)
    {
        if (pressure is null) return rows;
        var (first, last) = (0, rows.Length - 1);
        while (first < last && double.IsNaN(pressure.Values[rows[first]])) first++;
        while (last > first && double.IsNaN(pressure.Values[rows[last]])) last--;
        return pressure.Values[rows[last]] < pressure.Values[rows[first]] ? [.. rows.Reverse()] : rows;
    }

    private static T[]? Gather<T>(T[]? values, int[] rows)
    {
        if (values is null) return null;
        var gathered = new T[rows.Length];
        for (var i = 0; i < rows.Length; i++) gathered[i] = values[rows[i]];
        return gathered;
    }

    private static char[] NotTested(int count)
    {
        var flags = new char[count];
        Array.Fill(flags, ArgoFlag.NotTested);
        return flags;
    }
}
