using OceanML.Core;

namespace OceanML.Formats.Products;

/// <summary>Evidence of a file that is not netCDF.</summary>
internal sealed class FileEvidence(FileHead head) : ProductEvidence
{
    public override bool Fits(ProductSignature signature) =>
        signature.Format == head.Format
        && (signature.FirstLine is null || NamePattern.Matches(signature.FirstLine, head.FirstLine))
        && (signature.Contains is null || head.Text.Contains(signature.Contains, StringComparison.OrdinalIgnoreCase));
}
