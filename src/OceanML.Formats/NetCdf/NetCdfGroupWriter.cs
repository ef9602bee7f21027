using OceanML.Formats.Native;

namespace OceanML.Formats.NetCdf;

/// <summary>A group of a file being written: declare its dimensions, attributes and variables.</summary>
public sealed class NetCdfGroupWriter
{
    private readonly NetCdfWriter file;
    private readonly int id;
    private readonly NetCdfGroupWriter? parent;
    private readonly Dictionary<string, (int Id, long Length)> dimensions = [];

    internal NetCdfGroupWriter(NetCdfWriter file, int id, NetCdfGroupWriter? parent) => (this.file, this.id, this.parent) = (file, id, parent);

    /// <summary>Adds a group inside this one (netCDF-4 alone).</summary>
    public NetCdfGroupWriter Group(string name)
    {
        file.RequireDefinitions("groups");
        var child = 0;
        file.Run(() => NetCdfNative.nc_def_grp(id, name, out child), $"adding group '{name}'");
        return new NetCdfGroupWriter(file, child, this);
    }

    /// <summary>Adds a dimension; a length of 0 makes it unlimited.</summary>
    public NetCdfGroupWriter Dimension(string name, long length)
    {
        file.RequireDefinitions("dimensions");
        var dimension = 0;
        file.Run(() => NetCdfNative.nc_def_dim(id, name, (nuint)length, out dimension), $"adding dimension '{name}'");
        dimensions[name] = (dimension, length);
        return this;
    }

    /// <summary>Adds a text attribute.</summary>
    public NetCdfGroupWriter Attribute(string name, string text)
    {
        NetCdfAttributeWriter.Text(file, id, NetCdfNative.Global, name, text);
        return this;
    }

    /// <summary>Adds a numeric attribute of a type.</summary>
    public NetCdfGroupWriter Attribute(string name, NetCdfType type, params ReadOnlySpan<double> numbers)
    {
        NetCdfAttributeWriter.Numbers(file, id, NetCdfNative.Global, name, type, numbers);
        return this;
    }

    /// <summary>Adds a variable on dimensions of this group or of those around it.</summary>
    public NetCdfVariableWriter Variable(string name, NetCdfType type, params string[] on)
    {
        file.RequireDefinitions("variables");
        var found = Array.ConvertAll(on, Find);
        var variable = 0;
        unsafe
        {
            var ids = Array.ConvertAll(found, dimension => dimension.Id);
            file.Run(
                () =>
                {
                    fixed (int* pointer = ids) return NetCdfNative.nc_def_var(id, name, (int)type, ids.Length, pointer, out variable);
                },
                $"adding variable '{name}'");
        }

        return new NetCdfVariableWriter(file, id, variable, name, type, Array.ConvertAll(found, dimension => dimension.Length));
    }

    private (int Id, long Length) Find(string name) =>
        dimensions.TryGetValue(name, out var dimension) ? dimension
        : parent?.Find(name) ?? throw new ArgumentException($"no dimension '{name}' was added to {file.Path}");
}
