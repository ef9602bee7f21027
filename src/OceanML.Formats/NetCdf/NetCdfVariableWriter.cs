using System.Runtime.InteropServices;
using System.Text;
using OceanML.Formats.Native;

namespace OceanML.Formats.NetCdf;

/// <summary>A variable of a file being written: declare attributes and storage, then write values.</summary>
public sealed unsafe class NetCdfVariableWriter
{
    private readonly NetCdfWriter file;
    private readonly int group;
    private readonly int id;
    private readonly string name;
    private readonly long[] lengths;
    private double fill;
    private double scale = 1;
    private double offset;

    internal NetCdfVariableWriter(NetCdfWriter file, int group, int id, string name, NetCdfType type, long[] lengths)
    {
        (this.file, this.group, this.id, this.name, Type, this.lengths) = (file, group, id, name, type, lengths);
        fill = type.DefaultFill();
    }

    /// <summary>The stored type.</summary>
    public NetCdfType Type { get; }

    /// <summary>Adds a text attribute.</summary>
    public NetCdfVariableWriter Attribute(string attribute, string text)
    {
        NetCdfAttributeWriter.Text(file, group, id, attribute, text);
        return this;
    }

    /// <summary>Adds a numeric attribute of a type. scale_factor, add_offset and _FillValue take effect in <see cref="Write(ReadOnlySpan{double})"/>.</summary>
    public NetCdfVariableWriter Attribute(string attribute, NetCdfType type, params ReadOnlySpan<double> numbers)
    {
        NetCdfAttributeWriter.Numbers(file, group, id, attribute, type, numbers);
        if (attribute == "_FillValue") fill = numbers[0];
        else if (attribute == "scale_factor") scale = numbers[0];
        else if (attribute == "add_offset") offset = numbers[0];
        return this;
    }

    /// <summary>Adds flag_masks in the variable's type, and flag_meanings.</summary>
    public NetCdfVariableWriter Flags(params ReadOnlySpan<(string Meaning, ulong Mask)> flags)
    {
        var masks = new ulong[flags.Length];
        var meanings = new StringBuilder();
        for (var i = 0; i < flags.Length; i++)
        {
            masks[i] = flags[i].Mask;
            meanings.Append(i == 0 ? "" : " ").Append(flags[i].Meaning);
        }

        NetCdfAttributeWriter.Bits(file, group, id, "flag_masks", Type, masks);
        return Attribute("flag_meanings", meanings.ToString());
    }

    /// <summary>The value that stands for missing, written as _FillValue.</summary>
    public NetCdfVariableWriter Fill(double value) => Attribute("_FillValue", Type, value);

    /// <summary>Stores in chunks of these lengths (netCDF-4 alone).</summary>
    public NetCdfVariableWriter Chunks(params long[] chunk)
    {
        file.RequireDefinitions("chunks");
        var native = Array.ConvertAll(chunk, length => (nuint)length);
        file.Run(
            () =>
            {
                fixed (nuint* pointer = native) return NetCdfNative.nc_def_var_chunking(group, id, 0, pointer);
            },
            $"setting the chunks of '{name}'");
        return this;
    }

    /// <summary>Compresses (netCDF-4 alone).</summary>
    /// <param name="level">1 (fast) to 9 (small).</param>
    /// <param name="shuffle">Whether bytes are shuffled first; good for numbers.</param>
    public NetCdfVariableWriter Deflate(int level = 4, bool shuffle = true)
    {
        file.RequireDefinitions("compression");
        file.Run(() => NetCdfNative.nc_def_var_deflate(group, id, shuffle ? 1 : 0, 1, level), $"setting the compression of '{name}'");
        return this;
    }

    /// <summary>Writes all values: packed by scale_factor and add_offset, NaN as the fill value.</summary>
    /// <exception cref="OverflowException">A value does not fit into the stored type.</exception>
    public void Write(ReadOnlySpan<double> values) => Write(new long[lengths.Length], Whole(values.Length), values);

    /// <summary>Writes a hyperslab: packed by scale_factor and add_offset, NaN as the fill value.</summary>
    /// <exception cref="OverflowException">A value does not fit into the stored type.</exception>
    public void Write(long[] start, long[] count, ReadOnlySpan<double> values)
    {
        var stored = values.ToArray();
        foreach (ref var value in stored.AsSpan())
        {
            if (double.IsNaN(value)) value = Type is NetCdfType.Float32 or NetCdfType.Float64 && double.IsNaN(fill) ? double.NaN : fill;
            else if (scale != 1 || offset != 0) value = (value - offset) / scale;
        }

        Put(start, count, NetCdfAttributeWriter.ToBytes(stored, Type));
    }

    /// <summary>Writes all values as they are, in the stored type.</summary>
    public void WriteRaw<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        if (sizeof(T) != Type.Size()) throw new ArgumentException($"'{name}' is stored as {Type.CdlName()}");
        Put(new long[lengths.Length], Whole(values.Length), MemoryMarshal.AsBytes(values).ToArray());
    }

    /// <summary>Writes all values from their bytes, in memory order of the machine.</summary>
    internal void WriteBytes(byte[] bytes) => Put(new long[lengths.Length], Whole(bytes.Length / Type.Size()), bytes);

    /// <summary>Writes a hyperslab from the bytes of its values, in memory order of the machine.</summary>
    internal void WriteBytes(long[] start, long[] count, byte[] bytes) => Put(start, count, bytes);

    /// <summary>Writes all texts of a character variable, one per row of the last dimension, padded with blanks.</summary>
    public void Write(params ReadOnlySpan<string?> texts)
    {
        if (Type != NetCdfType.Char) throw new ArgumentException($"'{name}' is stored as {Type.CdlName()}");
        var width = lengths.Length == 0 ? 1 : (int)lengths[^1];
        var bytes = new byte[texts.Length * width];
        bytes.AsSpan().Fill((byte)' ');
        for (var i = 0; i < texts.Length; i++)
        {
            var text = Encoding.UTF8.GetBytes(texts[i] ?? "");
            if (text.Length > width) throw new ArgumentException($"'{texts[i]}' is longer than the {width} bytes of '{name}'");
            text.CopyTo(bytes.AsSpan(i * width));
        }

        Put(new long[lengths.Length], Whole(bytes.Length), bytes);
    }

    // The first dimension may be unlimited: its length follows from the values.
    private long[] Whole(int count)
    {
        var whole = (long[])lengths.Clone();
        if (whole.Length > 0 && whole[0] == 0) whole[0] = count / Math.Max(1, whole.Skip(1).Aggregate(1L, (product, length) => product * length));
        return whole;
    }

    private void Put(long[] start, long[] count, byte[] bytes)
    {
        if (count.Aggregate(1L, (product, length) => product * length) * Type.Size() != bytes.Length)
            throw new ArgumentException($"'{name}' takes {string.Join(" x ", count)} values, not {bytes.Length / Type.Size()}");
        file.EndDefinitions();
        if (bytes.Length == 0) return;
        var (starts, counts) = (Array.ConvertAll(start, value => (nuint)value), Array.ConvertAll(count, value => (nuint)value));
        if (starts.Length == 0) (starts, counts) = ([0], [1]);
        file.Run(
            () =>
            {
                fixed (nuint* first = starts, length = counts)
                fixed (byte* pointer = bytes)
                    return NetCdfNative.nc_put_vara(group, id, first, length, pointer);
            },
            $"writing variable '{name}'");
    }
}
