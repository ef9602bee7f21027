using System.Buffers;
using System.Runtime.InteropServices;
using OceanML.Core;
using OceanML.Formats.Native;
using OceanML.Formats.NetCdf.Chunks;

namespace OceanML.Formats.NetCdf;

/// <summary>A variable of an open <see cref="NetCdfFile"/>: its description, and its values on request.</summary>
public sealed class NetCdfVariable
{
    private readonly NetCdfSource source;
    private readonly int groupId;
    private readonly int id;
    private readonly Lazy<NetCdfPacking> packing;
    private readonly Lazy<ChunkedVariable?> chunks;

    internal NetCdfVariable(
        NetCdfSource source,
        int groupId,
        int id,
        NetCdfGroup group,
        string name,
        NetCdfType type,
        NetCdfDimension[] dimensions,
        NetCdfAttributeSet attributes,
        NetCdfStorage storage)
    {
        (this.source, this.groupId, this.id) = (source, groupId, id);
        (Group, Name, Type, Dimensions, Attributes, Storage) = (group, name, type, dimensions, attributes, storage);
        packing = new Lazy<NetCdfPacking>(() => new NetCdfPacking(Type, Attributes));
        chunks = new Lazy<ChunkedVariable?>(() => ChunkedVariable.Open(this, source));
    }

    /// <summary>Its name, without its group.</summary>
    public string Name { get; }

    /// <summary>Its name with its group, e.g. <c>geophysical_data/Rrs</c>.</summary>
    public string Path => Group.Path.Length == 0 ? Name : Group.Path + "/" + Name;

    /// <summary>The group it lies in.</summary>
    public NetCdfGroup Group { get; }

    /// <summary>The stored type.</summary>
    public NetCdfType Type { get; }

    /// <summary>Its dimensions, slowest first; empty for a scalar.</summary>
    public IReadOnlyList<NetCdfDimension> Dimensions { get; }

    /// <summary>Its attributes.</summary>
    public NetCdfAttributeSet Attributes { get; }

    /// <summary>How it lies on disk.</summary>
    public NetCdfStorage Storage { get; }

    /// <summary>Number of values.</summary>
    public long Count => Dimensions.Aggregate(1L, (product, dimension) => product * dimension.Length);

    /// <summary>The unit of its unpacked values, or null: mg.m-3 where the file says lg(re mg.m-3).</summary>
    public string? Unit => Attributes.Text("units") is { } unit ? LogarithmicUnit.Of(unit)?.Linear ?? unit : null;

    /// <summary>Its CF standard name, or null.</summary>
    public string? StandardName => Attributes.Text("standard_name");

    /// <summary>Its long name, or null.</summary>
    public string? LongName => Attributes.Text("long_name");

