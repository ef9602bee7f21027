namespace OceanML.Learning;

/// <summary>Form of a climatology.</summary>
public enum ClimatologyKind
{
    /// <summary>Mean, annual and half-yearly cycle, smooth from day to day.</summary>
    Harmonic,

    /// <summary>A mean for each month, with steps between them.</summary>
    Month,
}
