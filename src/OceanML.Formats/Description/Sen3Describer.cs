using OceanML.Core;
using OceanML.Formats.Fields;
using OceanML.Formats.Fields.Sen3;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Products;

namespace OceanML.Formats.Description;

/// <summary>Describes a Sentinel-3 product: its folder, a zip of it, or its manifest.</summary>
internal static class Sen3Describer
{
    public static FileDescription Describe(string path, long limit)
    {
        using var package = Sen3Package.Open(path);
        var manifest = Sen3Manifest.Read(package);
        var product = ProductFile.Identify(package, manifest);
        var description = new FileDescription(path, product, package.IsPacked ? "zip of a SEN3 folder" : "SEN3 folder", FieldFile.Length(path))
        {
            About = [.. About(manifest, product)],
            Time = manifest.Start == Timestamp.Missing ? null : new TimeExtent(manifest.Start, manifest.End, 1, "manifest"),
            Notes = product.Description?.Notes ?? [],
        };
        if (!product.IsField) return description with { Notes = [.. description.Notes, "Its pixels cannot be read: only OLCI products are known."] };
        if (!package.Has(Sen3Package.PositionsName))
            return description with { Notes = [.. description.Notes, $"The files of the product are not beside its manifest: there is no {Sen3Package.PositionsName}."] };
        using var field = new Sen3Field(package, manifest, product, threads: 1);
        return WithPixels(description, field, limit);
    }

    private static FileDescription WithPixels(FileDescription description, Sen3Field field, long limit)
    {
        var positions = field.File(Sen3Package.PositionsName);
        var (variables, flags) = (new List<VariableDescription>(), new List<FlagDescription>());
        var left = limit >= long.MaxValue / 2 ? long.MaxValue : NetCdfDescriber.TotalValues;
        foreach (var file in (NetCdfFile[])[positions, .. field.DataFiles.Select(field.File)])
        {
            foreach (var variable in file.Variables)
            {
                var described = VariableStatistics.Describe(variable, NetCdfDescriber.Share(limit, left), NetCdfDecoding.All);
                left -= described.Examined;
                variables.Add(described with { Wavelengths = BandNames.Wavelength(variable.Name) is { } wavelength ? [wavelength] : [] });
            }

            flags.AddRange(NetCdfFlagCounts.BitFlags(file, field.Identity.Description, limit));
        }

        var space = NetCdfDescriber.Space(field.Identity.Kind, positions["latitude"], positions["longitude"]);
        var (rows, columns) = field.Shape;
        var time = description.Time ?? (field.Times is [var lines] ? new TimeExtent(lines.Start, lines.End, 1, "time_coordinates.nc") : null);
        return description with
        {
            Dimensions = [("rows", rows, false), ("columns", columns, false)],
            Variables = variables,
            Roles = field.Roles,
            Flags = flags,
            Space = space,
            Time = time,
            Notes = [.. description.Notes, .. NetCdfNotes.Sentences(field.Warnings), .. NetCdfNotes.OfPixels(variables, space, time, flags)],
            Next = [.. (field.Identity.Description?.Next ?? []).Select(text => text.Replace("{file}", description.Path, StringComparison.Ordinal))],
        };
    }

    private static IEnumerable<(string, string)> About(Sen3Manifest manifest, Product product)
    {
        if (manifest.ProductName.Length > 0) yield return ("title", manifest.ProductName);
        if (manifest.ProductName.Length > 3) yield return ("platform", $"Sentinel-3{manifest.ProductName[2]}");
        if (manifest.ProductType.Length > 0) yield return ("id", manifest.ProductType.TrimEnd('_'));
        if (product.Description?.Licence is { } licence) yield return ("licence", licence);
        if (product.Description?.Reference is { } reference) yield return ("references", reference);
    }
}
