namespace OceanML.Formats.NetCdf;

/// <summary>A group of a netCDF file; a classic file has the root group alone.</summary>
public sealed class NetCdfGroup
{
    internal NetCdfGroup(string name, string path, NetCdfGroup? parent, IReadOnlyList<NetCdfDimension> dimensions, NetCdfAttributeSet attributes) =>
        (Name, Path, Parent, Dimensions, Attributes) = (name, path, parent, dimensions, attributes);

    /// <summary>Its name; empty for the root.</summary>
    public string Name { get; }

    /// <summary>Its place, e.g. <c>geophysical_data</c> or <c>a/b</c>; empty for the root.</summary>
    public string Path { get; }

    /// <summary>The group it lies in; null for the root.</summary>
    public NetCdfGroup? Parent { get; }

    /// <summary>The dimensions it defines.</summary>
    public IReadOnlyList<NetCdfDimension> Dimensions { get; }

    /// <summary>Its attributes; those of the file for the root.</summary>
    public NetCdfAttributeSet Attributes { get; }

    /// <summary>The groups inside it.</summary>
    public IReadOnlyList<NetCdfGroup> Groups { get; internal set; } = [];

    /// <summary>The variables it defines, in file order.</summary>
    public IReadOnlyList<NetCdfVariable> Variables { get; internal set; } = [];

    /// <summary>This group and all groups inside it, parents first.</summary>
    public IEnumerable<NetCdfGroup> SelfAndDescendants()
    {
        yield return this;
        foreach (var child in Groups)
        {
            foreach (var group in child.SelfAndDescendants()) yield return group;
        }
    }
}
