namespace OceanML.Quality;

/// <summary>
/// One real-time test. It raises flags of the profile it is given; values missing or already bad are left out of what it computes.
/// Constants are those of the Argo manual (10.13155/33951) as run by the Coriolis chain 6.5, unless the test says otherwise.
/// </summary>
/// <param name="name">Name on the command line, e.g. <c>spike</c>.</param>
/// <param name="number">
/// Argo's test number where it has one (1 to 30), above 30 where it is ours; the bit of the test in <c>v_qc_tests</c> is 2 to that
/// power, as in Argo's HISTORY_QCTEST.
/// </param>
/// <param name="title">What fails, in one line.</param>
/// <param name="isDefault">Whether it runs unless tests are named.</param>
public abstract class QualityTest(string name, int number, string title, bool isDefault = true)
{
    /// <summary>Name on the command line.</summary>
    public string Name { get; } = name;

    /// <summary>Argo's test number, or one of ours above 30.</summary>
    public int Number { get; } = number;

    /// <summary>What fails, in one line.</summary>
    public string Title { get; } = title;

    /// <summary>Whether it runs unless tests are named.</summary>
    public bool IsDefault { get; } = isDefault;

    /// <summary>The bit set in <c>v_qc_tests</c> where the test fires.</summary>
    public long Bit => 1L << Number;

    /// <summary>Looks at a profile and raises flags where it fails.</summary>
    public abstract void Run(ProfileLevels profile);

    /// <summary>Raises one flag on every level that has a value.</summary>
    private protected void RaiseAll(ProfileVariable variable, char flag)
    {
        for (var level = 0; level < variable.Values.Length; level++) variable.Raise(level, flag, this);
    }
}
