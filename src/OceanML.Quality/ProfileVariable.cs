namespace OceanML.Quality;

/// <summary>One variable of a profile with its flags (Argo scheme) and the tests that fired, level by level.</summary>
/// <param name="name">Canonical name, e.g. <c>temperature</c>.</param>
/// <param name="values">Values in the canonical unit; NaN where missing.</param>
/// <param name="flags">Flags before the tests, one per level; changed in place.</param>
/// <param name="isUnadjusted">Whether the values are raw (data mode R), which matters for biogeochemical sensors.</param>
public sealed class ProfileVariable(string name, double[] values, char[] flags, bool isUnadjusted = false)
{
    /// <summary>Canonical name.</summary>
    public string Name { get; } = name;

    /// <summary>Values in the canonical unit; NaN where missing.</summary>
    public double[] Values { get; } = values;

    /// <summary>The worst flag so far of each level.</summary>
    public char[] Flags { get; } = flags;

    /// <summary>Bits of the tests that fired on each level; see <see cref="QualityTest.Bit"/>.</summary>
    public long[] Fired { get; } = new long[values.Length];

    /// <summary>Whether the values are raw (data mode R).</summary>
    public bool IsUnadjusted { get; } = isUnadjusted;

    /// <summary>Whether a test that can pass a value looked at this variable, so that an untested 0 becomes a 1.</summary>
    public bool IsTested { get; set; }

    /// <summary>Whether a level has a value that no test and no operator called bad.</summary>
    public bool IsUsable(int level) => !double.IsNaN(Values[level]) && Flags[level] != ArgoFlag.Bad;

    /// <summary>Notes that a test fired on a level: the worst flag wins, a missing value stays missing.</summary>
    public void Raise(int level, char flag, QualityTest test)
    {
        if (double.IsNaN(Values[level])) return;
        Fired[level] |= test.Bit;
        Flags[level] = ArgoFlag.Worst(Flags[level], flag);
    }
}
