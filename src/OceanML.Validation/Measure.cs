namespace OceanML.Validation;

/// <summary>One named score with what it needs to be understood.</summary>
/// <param name="Name">Its name in files, e.g. <c>crps</c>.</param>
/// <param name="Value">Its value; NaN where undefined.</param>
/// <param name="Low">Lower end of the confidence interval; NaN where there is none.</param>
/// <param name="High">Upper end of the confidence interval; NaN where there is none.</param>
/// <param name="Interval">How the interval was made.</param>
/// <param name="N">Number of rows or events it was computed on.</param>
/// <param name="Unit">Its unit; null where that of the variable is unknown.</param>
public sealed record Measure(string Name, double Value, double Low, double High, IntervalMethod Interval, int N, string? Unit = "1")
{
    /// <summary>A number without an interval: a threshold, a count.</summary>
    public static Measure Plain(string name, double value, int n, string? unit = "1") => new(name, value, double.NaN, double.NaN, IntervalMethod.None, n, unit);
}
