namespace OceanML.Formats.Products;

/// <summary>What a file is, by its content.</summary>
/// <param name="Id">Identifier, e.g. <c>argo-profile</c>, <c>pace-oci-l3m</c>, <c>cf-grid</c>, <c>netcdf</c>, <c>parquet</c>.</param>
/// <param name="Title">Its name in plain words.</param>
/// <param name="Kind">What shape the data have.</param>
/// <param name="Description">The product's description, where it has one.</param>
public sealed record Product(string Id, string Title, ProductKind Kind, ProductDescription? Description = null)
{
    /// <summary>Whether <see cref="Fields.FieldFile"/> can open it.</summary>
    public bool IsField => Kind is ProductKind.Grid or ProductKind.Swath;
}
