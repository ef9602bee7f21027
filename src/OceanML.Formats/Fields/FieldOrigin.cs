using OceanML.Core;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Products;

namespace OceanML.Formats.Fields;

/// <summary>Whether the values of a field were measured by satellite, estimated from measurements, or simulated, by what its attributes say.</summary>
internal static class FieldOrigin
{
    private static readonly string[] Simulated = ["reanalysis", "re-analysis", "cmip", "era5", "era-5", "20cr", "twentieth century", "model", "simulat", "hindcast", "nemo", "ecmwf", "forecast"];
    private static readonly string[] Estimated = ["analysis", "optimal interpolation", "reconstruct", "l4", "level 4", "level-4", "gap-free", "gapfree", "gap-filled", "objective", "climatolog", "blended"];
    private static readonly string[] Measured = ["satellite", "modis", "seawifs", "viirs", "olci", "avhrr", "radiometer", "l3", "l2", "level 3", "level-3", "level 2", "remote sensing", "sensor"];

    /// <summary>Where the values come from.</summary>
    public static FieldProvenance Of(NetCdfFile file, Product product)
    {
        var attributes = file.Attributes;
        string[] run = [.. new[] { "source_id", "experiment_id", "variant_label" }.Select(attributes.Text).OfType<string>()];
        var source = run.Length > 0 ? string.Join(' ', run) : attributes.Text("source") ?? attributes.Text("platform") ?? attributes.Text("institution");
        return new FieldProvenance(Origin(file, product), attributes.Text("title") ?? attributes.Text("id"), source, attributes.Text("license") ?? attributes.Text("licence"));
    }

    // A known product decides first; the gap-filled ones among them say so themselves. Then what the file says of itself, a model before a satellite: a
    // model's title may name the satellites it was compared with.
    private static string? Origin(NetCdfFile file, Product product)
    {
        var attributes = file.Attributes;
        if (attributes.Text("experiment_id") is not null || attributes.Text("mip_era") is not null) return "simulated";
        if (file.Variables.Any(variable => variable.Attributes.Text("um_stash_source") is not null || variable.Attributes["GRIB_paramId"] is not null)) return "simulated";
        var text = string.Join(' ', new[] { "title", "source", "summary", "institution", "project", "processing_level", "platform", "sensor", "instrument", "comment", "description", "production", "id", "product_version" }
            .Select(attributes.Text).OfType<string>()).ToLowerInvariant();
        if (product.Description is not null) return product.Id.Contains("l4", StringComparison.Ordinal) || attributes.Text("processing_level")?.Contains('4', StringComparison.Ordinal) == true ? "estimated" : "measured";
        if (Has(Simulated)) return "simulated";
        if (Has(Estimated)) return "estimated";
        return Has(Measured) ? "measured" : null;

        bool Has(string[] words) => Array.Exists(words, word => text.Contains(word, StringComparison.Ordinal));
    }
}
