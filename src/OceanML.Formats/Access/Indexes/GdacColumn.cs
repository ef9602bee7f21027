namespace OceanML.Formats.Access;

/// <summary>Columns of an index, as a set.</summary>
[Flags]
internal enum GdacColumn
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The platform.</summary>
    Platform = 1,

    /// <summary>Data centre, kind of file, direction.</summary>
    Origin = 2,

    /// <summary>The cycle.</summary>
    Cycle = 4,

    /// <summary>The time.</summary>
    Time = 8,

    /// <summary>Latitude and longitude.</summary>
    Place = 16,

    /// <summary>Parameters and their data modes.</summary>
    Content = 32,
}
