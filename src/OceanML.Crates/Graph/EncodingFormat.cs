namespace OceanML.Crates;

/// <summary>A file format: its media type and its entry in EDAM (or PRONOM), which says the same to machines.</summary>
/// <param name="MediaType">IANA media type.</param>
/// <param name="Iri">The format's entry, or null.</param>
/// <param name="Name">The format's name.</param>
public sealed record EncodingFormat(string MediaType, string? Iri, string Name)
{
    private const string Edam = "http://edamontology.org/format_";

    private static readonly EncodingFormat NetCdf = new("application/netcdf", Edam + "3650", "netCDF");
    private static readonly EncodingFormat Parquet = new("application/vnd.apache.parquet", null, "Apache Parquet");
    private static readonly EncodingFormat Json = new("application/json", Edam + "3464", "JSON");
    private static readonly EncodingFormat Png = new("image/png", Edam + "3603", "PNG");
    private static readonly EncodingFormat Pdf = new("application/pdf", "https://www.nationalarchives.gov.uk/PRONOM/fmt/276", "PDF");
    private static readonly EncodingFormat Html = new("text/html", Edam + "2331", "HTML");
    private static readonly EncodingFormat Zip = new("application/zip", Edam + "3987", "ZIP");
    private static readonly EncodingFormat Text = new("text/plain", Edam + "2330", "plain text");

    /// <summary>Whatever could not be told.</summary>
    public static EncodingFormat Unknown { get; } = new("application/octet-stream", null, "binary data");

    /// <summary>The format of a file: by its first bytes, since Galaxy names every file .dat, then by its extension.</summary>
    /// <param name="name">File name.</param>
    /// <param name="head">Its first bytes, 16 or more where there are as many.</param>
    public static EncodingFormat Of(string name, ReadOnlySpan<byte> head)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (head.StartsWith("CDF"u8) || (head.Length > 3 && head[0] == 0x89 && head[1..4].SequenceEqual("HDF"u8))) return NetCdf;
        if (head.StartsWith("PAR1"u8)) return Parquet;
        if (head.Length > 3 && head[0] == 0x89 && head[1..4].SequenceEqual("PNG"u8)) return Png;
        if (head.StartsWith("%PDF"u8)) return Pdf;
        if (head.StartsWith("PK\u0003\u0004"u8)) return Zip;
        if (head.StartsWith("<!DOCTYPE html"u8) || head.StartsWith("<!doctype html"u8) || head.StartsWith("<html"u8)) return Html;
        return Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".ga" or ".json" => Json,
            ".jsonld" => new("application/ld+json", Edam + "3749", "JSON-LD"),
            ".csv" => new("text/csv", Edam + "3752", "CSV"),
            ".tsv" or ".tabular" => new("text/tab-separated-values", Edam + "3475", "TSV"),
            ".nc" => NetCdf,
            ".parquet" => Parquet,
            ".onnx" => new("application/octet-stream", "https://onnx.ai/", "ONNX"),
            ".md" => new("text/markdown", "https://www.nationalarchives.gov.uk/PRONOM/fmt/1149", "Markdown"),
            ".yml" or ".yaml" or ".cwl" => new("application/yaml", Edam + "3750", "YAML"),
            ".svg" => new("image/svg+xml", Edam + "3604", "SVG"),
            ".png" => Png,
            ".pdf" => Pdf,
            ".html" => Html,
            ".zip" => Zip,
            ".xml" => new("application/xml", Edam + "2332", "XML"),
            ".sh" => new("text/x-shellscript", null, "shell script"),
            ".txt" or ".log" => Text,
            _ => head.StartsWith("{"u8) || head.StartsWith("["u8) ? Json : Unknown,
        };
    }
}
