namespace OceanML.Quality;

/// <summary>One variable of a sequence with its flags (Argo scheme) and the tests that fired, value by value.</summary>
/// <param name="name">Canonical name, e.g. <c>temperature</c>.</param>
/// <param name="values">Values in the canonical unit; NaN where missing.</param>
/// <param name="flags">Flags before the tests, one per value; changed in place.</param>
/// <param name="isUnadjusted">Whether the values are raw (data mode R), which matters for biogeochemical sensors.</param>
public sealed class SequenceVariable(string name, double[] values, char[] flags, bool isUnadjusted = false)
{
    /// <summary>Canonical name.</summary>
    public string Name { get; } = name;

    /// <summary>Name of its column in the table, where it has another one.</summary>
    public string Column { get; init; } = name;

    /// <summary>Values in the canonical unit; NaN where missing. Not to be changed: see <see cref="Adjust"/>.</summary>
    public double[] Values { get; } = values;

    /// <summary>The worst flag so far of each value.</summary>
    public char[] Flags { get; } = flags;

    /// <summary>Bits of the tests that fired on each value; see <see cref="QualityTest.Bit"/>.</summary>
    public long[] Fired { get; } = new long[values.Length];

    /// <summary>Whether some test could judge each value, so that an untested 0 becomes a 1.</summary>
    public bool[] Judged { get; } = new bool[values.Length];

    /// <summary>Whether the values are raw (data mode R).</summary>
    public bool IsUnadjusted { get; } = isUnadjusted;

    /// <summary>Whether the values were adjusted by an expert (data mode D).</summary>
    public bool IsDelayed { get; init; }

    /// <summary>Values that a test adjusted, beside the raw ones; null where none did.</summary>
    public double[]? Adjusted { get; private set; }

    /// <summary>Flags of the adjusted values.</summary>
    public char[]? AdjustedFlags { get; private set; }

    /// <summary>Notes that a test could judge every value.</summary>
    public void JudgeAll() => Array.Fill(Judged, true);

    /// <summary>Whether there is a value that no test and no operator called bad.</summary>
    public bool IsUsable(int level) => !double.IsNaN(Values[level]) && Flags[level] != ArgoFlag.Bad;

    /// <summary>Notes that a test fired on a value: the worst flag wins, a missing value stays missing.</summary>
    public void Raise(int level, char flag, QualityTest test)
    {
        if (double.IsNaN(Values[level])) return;
        Fired[level] |= test.Bit;
        Flags[level] = ArgoFlag.Worst(Flags[level], flag);
    }

    /// <summary>Takes the flags of a QARTOD test: fail is bad, suspect probably bad, good is judged; not evaluated and missing leave a value as it is.</summary>
    internal void RaiseQartod(ReadOnlySpan<char> flags, QualityTest test)
    {
        for (var level = 0; level < flags.Length; level++)
        {
            switch (flags[level])
            {
                case QartodFlag.Good: Judged[level] = true; break;
                case QartodFlag.Suspect: Raise(level, ArgoFlag.ProbablyBad, test); break;
                case QartodFlag.Fail: Raise(level, ArgoFlag.Bad, test); break;
            }
        }
    }

    /// <summary>Gives adjusted values, which become a column of their own; the raw ones stay.</summary>
    /// <param name="adjusted">One per value; NaN where there is none.</param>
    /// <param name="adjustedFlags">Their flags, Argo scheme.</param>
    public void Adjust(double[] adjusted, char[] adjustedFlags) => (Adjusted, AdjustedFlags) = (adjusted, adjustedFlags);
}
