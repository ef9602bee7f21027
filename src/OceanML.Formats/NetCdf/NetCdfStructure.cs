using System.Runtime.InteropServices;
using System.Text;
using OceanML.Formats.Native;

namespace OceanML.Formats.NetCdf;

/// <summary>Reads groups, dimensions, variables and attributes of an open file; runs on the thread of the library.</summary>
internal sealed unsafe class NetCdfStructure(NetCdfSource source, NetCdfFormat format)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private readonly Dictionary<int, NetCdfDimension> dimensionsById = [];

    public NetCdfGroup Read() => ReadGroup(source.Handle.File, "", null);

    private NetCdfGroup ReadGroup(int id, string name, NetCdfGroup? parent)
    {
        var place = parent is null || parent.Path.Length == 0 ? name : parent.Path + "/" + name;
        var group = new NetCdfGroup(name, place, parent, ReadDimensions(id), ReadAttributes(id, NetCdfNative.Global));
        Check(NetCdfNative.nc_inq_varids(id, out var count, null), "listing variables");
        var ids = new int[count];
        fixed (int* pointer = ids) Check(NetCdfNative.nc_inq_varids(id, out _, pointer), "listing variables");
        var variables = new List<NetCdfVariable>(count);
        foreach (var variable in ids) variables.Add(ReadVariable(group, id, variable));
        group.Variables = variables;
        group.Groups = ReadGroups(id, group);
        return group;
    }

    private List<NetCdfGroup> ReadGroups(int id, NetCdfGroup group)
    {
        var groups = new List<NetCdfGroup>();
        if (format != NetCdfFormat.NetCdf4) return groups;
        Check(NetCdfNative.nc_inq_grps(id, out var count, null), "listing groups");
        var ids = new int[count];
        fixed (int* pointer = ids) Check(NetCdfNative.nc_inq_grps(id, out _, pointer), "listing groups");
        var name = stackalloc byte[NetCdfNative.MaxName + 1];
        foreach (var child in ids)
        {
            Check(NetCdfNative.nc_inq_grpname(child, name), "reading the name of a group");
            groups.Add(ReadGroup(child, Text(name), group));
        }

        return groups;
    }

    private List<NetCdfDimension> ReadDimensions(int id)
    {
        Check(NetCdfNative.nc_inq_dimids(id, out var count, null, 0), "listing dimensions");
        var ids = new int[count];
        fixed (int* pointer = ids) Check(NetCdfNative.nc_inq_dimids(id, out _, pointer, 0), "listing dimensions");
        Check(NetCdfNative.nc_inq_unlimdims(id, out var unlimitedCount, null), "listing dimensions");
        var unlimited = new int[unlimitedCount];
        fixed (int* pointer = unlimited) Check(NetCdfNative.nc_inq_unlimdims(id, out _, pointer), "listing dimensions");
        var dimensions = new List<NetCdfDimension>(count);
        var name = stackalloc byte[NetCdfNative.MaxName + 1];
        foreach (var dimension in ids)
        {
            Check(NetCdfNative.nc_inq_dim(id, dimension, name, out var length), "reading a dimension");
            var read = new NetCdfDimension(Text(name), (long)length, unlimited.Contains(dimension));
            dimensionsById[dimension] = read;
            dimensions.Add(read);
        }

        return dimensions;
    }

    private NetCdfVariable ReadVariable(NetCdfGroup group, int groupId, int id)
    {
        Check(NetCdfNative.nc_inq_varndims(groupId, id, out var rank), "reading a variable");
        var dimensionIds = new int[rank];
        var name = stackalloc byte[NetCdfNative.MaxName + 1];
        int type;
        fixed (int* pointer = dimensionIds) Check(NetCdfNative.nc_inq_var(groupId, id, name, out type, out _, pointer, out _), "reading a variable");
        var dimensions = new NetCdfDimension[rank];
        for (var i = 0; i < rank; i++) dimensions[i] = dimensionsById[dimensionIds[i]];
        var known = type is > 0 and <= (int)NetCdfType.String ? (NetCdfType)type : NetCdfType.UserDefined;
        return new NetCdfVariable(source, groupId, id, group, Text(name), known, dimensions, ReadAttributes(groupId, id), ReadStorage(groupId, id, rank));
    }

    private NetCdfStorage ReadStorage(int groupId, int id, int rank)
    {
        if (source.Remote is not null || format is not (NetCdfFormat.NetCdf4 or NetCdfFormat.NetCdf4Classic)) return NetCdfStorage.Contiguous;
        var lengths = new nuint[Math.Max(1, rank)];
        int storage;
        fixed (nuint* pointer = lengths) Check(NetCdfNative.nc_inq_var_chunking(groupId, id, out storage, pointer), "reading chunk lengths");
        if (storage != 0 || rank == 0) return NetCdfStorage.Contiguous;
        Check(NetCdfNative.nc_inq_var_deflate(groupId, id, out var shuffle, out var deflate, out var level), "reading the compression");
        return new NetCdfStorage(Array.ConvertAll(lengths, length => (long)length), deflate != 0 ? level : 0, shuffle != 0);
    }

    private NetCdfAttributeSet ReadAttributes(int groupId, int variable)
    {
        int count;
        if (variable == NetCdfNative.Global) Check(NetCdfNative.nc_inq_natts(groupId, out count), "listing attributes");
        else Check(NetCdfNative.nc_inq_var(groupId, variable, null, out _, out _, null, out count), "listing attributes");
        var attributes = new List<NetCdfAttribute>(count);
        var name = stackalloc byte[NetCdfNative.MaxName + 1];
        for (var i = 0; i < count; i++)
        {
            Check(NetCdfNative.nc_inq_attname(groupId, variable, i, name), "reading the name of an attribute");
            attributes.Add(ReadAttribute(groupId, variable, name));
        }

        return new NetCdfAttributeSet(attributes);
    }

    private NetCdfAttribute ReadAttribute(int groupId, int variable, byte* name)
    {
        Check(NetCdfNative.nc_inq_att(groupId, variable, name, out var number, out var size), $"reading attribute '{Text(name)}'");
        var length = checked((int)size);
        var type = number is > 0 and <= (int)NetCdfType.String ? (NetCdfType)number : NetCdfType.UserDefined;
        if (type == NetCdfType.UserDefined) return new NetCdfAttribute(Text(name), type, [], [], []);
        if (type == NetCdfType.String) return new NetCdfAttribute(Text(name), type, ReadStrings(groupId, variable, name, length), [], []);
        var raw = new byte[Math.Max(1, length * type.Size())];
        fixed (byte* pointer = raw) Check(NetCdfNative.nc_get_att(groupId, variable, name, pointer), $"reading attribute '{Text(name)}'");
        return type == NetCdfType.Char
            ? new NetCdfAttribute(Text(name), type, [Decode(raw.AsSpan(0, length).TrimEnd((byte)0))], [], [])
            : new NetCdfAttribute(Text(name), type, [], NetCdfNumbers.ToDoubles(raw, type, length), NetCdfNumbers.ToBits(raw, type, length));
    }

    private string[] ReadStrings(int groupId, int variable, byte* name, int length)
    {
        var pointers = stackalloc byte*[Math.Max(1, length)];
        Check(NetCdfNative.nc_get_att(groupId, variable, name, pointers), $"reading attribute '{Text(name)}'");
        var texts = new string[length];
        for (var i = 0; i < length; i++) texts[i] = pointers[i] is null ? "" : Text(pointers[i]);
        _ = NetCdfNative.nc_free_string((nuint)length, pointers);
        return texts;
    }

    /// <summary>UTF-8, or Latin-1 where the bytes are not: old files carry accents of both kinds.</summary>
    internal static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    internal static string Text(byte* zeroTerminated) => Decode(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(zeroTerminated));

    private void Check(int status, string doing) => NetCdfStatus.Check(status, source.Path, doing);
}
