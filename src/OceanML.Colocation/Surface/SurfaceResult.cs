using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Profiles reduced to what is near the surface.</summary>
/// <param name="Profiles">One row per profile with a level in the layer.</param>
/// <param name="Levels">Number of rows before.</param>
/// <param name="WithoutLevel">Number of profiles without a level in the layer.</param>
/// <param name="BadValues">Number of values in the layer that were left out because of a bad flag.</param>
/// <param name="Vertical">The column that said how deep a level is: depth or pressure.</param>
public sealed record SurfaceResult(Table Profiles, long Levels, long WithoutLevel, long BadValues, string Vertical);
