using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using OceanML.Formats.NetCdf;
using static OceanML.Tests.Remote.LoopbackServer;

namespace OceanML.Tests.Remote;

/// <summary>
/// Serves a real netCDF file by DAP2 (.dds, .das, .dods with projections; Data Access Protocol 2.0, NASA ESE-RFC-004.1.1) and by DAP4 (.dmr, .dap with
/// dap4.ce; DAP4 specification, volume 1), and notes every constraint.
/// </summary>
internal sealed partial class OpendapServer : IDisposable
{
    private readonly LoopbackServer server;
    private readonly NetCdfFile file;
    private readonly ConcurrentQueue<string> constraints = new();
    private readonly Dictionary<NetCdfVariable, byte[]> stored = [];

    public OpendapServer(string path)
    {
        // All of it: the one thread of libnetcdf waits for this server while it answers.
        file = NetCdfFile.Open(path);
        foreach (var variable in Served)
        {
            var bytes = new byte[variable.Count * variable.Type.Size()];
            variable.ReadStored(new NetCdfSlab(variable), bytes);
            stored[variable] = bytes;
        }

        server = new LoopbackServer(Answer);
    }

    public string Dataset => server.Url + "/data/file.nc";

    public string Url => server.Url;

    /// <summary>Comes before the server's own answer; null leaves it to the server.</summary>
    public Func<string, int, Reply?> Instead { get; set; } = (_, _) => null;

    /// <summary>The constraints of requests for data, decoded, in order.</summary>
    public IReadOnlyList<string> Constraints => [.. constraints];

    public IReadOnlyList<string> Targets => [.. server.Targets];

    /// <summary>Numbers of values sent so far.</summary>
    public long ValuesSent { get; private set; }

    /// <summary>Whether values of DAP4 travel with their checksums.</summary>
    public bool Checksums { get; init; } = true;

    public void Dispose()
    {
        server.Dispose();
        file.Dispose();
    }

    private Reply Answer(string target, int times)
    {
        if (Instead(target, times) is { } instead) return instead;
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? target : target[..question];
        var query = question < 0 ? "" : Uri.UnescapeDataString(target[(question + 1)..]);
        if (!path.StartsWith("/data/file.nc.", StringComparison.Ordinal)) return Reply.Text("Error {\n    code = 404;\n    message = \"no such dataset\";\n};\n", 404);
        switch (path["/data/file.nc.".Length..])
        {
            case "dds": return Dap("dods_dds", Encoding.UTF8.GetBytes(Dds(Projection2(query))));
            case "das": return Dap("dods_das", Encoding.UTF8.GetBytes(Das()));
            case "dods":
                constraints.Enqueue(query);
                return Dap("dods_data", Dods(Projection2(query)));
            case "dmr" or "dmr.xml": return new Reply(Encoding.UTF8.GetBytes(Dmr(Projection4(query)))) { Headers = [("Content-Type", "application/vnd.opendap.dap4.dataset-metadata+xml")] };
            case "dap":
                constraints.Enqueue(query);
                return new Reply(Dap4(Projection4(query))) { Headers = [("Content-Type", "application/vnd.opendap.dap4.data")] };
            default: return Reply.Text("no", 404);
        }

        static Reply Dap(string description, byte[] body) => new(body) { Headers = [("XDODS-Server", "dods/3.7"), ("Content-Description", description), ("Content-Type", "text/plain")] };
    }

    private sealed record Wanted(NetCdfVariable Variable, (long First, long Step, long Last)[] Ranges)
    {
        public long[] Counts => [.. Ranges.Select(range => ((range.Last - range.First) / range.Step) + 1)];

        public long Count => Counts.Aggregate(1L, (product, count) => product * count);
    }

    // The stored bytes of a slice, row-major.
    private byte[] Bytes(Wanted item)
    {
        var (size, counts, lengths) = (item.Variable.Type.Size(), item.Counts, item.Variable.Dimensions.Select(dimension => dimension.Length).ToArray());
        var slice = new byte[item.Count * size];
        var index = new long[counts.Length];
        for (var at = 0; at < slice.Length; at += size)
        {
            var place = 0L;
            for (var i = 0; i < index.Length; i++) place = (place * lengths[i]) + item.Ranges[i].First + (index[i] * item.Ranges[i].Step);
            stored[item.Variable].AsSpan((int)place * size, size).CopyTo(slice.AsSpan(at));
            for (var i = index.Length - 1; i >= 0 && ++index[i] == counts[i]; i--) index[i] = 0;
        }

        return slice;
    }

    private IEnumerable<NetCdfVariable> Served => file.Variables.Where(variable => variable.Type is not NetCdfType.String);

    private static (long, long, long)[] Whole(NetCdfVariable variable) => [.. variable.Dimensions.Select(dimension => (0L, 1L, dimension.Length - 1))];

