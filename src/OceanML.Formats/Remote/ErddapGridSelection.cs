using OceanML.Core;

namespace OceanML.Formats.Remote;

/// <summary>What is wanted of an ERDDAP grid: a point with the cells round it, or a box.</summary>
public sealed record ErddapGridSelection
{
    /// <summary>Variables by name, CF standard name or canonical name; none for all.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>The point; null where a box is wanted.</summary>
    public (double Latitude, double Longitude)? Point { get; init; }

    /// <summary>How far from the point cells are wanted, km, beside its own and their neighbours.</summary>
    public double RadiusKm { get; init; }

    /// <summary>The box; null where a point is wanted.</summary>
    public GeoBox? Box { get; init; }

    /// <summary>First time, microseconds since 1970 UTC, or null.</summary>
    public long? Start { get; init; }

    /// <summary>Last time, or null.</summary>
    public long? End { get; init; }

    /// <summary>The level wanted, in the unit of the dataset, or null.</summary>
    public double? Level { get; init; }

    /// <summary>Whether all levels are wanted.</summary>
    public bool AllLevels { get; init; }

    /// <summary>Every how many steps a dimension is read, by its name; 1 where it has none.</summary>
    public IReadOnlyDictionary<string, int> Strides { get; init; } = new Dictionary<string, int>();
}
