using OceanML.Core;
using OceanML.Formats.Fields.Sen3;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Products;

/// <summary>Recognises what a file is by its content; its name and extension are never looked at.</summary>
public static class ProductFile
{
    /// <summary>Identifies a file, or a folder or zip of a Sentinel-3 product.</summary>
    /// <exception cref="OceanException">It cannot be read, or it begins like netCDF and is damaged or truncated.</exception>
    public static Product Identify(string path)
    {
        if (NetCdfFile.IsNetCdf(path))
        {
            using var file = NetCdfFile.Open(path);
            return Identify(file);
        }

        if (Sen3Package.IsPackage(path))
        {
            using var package = Sen3Package.Open(path);
            return Identify(package, Sen3Manifest.Read(package));
        }

        var head = FileHead.Read(path);
        return Match(new FileEvidence(head)) ?? head.Format switch
        {
            "parquet" => new Product("parquet", "Parquet table", ProductKind.Table),
            "json" => new Product("json", "JSON document", ProductKind.Other),
            "html" => new Product("html", "web page", ProductKind.Other),
            "xml" => new Product("xml", "XML document", ProductKind.Other),
            "text" when head.Delimiter is { } delimiter => new Product(delimiter == '\t' ? "tsv" : "csv", "table as text", ProductKind.Table),
            "text" => new Product("text", "plain text", ProductKind.Other),
            _ => new Product("unknown", "file of no known format", ProductKind.Other),
        };
    }

    /// <summary>Identifies a Sentinel-3 product.</summary>
    internal static Product Identify(Sen3Package package, Sen3Manifest manifest) =>
        Match(new Sen3Evidence(package, manifest))
        ?? new Product("sen3", $"Sentinel-3 product of type {(manifest.ProductType.Length > 0 ? manifest.ProductType : "unknown")}", ProductKind.Other);

    /// <summary>Identifies an open netCDF file.</summary>
    public static Product Identify(NetCdfFile file) => Match(new NetCdfEvidence(file)) ?? CfShape.Identify(file);

    private static Product? Match(ProductEvidence evidence)
    {
        foreach (var product in ProductCatalog.All)
        {
            foreach (var signature in product.Signatures)
            {
                if (evidence.Fits(signature)) return new Product(product.Id, product.Title, product.Kind, product);
            }
        }

        return null;
    }
}
