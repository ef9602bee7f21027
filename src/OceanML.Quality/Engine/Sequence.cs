using OceanML.Core;

namespace OceanML.Quality;

/// <summary>
/// Values that are neighbours, as the tests see them: a profile from the surface down, or a time series of one platform and depth; and where
/// and when each was measured.
/// </summary>
public sealed class Sequence
{
    private readonly Dictionary<string, SequenceVariable> byName;
    private readonly Func<string, double[]?>? others;
    private readonly Lazy<bool[]?> gaps;

    /// <summary>A profile at one place and time.</summary>
    /// <param name="variables">The variables, all of the same length; pressure (dbar) among them where known.</param>
    /// <param name="latitude">Latitude, -90..90; NaN where unknown.</param>
    /// <param name="longitude">Longitude, -180..360; NaN where unknown.</param>
    /// <param name="time">UTC; <see cref="Timestamp.Missing"/> where unknown.</param>
    /// <param name="platform">The platform, e.g. the WMO number of a float.</param>
    /// <param name="isNearSurface">Whether it is an unpumped near-surface scheme, which some tests leave alone.</param>
    public Sequence(
        IEnumerable<SequenceVariable> variables,
        double latitude = double.NaN,
        double longitude = double.NaN,
        long time = Timestamp.Missing,
        string? platform = null,
        bool isNearSurface = false)
        : this([.. variables], SequenceAxis.Profile, null, null, null, platform, null, isNearSurface, null)
    {
        Array.Fill(Latitudes, latitude);
        Array.Fill(Longitudes, longitude);
        Array.Fill(Times, time);
    }

    /// <summary>A profile or a series with the place and time of each value.</summary>
    /// <param name="variables">The variables, all of the same length.</param>
    /// <param name="axis">Along what they are neighbours.</param>
    /// <param name="times">UTC microseconds per value, or null where unknown.</param>
    /// <param name="latitudes">Latitude per value, or null where unknown.</param>
    /// <param name="longitudes">Longitude per value, or null where unknown.</param>
    /// <param name="platform">The platform, or null.</param>
    /// <param name="profile">Name of the profile, or null.</param>
    /// <param name="isNearSurface">Whether it is an unpumped near-surface scheme.</param>
    /// <param name="others">Further number columns of the table, by name; see <see cref="Other"/>.</param>
    public Sequence(
        IReadOnlyList<SequenceVariable> variables,
        SequenceAxis axis,
        long[]? times,
        double[]? latitudes,
        double[]? longitudes,
        string? platform = null,
        string? profile = null,
        bool isNearSurface = false,
        Func<string, double[]?>? others = null)
    {
        Variables = variables;
        byName = new Dictionary<string, SequenceVariable>(variables.Count, StringComparer.Ordinal);
        foreach (var variable in variables) byName.Add(variable.Name, variable);
        Count = variables.Count > 0 ? variables[0].Values.Length : times?.Length ?? latitudes?.Length ?? 0;
        Axis = axis;
        Times = times ?? Filled(Timestamp.Missing);
        Latitudes = latitudes ?? Filled(double.NaN);
        Longitudes = longitudes ?? Filled(double.NaN);
        (Platform, Profile, IsNearSurface, this.others) = (platform, profile, isNearSurface, others);
        gaps = new Lazy<bool[]?>(FindGaps);
        TimeFlags = Filled(ArgoFlag.NotTested);
        PositionFlags = Filled(ArgoFlag.NotTested);
    }

    /// <summary>Along what the values are neighbours.</summary>
    public SequenceAxis Axis { get; }

    /// <summary>The variables.</summary>
    public IReadOnlyList<SequenceVariable> Variables { get; }

    /// <summary>The pressure (dbar), or null where there is none.</summary>
    public SequenceVariable? Pressure => Find("pressure");

    /// <summary>Number of values of each variable.</summary>
    public int Count { get; }

    /// <summary>Time of each value, UTC microseconds; <see cref="Timestamp.Missing"/> where unknown.</summary>
    public long[] Times { get; }

    /// <summary>Latitude of each value, -90..90; NaN where unknown.</summary>
    public double[] Latitudes { get; }

    /// <summary>Longitude of each value, -180..360; NaN where unknown.</summary>
    public double[] Longitudes { get; }

    /// <summary>Latitude of the first value; NaN where unknown.</summary>
    public double Latitude => Count == 0 ? double.NaN : Latitudes[0];

    /// <summary>Longitude of the first value; NaN where unknown.</summary>
    public double Longitude => Count == 0 ? double.NaN : Longitudes[0];

    /// <summary>Time of the first value; <see cref="Timestamp.Missing"/> where unknown.</summary>
    public long Time => Count == 0 ? Timestamp.Missing : Times[0];

    /// <summary>The platform, or null.</summary>
    public string? Platform { get; }

    /// <summary>Name of the profile, or null.</summary>
    public string? Profile { get; }

    /// <summary>Whether it is an unpumped near-surface scheme.</summary>
    public bool IsNearSurface { get; }

    /// <summary>Whether it is an Argo synthetic profile: each sensor measured at some of the levels, and has no value at the others.</summary>
    public bool IsSynthetic { get; init; }

    /// <summary>Flag of each position: the worst so far.</summary>
    public char[] PositionFlags { get; }

    /// <summary>Flag of each time: the worst so far.</summary>
    public char[] TimeFlags { get; }

    /// <summary>A variable by canonical name (or by column name where the vocabulary knows none), or null.</summary>
    public SequenceVariable? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>A number column of the table that is not tested, e.g. <c>park_pressure</c>; null where there is none.</summary>
    public double[]? Other(string name) => others?.Invoke(name);

    /// <summary>
    /// Whether levels of the file are missing between a value and the one before, so that the two are no neighbours: the table has a column
    /// <c>level</c>, an index that increases by 1 from level to level, and rows without any value were left out.
    /// </summary>
    public bool IsAfterGap(int row) => gaps.Value is { } found && found[row];

    /// <summary>Raises the flag of all positions; the worst wins.</summary>
    public void RaisePosition(char flag)
    {
        for (var row = 0; row < Count; row++) RaisePosition(row, flag);
    }

    /// <summary>Raises the flag of one position; the worst wins.</summary>
    public void RaisePosition(int row, char flag) => PositionFlags[row] = ArgoFlag.Worst(PositionFlags[row], flag);

    /// <summary>Raises the flag of all times; the worst wins.</summary>
    public void RaiseTime(char flag)
    {
        for (var row = 0; row < Count; row++) RaiseTime(row, flag);
    }

    /// <summary>Raises the flag of one time; the worst wins.</summary>
    public void RaiseTime(int row, char flag) => TimeFlags[row] = ArgoFlag.Worst(TimeFlags[row], flag);

    private bool[]? FindGaps()
    {
        if (Axis != SequenceAxis.Profile || Count < 2 || Other("level") is not { } levels) return null;
        var (found, smallest, any) = (new bool[Count], double.PositiveInfinity, false);
        for (var row = 1; row < Count; row++)
        {
            var step = Math.Abs(levels[row] - levels[row - 1]);
            smallest = Math.Min(smallest, step);
            any |= found[row] = step > 1;
        }

        return any && smallest == 1 ? found : null;
    }

    private T[] Filled<T>(T value)
    {
        var values = new T[Count];
        Array.Fill(values, value);
        return values;
    }
}
