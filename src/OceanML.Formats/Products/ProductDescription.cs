namespace OceanML.Formats.Products;

/// <summary>
/// A product as its file in <c>products/</c> describes it: how to recognise it, where its coordinates and flags are, which flags a
/// matchup leaves out, and what a newcomer should know. A user adds a product by adding such a file (see <see cref="ProductCatalog"/>).
/// </summary>
public sealed record ProductDescription
{
    /// <summary>Identifier, e.g. <c>pace-oci-l3m</c>; the name of the file.</summary>
    public required string Id { get; init; }

    /// <summary>Its name in plain words.</summary>
    public required string Title { get; init; }

    /// <summary>The shape of its data.</summary>
    public required ProductKind Kind { get; init; }

    /// <summary>Position in the search: smaller is tried earlier, so that special products come before general ones.</summary>
    public int Order { get; init; } = 50;

    /// <summary>What its files look like; one match is enough.</summary>
    public IReadOnlyList<ProductSignature> Signatures { get; init; } = [];

    /// <summary>The latitude variable, where CF attributes do not tell.</summary>
    public string? Latitude { get; init; }

    /// <summary>The longitude variable, where CF attributes do not tell.</summary>
    public string? Longitude { get; init; }

    /// <summary>A variable with one time per scan line, e.g. <c>scan_line_attributes/time</c>.</summary>
    public string? LineTime { get; init; }

    /// <summary>What a time step stands for: <c>day</c>, <c>month</c>, <c>8day</c>; null where the file tells.</summary>
    public string? Composite { get; init; }

    /// <summary>Wavelength variable per band dimension, e.g. wavelength_3d: sensor_band_parameters/wavelength_3d.</summary>
    public IReadOnlyDictionary<string, string> Wavelengths { get; init; } = new Dictionary<string, string>();

    /// <summary>Patterns of variables that are not data of the pixels: palettes, tie points.</summary>
    public IReadOnlyList<string> Hidden { get; init; } = [];

    /// <summary>Default flag rules of a matchup.</summary>
    public IReadOnlyList<ProductFlags> Flags { get; init; } = [];

    /// <summary>The variables that protocols ask for: <see cref="Core.FieldRole"/> to a pattern of variable names; the first one that the file has counts.</summary>
    public IReadOnlyDictionary<string, string> Roles { get; init; } = new Dictionary<string, string>();

    /// <summary>Conditions on other variables without which a pixel is not valid.</summary>
    public IReadOnlyList<Core.PixelCondition> Conditions { get; init; } = [];

    /// <summary>Columns of a table whose names or units need explaining: the file's name of the column to what it is.</summary>
    public IReadOnlyDictionary<string, ProductColumn> Columns { get; init; } = new Dictionary<string, ProductColumn>();

    /// <summary>Where the station is, degrees north and east, for files of one fixed station that do not say.</summary>
    public (double Latitude, double Longitude)? Position { get; init; }

    /// <summary>Name of the platform, for files that do not say.</summary>
    public string? Platform { get; init; }

    /// <summary>What to know before using it, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What one usually does next; {file} stands for the file.</summary>
    public IReadOnlyList<string> Next { get; init; } = [];

    /// <summary>Why these files are no observations, in a sentence that begins with what they are; null where they are.</summary>
    public string? Refuse { get; init; }

    /// <summary>Licence or terms of use, where the file does not say.</summary>
    public string? Licence { get; init; }

    /// <summary>DOI or address of the product, where the file does not say.</summary>
    public string? Reference { get; init; }
}
