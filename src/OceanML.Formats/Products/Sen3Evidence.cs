using OceanML.Core;
using OceanML.Formats.Fields.Sen3;

namespace OceanML.Formats.Products;

/// <summary>Evidence of a Sentinel-3 product: <c>product_type</c> and <c>product_name</c> of its manifest, and the names of its files.</summary>
internal sealed class Sen3Evidence(Sen3Package package, Sen3Manifest manifest) : ProductEvidence
{
    public override bool Fits(ProductSignature signature)
    {
        if (signature.Format != "sen3") return false;
        foreach (var (name, pattern) in signature.Attributes)
        {
            var value = name switch
            {
                "product_type" => manifest.ProductType,
                "product_name" => manifest.ProductName,
                _ => null,
            };
            if (value is null || !NamePattern.Matches(pattern, value)) return false;
        }

        return signature.Variables.All(pattern => package.Members.Any(member => NamePattern.Matches(pattern, member)));
    }
}
