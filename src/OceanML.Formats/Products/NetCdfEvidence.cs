using OceanML.Core;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Products;

/// <summary>Evidence of a netCDF file.</summary>
internal sealed class NetCdfEvidence(NetCdfFile file) : ProductEvidence
{
    private readonly Dictionary<string, string?> texts = [];

    public override bool Fits(ProductSignature signature)
    {
        if (signature.Format != "netcdf") return false;
        foreach (var (name, pattern) in signature.Attributes)
        {
            if (file.Attributes.Text(name) is not { } value || !NamePattern.Matches(pattern, value)) return false;
        }

        foreach (var dimension in signature.Dimensions)
        {
            if (file.Length(dimension) is null) return false;
        }

        foreach (var pattern in signature.Variables)
        {
            if (!file.Variables.Any(variable => NamePattern.Matches(pattern, variable.Path) || NamePattern.Matches(pattern, variable.Name))) return false;
        }

        foreach (var (name, pattern) in signature.Texts)
        {
            if (TextOf(name) is not { } value || !NamePattern.Matches(pattern, value)) return false;
        }

        return true;
    }

    private string? TextOf(string name)
    {
        if (texts.TryGetValue(name, out var known)) return known;
        var variable = file.Find(name);
        var text = variable is { Type: NetCdfType.Char or NetCdfType.String, Count: > 0 and < 4096 } ? variable.ReadTexts()[0] : null;
        return texts[name] = text;
    }
}
