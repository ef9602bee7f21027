using OceanML.Core;

namespace OceanML.Quality;

/// <summary>One profile as the tests see it: levels in the order measured from the surface down, and where and when.</summary>
public sealed class ProfileLevels
{
    private readonly Dictionary<string, ProfileVariable> byName;

    /// <summary>Creates a profile.</summary>
    /// <param name="variables">The variables, all of the same length; pressure (dbar) among them where known.</param>
    /// <param name="latitude">Latitude, -90..90; NaN where unknown.</param>
    /// <param name="longitude">Longitude, -180..360; NaN where unknown.</param>
    /// <param name="time">UTC; <see cref="Timestamp.Missing"/> where unknown.</param>
    /// <param name="platform">The platform, e.g. the WMO number of a float.</param>
    /// <param name="isNearSurface">Whether it is an unpumped near-surface scheme, which some tests leave alone.</param>
    public ProfileLevels(
        IEnumerable<ProfileVariable> variables,
        double latitude = double.NaN,
        double longitude = double.NaN,
        long time = Timestamp.Missing,
        string? platform = null,
        bool isNearSurface = false)
    {
        Variables = [.. variables];
        byName = Variables.ToDictionary(variable => variable.Name, StringComparer.Ordinal);
        (Latitude, Longitude, Time, Platform, IsNearSurface) = (latitude, longitude, time, platform, isNearSurface);
    }

    /// <summary>The variables of the profile.</summary>
    public IReadOnlyList<ProfileVariable> Variables { get; }

    /// <summary>The pressure (dbar), or null where the profile has none.</summary>
    public ProfileVariable? Pressure => Find("pressure");

    /// <summary>Latitude, -90..90; NaN where unknown.</summary>
    public double Latitude { get; }

    /// <summary>Longitude, -180..360; NaN where unknown.</summary>
    public double Longitude { get; }

    /// <summary>UTC; <see cref="Timestamp.Missing"/> where unknown.</summary>
    public long Time { get; }

    /// <summary>The platform, or null.</summary>
    public string? Platform { get; }

    /// <summary>Whether it is an unpumped near-surface scheme.</summary>
    public bool IsNearSurface { get; }

    /// <summary>Flag of the position: the worst so far.</summary>
    public char PositionFlag { get; private set; } = ArgoFlag.NotTested;

    /// <summary>Flag of the time: the worst so far.</summary>
    public char TimeFlag { get; private set; } = ArgoFlag.NotTested;

    /// <summary>Number of levels.</summary>
    public int Count => Variables.Count == 0 ? 0 : Variables[0].Values.Length;

    /// <summary>A variable by canonical name, or null.</summary>
    public ProfileVariable? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>Raises the flag of the position; the worst wins.</summary>
    public void RaisePosition(char flag) => PositionFlag = ArgoFlag.Worst(PositionFlag, flag);

    /// <summary>Raises the flag of the time; the worst wins.</summary>
    public void RaiseTime(char flag) => TimeFlag = ArgoFlag.Worst(TimeFlag, flag);
}
