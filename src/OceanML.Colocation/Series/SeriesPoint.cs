namespace OceanML.Colocation;

/// <summary>A place of which a series is wanted.</summary>
/// <param name="Name">Its name, the <c>platform</c> of the series.</param>
/// <param name="Latitude">Degrees.</param>
/// <param name="Longitude">Degrees, any convention.</param>
public sealed record SeriesPoint(string Name, double Latitude, double Longitude);
