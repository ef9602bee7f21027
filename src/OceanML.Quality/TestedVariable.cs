using OceanML.Core;

namespace OceanML.Quality;

/// <summary>A column of the table that is tested, with its flags before and after.</summary>
internal sealed class TestedVariable
{
    private readonly ColumnMetadata metadata;
    private readonly string?[]? modes;
    private readonly char[] before;
    private readonly char[] after;
    private readonly long[] fired;
    private readonly bool isComputed;
    private readonly TextColumn? source;

    /// <param name="column">The column.</param>
    /// <param name="canonical">Canonical name the tests know it by.</param>
    /// <param name="flags">Flags in the Argo scheme that stand in the table, or null.</param>
    /// <param name="source">The flag column as it stands in the table, or null.</param>
    /// <param name="modes">Data mode (R, A, D) per row, or null.</param>
    /// <param name="isComputed">Whether the column is not of the table (pressure computed from depth) and must not be written.</param>
    public TestedVariable(NumberColumn column, string canonical, string?[]? flags, TextColumn? source, string?[]? modes, bool isComputed)
    {
        (Name, Canonical, Values, metadata) = (column.Name, canonical, column.Values, column.Metadata);
        (this.modes, this.source, this.isComputed) = (modes, source, isComputed);
        before = new char[Values.Length];
        for (var row = 0; row < before.Length; row++)
        {
            before[row] = double.IsNaN(Values[row])
                ? ArgoFlag.Missing
                : flags?[row] is { Length: > 0 } flag && flag[0] != ArgoFlag.Missing ? flag[0] : ArgoFlag.NotTested;
        }

        after = [.. before];
        fired = new long[Values.Length];
    }

    public string Name { get; }

    public string Canonical { get; }

    public double[] Values { get; }

    public ProfileVariable Slice(int[] rows)
    {
        var values = new double[rows.Length];
        var flags = new char[rows.Length];
        for (var i = 0; i < rows.Length; i++) (values[i], flags[i]) = (Values[rows[i]], before[rows[i]]);
        return new ProfileVariable(Canonical, values, flags, modes?[rows[0]] == "R");
    }

    public void Keep(int[] rows, ProfileVariable levels)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            var flag = levels.Flags[i];
            after[rows[i]] = flag == ArgoFlag.NotTested && levels.IsTested ? ArgoFlag.Good : flag;
            fired[rows[i]] = levels.Fired[i];
        }
    }

    public IEnumerable<Column> Columns(IReadOnlyList<QualityTest> tests)
    {
        if (isComputed) yield break;
        var flags = new string?[after.Length];
        for (var row = 0; row < flags.Length; row++) flags[row] = after[row].ToString();
        yield return new TextColumn(Name + "_qc", flags, new ColumnMetadata(FlagScheme: FlagScheme.Argo.Name, LongName: $"Quality flag of {metadata.LongName ?? Name}"));
        var meanings = string.Join(", ", tests.Select(test => $"2^{test.Number} {test.Name}"));
        yield return new NumberColumn(
            Name + "_qc_tests",
            [.. fired.Select(bits => (double)bits)],
            new ColumnMetadata(Unit: "1", LongName: $"Sum of the tests that fired on {Name}: {meanings}"),
            NumberKind.Int64);
        if (source is not null && !source.Values.SequenceEqual(flags))
            yield return source.With(Name + "_qc_source");
    }

    public IReadOnlyDictionary<char, int> CountFlags()
    {
        var counts = new SortedDictionary<char, int>();
        foreach (var flag in after) counts[flag] = counts.GetValueOrDefault(flag) + 1;
        return counts;
    }

    public int CountChanged()
    {
        var changed = 0;
        for (var row = 0; row < after.Length; row++)
        {
            if (after[row] != before[row] && before[row] != ArgoFlag.NotTested) changed++;
        }

        return changed;
    }
}