    private Wanted Slice(string text)
    {
        var bracket = text.IndexOf('[', StringComparison.Ordinal);
        var name = (bracket < 0 ? text : text[..bracket]).Trim('/').Split('.')[^1];
        var variable = file[name];
        if (bracket < 0) return new Wanted(variable, Whole(variable));
        var ranges = Index().Matches(text).Select((match, i) => Range(match.Groups[1].Value, variable.Dimensions[i].Length)).ToArray();
        return new Wanted(variable, variable.Type == NetCdfType.Char && ranges.Length < variable.Dimensions.Count ? [.. ranges, (0, 1, variable.Dimensions[^1].Length - 1)] : ranges);
    }

    private static (long, long, long) Range(string text, long length)
    {
        var numbers = text.Split(':', StringSplitOptions.RemoveEmptyEntries).Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return numbers switch { [] => (0, 1, length - 1), [var only] => (only, 1, only), [var a, var b] => (a, 1, b), [var a, var s, var b] => (a, s, b), _ => throw new FormatException(text) };
    }

    private List<Wanted> Projection2(string query) =>
        query.Length == 0 ? [.. Served.Select(variable => new Wanted(variable, Whole(variable)))] : [.. query.Split(',').Select(Slice)];

    // dap4.ce=dim=[a:s:b];/name;/name[…]
    private List<Wanted> Projection4(string query)
    {
        var clause = query.Split('&').FirstOrDefault(part => part.StartsWith("dap4.ce=", StringComparison.Ordinal));
        if (clause is null) return [.. Served.Select(variable => new Wanted(variable, Whole(variable)))];
        var slices = new Dictionary<string, (long, long, long)>();
        var wanted = new List<Wanted>();
        foreach (var part in clause["dap4.ce=".Length..].Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                var name = part[..equals].Trim('/');
                slices[name] = Range(Index().Match(part).Groups[1].Value, file.Length(name)!.Value);
            }
            else
            {
                var slice = Slice(part);
                wanted.Add(slice with { Ranges = [.. slice.Ranges.Select((range, i) => slices.TryGetValue(slice.Variable.Dimensions[i].Name, out var own) ? own : range)] });
            }
        }

