namespace OceanML.Quality;

/// <summary>
/// One test. It raises flags of the sequence it is given; values missing or already bad are left out of what it computes. While tests run,
/// flags are those of the Argo scheme, whatever is written in the end.
/// </summary>
/// <param name="name">What reports and options call it, e.g. <c>spike</c>.</param>
/// <param name="number">
/// Argo's test number where it has one (1 to 30); above 30 where it is ours; 0 to be given a free one by the plan. The bit of the test in
/// <c>v_qc_tests</c> is 2 to that power, as in Argo's HISTORY_QCTEST.
/// </param>
/// <param name="title">What fails, in one line.</param>
public abstract class QualityTest(string name, int number, string title)
{
    /// <summary>What reports and options call it; several configured tests of one plan may share it, and their bit.</summary>
    public string Name { get; internal set; } = name;

    /// <summary>The number of its bit, 0 to 52.</summary>
    public int Number { get; internal set; } = number;

    /// <summary>What fails, in one line.</summary>
    public string Title { get; } = title;

    /// <summary>The bit set in <c>v_qc_tests</c> where the test fires.</summary>
    public long Bit => 1L << Number;

    /// <summary>Along what neighbours must lie; null where either will do, and the plan says.</summary>
    public virtual SequenceAxis? Axis => SequenceAxis.Profile;

    /// <summary>
    /// Whether it compares values of one place and depth through time, which the profiles of a float do not give: it then runs on the platforms whose
    /// values are series, unless the plan says that all are.
    /// </summary>
    public virtual bool ComparesTimes => false;

    /// <summary>
    /// Canonical names or patterns of columns that it tests beyond what Argo floats measure, e.g. <c>wind_speed</c>; a column that no test
    /// names and that no float measures is left alone.
    /// </summary>
    public virtual IReadOnlyList<string> Variables => [];

    /// <summary>Looks at a sequence and raises flags where it fails.</summary>
    public abstract void Run(Sequence sequence);

    /// <summary>Raises one flag on every value.</summary>
    private protected void RaiseAll(SequenceVariable variable, char flag)
    {
        for (var level = 0; level < variable.Values.Length; level++) variable.Raise(level, flag, this);
    }
}
