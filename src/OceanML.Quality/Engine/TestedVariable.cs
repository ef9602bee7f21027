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
    private readonly StandingFlags? standing;
    private readonly double[] raw;
    private double[]? adjusted;
    private char[]? adjustedFlags;

    /// <param name="column">The column.</param>
    /// <param name="values">Its values in the unit of the tests.</param>
    /// <param name="canonical">Canonical name the tests know it by.</param>
    /// <param name="source">The flag column as it stands in the table, or null.</param>
    /// <param name="standing">What it says, or null where it is to be forgotten.</param>
    /// <param name="modes">Data mode (R, A, D) per row, or null.</param>
    /// <param name="isComputed">Whether the column is not of the table (pressure computed from depth) and must not be written.</param>
    public TestedVariable(NumberColumn column, double[] values, string canonical, TextColumn? source, StandingFlags? standing, string?[]? modes, bool isComputed)
    {
        (Name, Canonical, Values, metadata) = (column.Name, canonical, values, column.Metadata);
        (this.modes, this.source, this.standing, this.isComputed, raw) = (modes, source, standing, isComputed, column.Values);
        before = new char[Values.Length];
        for (var row = 0; row < before.Length; row++)
            before[row] = double.IsNaN(Values[row]) ? ArgoFlag.Missing : standing?.Flags[row] ?? ArgoFlag.NotTested;
        after = [.. before];
        fired = new long[Values.Length];
    }

    public string Name { get; }

    public string Canonical { get; }

    public double[] Values { get; }

    /// <summary>Bits of the tests that fired, per row.</summary>
    public ReadOnlySpan<long> Fired => fired;

    /// <summary>The flags that the tests left, Argo scheme.</summary>
    public ReadOnlySpan<char> Flags => after;

    public SequenceVariable Slice(int[] rows)
    {
        var values = new double[rows.Length];
        var flags = new char[rows.Length];
        for (var i = 0; i < rows.Length; i++) (values[i], flags[i]) = (Values[rows[i]], after[rows[i]]);
        var mode = ModeOf(rows);
        return new SequenceVariable(Canonical, values, flags, mode == "R") { Column = Name, IsDelayed = mode == "D" };
    }

    // Readers write the mode where there is a value.
    private string? ModeOf(int[] rows)
    {
        if (modes is null) return null;
        foreach (var row in rows)
        {
            if (modes[row] is { Length: > 0 } mode) return mode;
        }

        return null;
    }

    public void Keep(int[] rows, SequenceVariable sequence)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            var flag = sequence.Flags[i];
            var isHeld = standing?.IsHeld[rows[i]] == true;
            after[rows[i]] = flag == ArgoFlag.NotTested && sequence.Judged[i] && !isHeld ? ArgoFlag.Good : flag;
            fired[rows[i]] |= sequence.Fired[i];
        }

        if (sequence.Adjusted is not { } values) return;
        if (adjusted is null)
        {
            Array.Fill(adjusted = new double[Values.Length], double.NaN);
            Array.Fill(adjustedFlags = new char[Values.Length], ArgoFlag.Missing);
        }

        for (var i = 0; i < rows.Length; i++)
        {
            adjusted[rows[i]] = values[i];
            adjustedFlags![rows[i]] = double.IsNaN(values[i]) ? ArgoFlag.Missing : sequence.AdjustedFlags![i];
        }
    }

    public IEnumerable<Column> Columns(QualityOptions options)
    {
        if (isComputed) yield break;
        var flags = FlagsIn(options.Scheme);
        yield return new TextColumn(Name + "_qc", flags, new ColumnMetadata(FlagScheme: options.Scheme.Name, LongName: $"Quality flag of {metadata.LongName ?? Name}"));
        var meanings = string.Join(", ", options.Tests.DistinctBy(test => test.Name).Select(test => $"2^{test.Number} {test.Name}"));
        var bits = new double[fired.Length];
        for (var row = 0; row < bits.Length; row++) bits[row] = fired[row];
        yield return new NumberColumn(
            Name + "_qc_tests",
            bits,
            new ColumnMetadata(Unit: "1", LongName: $"Sum of the tests that fired on {Name}: {meanings}"),
            NumberKind.Int64);
        if (source is not null && !source.Values.AsSpan().SequenceEqual(flags)) yield return source.With(Name + "_qc_source");
        if (adjusted is null) yield break;
        yield return new NumberColumn(Name + "_adjusted", adjusted, metadata with { LongName = $"{metadata.LongName ?? Name}, adjusted in quality control" });
        yield return new TextColumn(Name + "_adjusted_qc", Written(adjustedFlags!, options.Scheme), new ColumnMetadata(FlagScheme: options.Scheme.Name));
    }

    /// <summary>The number of values with each flag, in a scheme.</summary>
    public IReadOnlyDictionary<char, int> CountFlags(FlagScheme scheme)
    {
        var counts = new SortedDictionary<char, int>();
        foreach (var flag in FlagsIn(scheme)) counts[flag![0]] = counts.GetValueOrDefault(flag[0]) + 1;
        return counts;
    }

    /// <summary>The number of values whose flag the tests made worse.</summary>
    public int CountChanged()
    {
        var changed = 0;
        for (var row = 0; row < after.Length; row++)
        {
            if (fired[row] != 0 && after[row] != before[row]) changed++;
        }

        return changed;
    }

    /// <summary>What a scheme cannot say of the flags that are written as they stood.</summary>
    public IEnumerable<string> Losses(FlagScheme scheme) => standing?.Losses(Name + "_qc", scheme, IsAsItStood) ?? [];

    /// <summary>The flags that the tests left, without those that are written as they stood.</summary>
    public IEnumerable<char> OwnFlags() => Enumerable.Range(0, after.Length).Where(row => !IsAsItStood(row)).Select(row => after[row]);

    // A flag that no test changed stays as it was written, also where Argo's scheme has no word for it; what was never measured is missing.
    private string?[] FlagsIn(FlagScheme scheme)
    {
        var flags = Written(after, scheme);
        var missing = FlagScheme.Argo.ConvertTo(scheme).Convert(ArgoFlag.Missing.ToString());
        for (var row = 0; row < flags.Length; row++)
        {
            if (!isComputed && double.IsNaN(raw[row])) flags[row] = missing;
            else if (IsAsItStood(row)) flags[row] = standing!.Written(row, scheme);
        }

        return flags;
    }

    private bool IsAsItStood(int row) =>
        standing is not null && after[row] == before[row] && standing.Stands(row) && !double.IsNaN(raw[row]) && (before[row] != ArgoFlag.NotTested || standing.IsHeld[row]);

    private static string?[] Written(char[] flags, FlagScheme scheme)
    {
        // One text per flag, not one per row.
        var texts = FlagScheme.Argo.ConvertTo(scheme).Flags.ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        var written = new string?[flags.Length];
        for (var row = 0; row < written.Length; row++) written[row] = texts.TryGetValue(flags[row], out var text) ? text : flags[row].ToString();
        return written;
    }
}