        return wanted;
    }

    private static string Type2(NetCdfType type) => type switch
    {
        NetCdfType.Int8 or NetCdfType.UInt8 => "Byte",
        NetCdfType.Int16 => "Int16",
        NetCdfType.UInt16 => "UInt16",
        NetCdfType.Int32 => "Int32",
        NetCdfType.UInt32 => "UInt32",
        NetCdfType.Float32 => "Float32",
        NetCdfType.Char => "String",
        _ => "Float64",
    };

    private static string Dds(List<Wanted> wanted)
    {
        var text = new StringBuilder("Dataset {\n");
        foreach (var item in wanted)
        {
            text.Append("    ").Append(Type2(item.Variable.Type)).Append(' ').Append(item.Variable.Name);
            var rank = item.Variable.Type == NetCdfType.Char ? item.Counts.Length - 1 : item.Counts.Length;
            for (var i = 0; i < rank; i++) text.Append(CultureInfo.InvariantCulture, $"[{item.Variable.Dimensions[i].Name} = {item.Counts[i]}]");
            text.Append(";\n");
        }

        return text.Append("} file.nc;\n").ToString();
    }

    private string Das()
    {
        var text = new StringBuilder("Attributes {\n");
        foreach (var variable in Served) Block(variable.Name, variable.Attributes);
        Block("NC_GLOBAL", file.Attributes);
        return text.Append("}\n").ToString();

        void Block(string name, NetCdfAttributeSet attributes)
        {
            text.Append("    ").Append(name).Append(" {\n");
            foreach (var attribute in attributes)
            {
                var values = attribute.Numbers.Count > 0
                    ? string.Join(", ", attribute.Numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)))
                    : $"\"{attribute.Text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
                text.Append(CultureInfo.InvariantCulture, $"        {(attribute.Numbers.Count > 0 ? Type2(attribute.Type) : "String")} {attribute.Name} {values};\n");
            }

            text.Append("    }\n");
        }
    }

    private byte[] Dods(List<Wanted> wanted)
    {
        using var body = new MemoryStream();
        body.Write(Encoding.UTF8.GetBytes(Dds(wanted) + "\nData:\n"));
        foreach (var item in wanted)
        {
            var isArray = item.Variable.Dimensions.Count > 0;
            if (item.Variable.Type == NetCdfType.Char)
            {
                var (letters, width) = (Bytes(item), (int)item.Counts[^1]);
                var texts = Enumerable.Range(0, letters.Length / width).Select(i => Encoding.Latin1.GetString(letters, i * width, width).TrimEnd('\0', ' ')).ToArray();
                ValuesSent += texts.Length;
                if (item.Variable.Dimensions.Count > 1) Int(texts.Length);
                foreach (var text in texts)
                {
                    var bytes = Encoding.UTF8.GetBytes(text ?? "");
                    Int(bytes.Length);
                    body.Write(bytes);
                    Pad(bytes.Length);
                }

                continue;
            }

            var values = NetCdfNumbers.ToDoubles(Bytes(item), item.Variable.Type, (int)item.Count);
            ValuesSent += values.Length;
            if (isArray)
            {
                Int(values.Length);
                Int(values.Length);
            }

            foreach (var value in values) body.Write(Xdr(value, item.Variable.Type));
            if (item.Variable.Type is NetCdfType.Int8 or NetCdfType.UInt8) Pad(values.Length);
        }

        return body.ToArray();

        void Int(int number) => body.Write(Xdr(number, NetCdfType.Int32));

        void Pad(int length) => body.Write(new byte[(4 - (length % 4)) % 4]);
    }

    private static byte[] Xdr(double value, NetCdfType type)
    {
        var bytes = new byte[type is NetCdfType.Int8 or NetCdfType.UInt8 ? 1 : Type2(type) == "Float64" ? 8 : 4];
        switch (Type2(type))
        {
            case "Byte": bytes[0] = unchecked((byte)(sbyte)value); break;
            case "Float32": BinaryPrimitives.WriteSingleBigEndian(bytes, (float)value); break;
            case "Float64": BinaryPrimitives.WriteDoubleBigEndian(bytes, value); break;
            case "UInt16" or "UInt32": BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)value); break;
            default: BinaryPrimitives.WriteInt32BigEndian(bytes, (int)value); break;
        }

        return bytes;
    }

    private static string Type4(NetCdfType type) => type switch
    {
        NetCdfType.Int8 => "Int8",
        NetCdfType.UInt8 => "UInt8",
        NetCdfType.Int16 => "Int16",
        NetCdfType.UInt16 => "UInt16",
        NetCdfType.Int32 => "Int32",
        NetCdfType.UInt32 => "UInt32",
        NetCdfType.Float32 => "Float32",
        NetCdfType.Char => "Char",
        NetCdfType.Int64 => "Int64",
        _ => "Float64",
    };

    private string Dmr(List<Wanted> wanted)
    {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Dataset name=\"file.nc\" dapVersion=\"4.0\" dmrVersion=\"1.0\" xmlns=\"http://xml.opendap.org/ns/DAP/4.0#\">\n");
        var sizes = new Dictionary<string, long>();
        foreach (var item in wanted)
        {
            for (var i = 0; i < item.Counts.Length; i++) sizes[item.Variable.Dimensions[i].Name] = item.Counts[i];
        }

        foreach (var (name, size) in sizes) text.Append(CultureInfo.InvariantCulture, $"<Dimension name=\"{name}\" size=\"{size}\"/>\n");
        foreach (var item in wanted)
        {
            text.Append(CultureInfo.InvariantCulture, $"<{Type4(item.Variable.Type)} name=\"{item.Variable.Name}\">\n");
            foreach (var dimension in item.Variable.Dimensions) text.Append(CultureInfo.InvariantCulture, $"<Dim name=\"/{dimension.Name}\"/>\n");
            Attributes(item.Variable.Attributes);
            text.Append(CultureInfo.InvariantCulture, $"</{Type4(item.Variable.Type)}>\n");
        }

        Attributes(file.Attributes);
        return text.Append("</Dataset>\n").ToString();

        void Attributes(NetCdfAttributeSet attributes)
        {
            foreach (var attribute in attributes)
            {
                var values = attribute.Numbers.Count > 0 ? attribute.Numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)) : [System.Security.SecurityElement.Escape(attribute.Text)];
                text.Append(CultureInfo.InvariantCulture, $"<Attribute name=\"{attribute.Name}\" type=\"{(attribute.Numbers.Count > 0 ? Type4(attribute.Type) : "String")}\">{string.Concat(values.Select(value => $"<Value value=\"{value}\"/>"))}</Attribute>\n");
            }
        }
    }

    // Chunks: one byte of flags (1 last, 2 error, 4 little-endian), three of length; the first one is the DMR, the values come after it.
    private byte[] Dap4(List<Wanted> wanted)
    {
        using var data = new MemoryStream();
        foreach (var item in wanted)
        {
            var bytes = Bytes(item);
            ValuesSent += item.Count;
            data.Write(bytes);
            if (Checksums) data.Write(BitConverter.GetBytes(Crc32(bytes)));
        }

        using var body = new MemoryStream();
        Chunk(Encoding.UTF8.GetBytes(Dmr(wanted) + "\r\n"), 4);
        var values = data.ToArray();
        const int size = 1 << 16;
        for (var at = 0; at < values.Length || at == 0; at += size) Chunk(values.AsSpan(at, Math.Min(size, values.Length - at)), at + size >= values.Length ? (byte)5 : (byte)4);
        return body.ToArray();

        void Chunk(ReadOnlySpan<byte> bytes, byte flags)
        {
            body.Write([flags, (byte)(bytes.Length >> 16), (byte)(bytes.Length >> 8), (byte)bytes.Length]);
            body.Write(bytes);
        }
    }

    // IEEE 802.3, bit by bit.
    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320u);
        }

        return ~crc;
    }

    [GeneratedRegex(@"\[([^\]]*)\]")]
    private static partial Regex Index();
}