    /// <summary>The valid range in the unit, unpacked; infinite where the file gives none.</summary>
    public (double Minimum, double Maximum) ValidRange =>
        Type.IsNumeric() ? (packing.Value.ValidMinimum, packing.Value.ValidMaximum) : (double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Whether it has these dimensions, in this order.</summary>
    public bool HasDimensions(params ReadOnlySpan<string> names)
    {
        if (names.Length != Dimensions.Count) return false;
        for (var i = 0; i < names.Length; i++)
        {
            if (Dimensions[i].Name != names[i]) return false;
        }

        return true;
    }

    /// <summary>All values, row-major, missing ones as NaN, unpacked.</summary>
    /// <exception cref="OceanException">It holds no numbers, or the file is damaged.</exception>
    public double[] ReadDoubles(NetCdfDecoding decoding = NetCdfDecoding.All)
    {
        var values = GC.AllocateUninitializedArray<double>(checked((int)Count));
        ReadDoubles(new NetCdfSlab(this), values, decoding);
        return values;
    }

    /// <summary>The values of a hyperslab, row-major, missing ones as NaN, unpacked.</summary>
    /// <param name="slab">Which values.</param>
    /// <param name="values">Receives <see cref="NetCdfSlab.Count"/> values.</param>
    /// <param name="decoding">What is done to the stored numbers.</param>
    /// <exception cref="OceanException">It holds no numbers, or the file is damaged.</exception>
    public void ReadDoubles(NetCdfSlab slab, Span<double> values, NetCdfDecoding decoding = NetCdfDecoding.All)
    {
        RequireNumbers();
        if (slab.Count == values.Length && Chunks is { } chunked && chunked.Pays(slab) && chunked.TryRead(slab, values, decoding)) return;
        var bytes = checked(values.Length * Type.Size());
        var raw = ArrayPool<byte>.Shared.Rent(bytes);
        try
        {
            ReadBytes(slab, raw.AsSpan(0, bytes));
            packing.Value.Decode(raw.AsSpan(0, bytes), values, decoding);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(raw);
        }
    }

    /// <summary>All values as unsigned bit patterns of the stored width, for flags.</summary>
    /// <exception cref="OceanException">It does not hold whole numbers, or the file is damaged.</exception>
    public ulong[] ReadBits()
    {
        var bits = new ulong[checked((int)Count)];
        ReadBits(new NetCdfSlab(this), bits);
        return bits;
    }

    /// <summary>The values of a hyperslab as unsigned bit patterns of the stored width, row-major, for flags.</summary>
    /// <exception cref="OceanException">It does not hold whole numbers, or the file is damaged.</exception>
    public void ReadBits(NetCdfSlab slab, Span<ulong> bits)
    {
        if (!Type.IsInteger()) throw OceanException.BadInput($"{source.Path}: variable '{Path}' holds {Type.CdlName()}, not the whole numbers of flags");
        var bytes = new byte[checked(bits.Length * Type.Size())];
        ReadBytes(slab, bytes);
        NetCdfNumbers.ToBits(bytes, Type, bits);
    }

    /// <summary>All values in the stored type, which <typeparamref name="T"/> must match in width (a character is a byte).</summary>
    /// <exception cref="OceanException">The file is damaged.</exception>
    public unsafe T[] ReadRaw<T>(NetCdfSlab? slab = null)
        where T : unmanaged
    {
        if (sizeof(T) != Type.Size()) throw new ArgumentException($"'{Path}' is stored as {Type.CdlName()}");
        var region = slab ?? new NetCdfSlab(this);
        var values = GC.AllocateUninitializedArray<T>(checked((int)region.Count));
        ReadBytes(region, MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    /// <summary>All values of a character variable, one character each; a blank or zero byte is a space.</summary>
    /// <exception cref="OceanException">It does not hold characters.</exception>
    public string ReadCharacters(NetCdfSlab? slab = null)
    {
        if (Type != NetCdfType.Char) throw OceanException.BadInput($"{source.Path}: variable '{Path}' holds {Type.CdlName()}, not characters");
        return System.Text.Encoding.Latin1.GetString(ReadRaw<byte>(slab)).Replace('\0', ' ');
    }

    /// <summary>
    /// All texts: of a string variable its values, of a character variable its rows along the last dimension with trailing blanks
    /// removed; null where blank.
    /// </summary>
    /// <exception cref="OceanException">It holds no text.</exception>
    public string?[] ReadTexts(NetCdfSlab? slab = null)
    {
        var region = slab ?? new NetCdfSlab(this);
        if (Type == NetCdfType.String) return ReadStrings(region);
        if (Type != NetCdfType.Char) throw OceanException.BadInput($"{source.Path}: variable '{Path}' holds {Type.CdlName()}, not text");
        var bytes = ReadRaw<byte>(region);
        var width = Dimensions.Count == 0 ? 1 : (int)region.Counts[^1];
        var texts = new string?[width == 0 ? 0 : bytes.Length / width];
        for (var i = 0; i < texts.Length; i++)
        {
            var row = bytes.AsSpan(i * width, width);
            var end = row.IndexOf((byte)0);
            var text = NetCdfStructure.Decode((end < 0 ? row : row[..end]).TrimEnd((byte)' '));
            texts[i] = text.Length == 0 ? null : text;
        }

        return texts;
    }

    /// <summary>The stored bytes of a hyperslab, in memory order of the machine.</summary>
    internal void ReadStored(NetCdfSlab slab, Span<byte> bytes) => ReadBytes(slab, bytes);

    /// <summary>Turns stored bytes into values.</summary>
    internal void Decode(ReadOnlySpan<byte> raw, Span<double> values, NetCdfDecoding decoding) => packing.Value.Decode(raw, values, decoding);

    /// <summary>The variable by its stored chunks; null where libnetcdf has to read it. What is damaged is left to libnetcdf, which has the words for it.</summary>
    internal ChunkedVariable? Chunks => chunks.Value;

    private unsafe string?[] ReadStrings(NetCdfSlab slab)
    {
        var count = checked((int)slab.Count);
        var pointers = new nint[Math.Max(1, count)];
        var texts = new string?[count];
        source.Run(() =>
        {
            fixed (nint* pointer = pointers)
            {
                Get(slab, pointer);
                for (var i = 0; i < count; i++)
                {
                    var text = pointers[i] == 0 ? "" : NetCdfStructure.Text((byte*)pointers[i]).TrimEnd();
                    texts[i] = text.Length == 0 ? null : text;
                }

                _ = NetCdfNative.nc_free_string((nuint)count, (byte**)pointer);
            }
        });
        return texts;
    }

    private unsafe void ReadBytes(NetCdfSlab slab, Span<byte> bytes)
    {
        if (slab.Count * Type.Size() != bytes.Length)
            throw new ArgumentException($"'{Path}': {slab.Count} values asked, room for {bytes.Length / Math.Max(1, Type.Size())}");
        if (bytes.Length == 0 || (Chunks is { } chunked && chunked.Pays(slab) && chunked.TryRead(slab, bytes))) return;
        if (source.Remote?.Fetch is { } fetch && fetch(this, slab) is { } fetched)
        {
            fetched.CopyTo(bytes);
            return;
        }

        fixed (byte* pointer = bytes)
        {
            var address = (nint)pointer;
            source.Run(() => Get(slab, (void*)address));
        }
    }

    private unsafe void Get(NetCdfSlab slab, void* target)
    {
        slab.RequireInside(this, source.Path);
        fixed (nuint* start = slab.NativeStarts(), count = slab.NativeCounts())
        fixed (nint* stride = slab.NativeStrides())
        {
            var status = 0;
            for (var attempt = 0; attempt <= (source.Remote?.Retries ?? 0); attempt++)
            {
                if (attempt > 0) Thread.Sleep(source.Remote!.FirstDelay * Math.Pow(2, attempt - 1));
                status = stride is null
                    ? NetCdfNative.nc_get_vara(groupId, id, start, count, target)
                    : NetCdfNative.nc_get_vars(groupId, id, start, count, stride, target);
                if (status == 0) return;
            }

            if (source.Remote is not null) throw NetCdfStatus.RemoteFailure(status, source.Path, $"reading variable '{Path}'");
            NetCdfStatus.Check(status, source.Path, $"reading variable '{Path}'");
        }
    }

    private void RequireNumbers()
    {
        if (!Type.IsNumeric()) throw OceanException.BadInput($"{source.Path}: variable '{Path}' holds {Type.CdlName()}, not numbers");
    }
}
