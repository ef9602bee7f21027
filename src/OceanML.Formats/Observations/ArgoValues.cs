namespace OceanML.Formats.Observations;

/// <summary>Which of Argo's two values of each measurement is taken.</summary>
public enum ArgoValues
{
    /// <summary>Adjusted where the data mode of the parameter is A or D, raw where it is R.</summary>
    Best,

    /// <summary>Adjusted alone; missing where the data mode is R.</summary>
    Adjusted,

    /// <summary>As the sensor reported, with the real-time flags.</summary>
    Raw,
}
