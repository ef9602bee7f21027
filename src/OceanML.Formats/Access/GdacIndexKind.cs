namespace OceanML.Formats.Access;

/// <summary>What the files of a GDAC index hold.</summary>
public enum GdacIndexKind
{
    /// <summary><c>ar_index_global_prof</c>: pressure, temperature, salinity; it names no parameters.</summary>
    Core,

    /// <summary><c>argo_bio-profile_index</c>: biogeochemical parameters beside core files.</summary>
    Bio,

    /// <summary><c>argo_synthetic-profile_index</c>: everything merged on one pressure axis.</summary>
    Synthetic,
}
