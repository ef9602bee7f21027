namespace OceanML.Formats.Products;

/// <summary>What is known of a file when its product is looked for.</summary>
internal abstract class ProductEvidence
{
    public abstract bool Fits(ProductSignature signature);
}
