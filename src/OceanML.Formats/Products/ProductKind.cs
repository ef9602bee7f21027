namespace OceanML.Formats.Products;

/// <summary>The shape of the data in a file.</summary>
public enum ProductKind
{
    /// <summary>A grid: rows and columns of latitude and longitude.</summary>
    Grid,

    /// <summary>A swath or a curvilinear grid: latitude and longitude per pixel.</summary>
    Swath,

    /// <summary>Profiles of a platform: levels below positions.</summary>
    Profiles,

    /// <summary>A series at one place or along a track.</summary>
    Series,

    /// <summary>Rows and columns of a table.</summary>
    Table,

    /// <summary>A list of files or platforms.</summary>
    Index,

    /// <summary>Description of a platform or a granule, without measurements.</summary>
    Metadata,

    /// <summary>Anything else.</summary>
    Other,
}
