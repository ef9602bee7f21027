namespace OceanML.Core;

/// <summary>What protocols ask of a field under one name, whatever the product calls it (<see cref="IField.Roles"/>).</summary>
public static class FieldRole
{
    /// <summary>Sun zenith angle, degrees.</summary>
    public const string SunZenith = "sun_zenith";

    /// <summary>Sensor (viewing) zenith angle, degrees.</summary>
    public const string ViewZenith = "view_zenith";

    /// <summary>Wind speed at 10 m, m s-1.</summary>
    public const string WindSpeed = "wind_speed";

    /// <summary>Aerosol optical thickness, 1.</summary>
    public const string AerosolThickness = "aerosol_thickness";

    /// <summary>All roles.</summary>
    public static IReadOnlyList<string> All { get; } = [SunZenith, ViewZenith, WindSpeed, AerosolThickness];
}
