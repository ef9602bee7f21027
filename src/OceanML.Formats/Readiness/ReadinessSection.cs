namespace OceanML.Formats.Readiness;

/// <summary>The sections of the checklist.</summary>
public enum ReadinessSection
{
    /// <summary>What the data are: name, version, contact, kind.</summary>
    General,

    /// <summary>Completeness, consistency, bias, resolution, quality control, provenance.</summary>
    Quality,

    /// <summary>Convention, dictionary, identifier, contact, licence.</summary>
    Documentation,

    /// <summary>Formats, authentication, interfaces.</summary>
    Access,

    /// <summary>Gaps, outliers, sampling, labels, splits.</summary>
    Preparation,
}
