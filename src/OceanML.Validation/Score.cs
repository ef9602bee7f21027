namespace OceanML.Validation;

/// <summary>One statistic with what it needs to be understood.</summary>
/// <param name="Statistic">Which.</param>
/// <param name="Value">Its value; NaN where undefined (no variance, say).</param>
/// <param name="Low">Lower end of the confidence interval; NaN where there is none.</param>
/// <param name="High">Upper end of the confidence interval; NaN where there is none.</param>
/// <param name="Interval">How the interval was made.</param>
/// <param name="N">Number of pairs it was computed on.</param>
/// <param name="Unit">Its unit; null where that of the variable is unknown.</param>
public sealed record Score(Statistic Statistic, double Value, double Low, double High, IntervalMethod Interval, int N, string? Unit)
{
    /// <summary>Its name in files, e.g. <c>unbiased_rmsd</c>.</summary>
    public string Name => StatisticNames.Of(Statistic);
}
