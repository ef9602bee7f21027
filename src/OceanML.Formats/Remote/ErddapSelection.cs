using OceanML.Core;

namespace OceanML.Formats.Remote;

/// <summary>What is wanted of an ERDDAP table.</summary>
public sealed record ErddapSelection
{
    /// <summary>Variables by name, CF standard name or canonical name; none for all.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>Area, or null.</summary>
    public GeoBox? Box { get; init; }

    /// <summary>First time, microseconds since 1970 UTC, included; null for the first there is.</summary>
    public long? Start { get; init; }

    /// <summary>Last time, included; null for the last there is.</summary>
    public long? End { get; init; }

    /// <summary>Least and greatest depth, m, positive down, or null.</summary>
    public (double Least, double Greatest)? Depth { get; init; }

    /// <summary>Other constraints as ERDDAP writes them, e.g. <c>wspd&gt;=10</c>, <c>station="46026"</c>.</summary>
    public IReadOnlyList<string> Constraints { get; init; } = [];
}
