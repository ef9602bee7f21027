namespace OceanML.Formats.Products;

/// <summary>
/// The product descriptions: those built in, and those in the folder that the environment variable <c>OCEANML_PRODUCTS</c> names,
/// which come first and may replace built-in ones of the same file name.
/// </summary>
public static class ProductCatalog
{
    private const string Prefix = "products/";

    private static readonly Lazy<IReadOnlyList<ProductDescription>> Loaded = new(Load);

    /// <summary>All descriptions, in the order in which they are tried.</summary>
    /// <exception cref="Core.OceanException">A description is not well-formed.</exception>
    public static IReadOnlyList<ProductDescription> All => Loaded.Value;

    /// <summary>The description of an identifier, or null.</summary>
    public static ProductDescription? Find(string id) => All.FirstOrDefault(product => product.Id == id);

    private static List<ProductDescription> Load()
    {
        var products = new List<ProductDescription>();
        if (Environment.GetEnvironmentVariable("OCEANML_PRODUCTS") is { Length: > 0 } folder && Directory.Exists(folder))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal))
            {
                using var reader = new StreamReader(file);
                products.Add(ProductYaml.Read(Path.GetFileNameWithoutExtension(file), reader, file));
            }
        }

        var assembly = typeof(ProductCatalog).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var id = name[Prefix.Length..^".yaml".Length];
            if (products.Any(product => product.Id == id)) continue;
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            products.Add(ProductYaml.Read(id, reader, name));
        }

        return [.. products.OrderBy(product => product.Order)];
    }
}
