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
            name => Gather((table.Find(name) as NumberColumn)?.Values, rows))
        {
            IsSynthetic = samplings?[first] == "synthetic",
        };
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

    /// <summary>The columns <c>position_qc</c> and <c>time_qc</c>, and what stood there before where it changed.</summary>
    public IEnumerable<Column> PlaceFlags(QualityOptions options, List<string> warnings)
    {
        var columns = new List<Column>();
        if (latitudes is not null && longitudes is not null)
            Add("position_qc", positionFlags, row => !double.IsNaN(latitudes[row]) && !double.IsNaN(longitudes[row]));
        if (times is not null) Add("time_qc", timeFlags, row => times[row] != Timestamp.Missing);
        return columns;

        void Add(string name, char[] flags, Func<int, bool> isPresent)
        {
            var before = table.Find(name) as TextColumn;
            var standing = options.Reset || before is null ? null : new StandingFlags(name, before, isPresent, warnings);
            var conversion = FlagScheme.Argo.ConvertTo(options.Scheme);
            var after = new string?[flags.Length];
            for (var row = 0; row < flags.Length; row++)
            {
                var stood = standing?.Flags[row] ?? ArgoFlag.NotTested;
                var isFault = flags[row] is ArgoFlag.Bad or ArgoFlag.ProbablyBad;
                var worst = ArgoFlag.Worst(stood, flags[row]);
                var staysAsItStood = standing?.Stands(row) == true && (standing.IsHeld[row] ? !isFault : worst == stood && stood != ArgoFlag.NotTested);
                after[row] = staysAsItStood ? standing!.Written(row, options.Scheme) : conversion.Flags[worst].ToString();
            }

            columns.Add(new TextColumn(name, after, (before?.Metadata ?? ColumnMetadata.None) with { FlagScheme = options.Scheme.Name }));
            if (before is not null && !before.Values.AsSpan().SequenceEqual(after)) columns.Add(before.With(name + "_source"));
        }
    }

    // The way most levels go: one odd level at an end does not turn a profile.
    private int[] SurfaceDown(int[] rows)
    {
        if (pressure is null) return rows;
        var (down, up, last) = (0, 0, double.NaN);
        foreach (var row in rows)
        {
            var value = pressure.Values[row];
            if (double.IsNaN(value)) continue;
            if (value > last) down++;
            else if (value < last) up++;
            last = value;
        }

        return up > down ? [.. rows.Reverse()] : rows;
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
