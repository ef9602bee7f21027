using OceanML.Core;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Products;

namespace OceanML.Formats.Fields;

/// <summary>Describes a variable on the pixels, with the wavelengths of its bands.</summary>
internal static class FieldWavelengths
{
    public static FieldVariable Describe(NetCdfFile file, FieldLayout layout, ProductDescription? description)
    {
        var variable = layout.Variable;
        var wavelengths = Wavelengths(file, layout, description);
        return new FieldVariable(variable.Name, variable.Unit, variable.StandardName, variable.LongName, wavelengths, layout.Bands, layout.Chunk);
    }

    private static double[] Wavelengths(NetCdfFile file, FieldLayout layout, ProductDescription? description)
    {
        if (layout.Bands == 1)
        {
            // SNAP writes the wavelength beside each band; 0 stands for none.
            var own = layout.Variable.Attributes.Number("wavelength") ?? layout.Variable.Attributes.Number("radiation_wavelength");
            if (own is > 0) return [InNanometres(own.Value, layout.Variable.Attributes.Text("radiation_wavelength_unit"))];
            return BandNames.Wavelength(layout.Variable.Name) is { } named ? [named] : [];
        }

        if (layout.BandDimension is not { } dimension) return [];
        var name = description is not null && description.Wavelengths.TryGetValue(dimension.Name, out var described) ? described : dimension.Name;
        if (file.Find(name) is not { } axis || !axis.Type.IsNumeric() || axis.Dimensions is not [var only] || only.Length != dimension.Length) return [];
        var isWavelength = axis.Name.Contains("wavelength", StringComparison.OrdinalIgnoreCase)
            || axis.StandardName is "radiation_wavelength" or "sensor_band_central_radiation_wavelength";
        return isWavelength ? [.. axis.ReadDoubles().Select(value => InNanometres(value, axis.Unit))] : [];
    }

    private static double InNanometres(double value, string? unit) => unit switch
    {
        "um" or "micrometer" or "micron" or "microns" or "µm" => value * 1000,
        "m" => value * 1e9,
        _ => value,
    };
}
