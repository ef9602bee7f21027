using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Profiles reduced to what is near the surface.</summary>
/// <param name="Profiles">One row per profile with a level in the layer.</param>
/// <param name="Levels">Number of rows before.</param>
/// <param name="WithoutLevel">Number of profiles without a level in the layer.</param>
/// <param name="BadValues">Number of values in the layer that were left out because of a bad flag.</param>
/// <param name="Vertical">The column that said how deep a level is: depth or pressure.</param>
public sealed record SurfaceResult(Table Profiles, long Levels, long WithoutLevel, long BadValues, string Vertical)
{
    /// <summary>Number of profiles left out because nothing tells how deep the light goes; 0 for a mean down to a fixed depth.</summary>
    public long WithoutAttenuation { get; init; }

    /// <summary>Number of values, of all variables, that are missing because levels cover too little of the layer; 0 for a mean down to a fixed depth.</summary>
    public long Uncovered { get; init; }

    /// <summary>Profiles that have no row any more, by reason.</summary>
    public IReadOnlyDictionary<string, long> Rejected => new SortedDictionary<string, long>(StringComparer.Ordinal)
    {
        ["no_attenuation"] = WithoutAttenuation,
        ["no_surface_level"] = WithoutLevel,
    };
}
