using System.Text;

namespace OceanML.Formats.Access;

/// <summary>Makes columns of the bytes of index lines; no text is made of a line. One parser serves one thread at a time.</summary>
internal sealed class GdacLineParser(GdacIndexHeader header)
{
    private const int MostFields = 32;

    private readonly BytesTable origins = new();
    private readonly BytesTable contents = new();
    private byte[] scratch = new byte[256];

    /// <summary>Number of lines that are no entries.</summary>
    public int Malformed { get; private set; }

    /// <summary>The origins, numbered as in the lines: <c>coriolis/SR</c>, <c>coriolis/SR/D</c>.</summary>
    public IEnumerable<string> OriginTexts => origins.Texts;

    /// <summary>The contents, numbered as in the lines: <c>PRES TEMP,RA</c>.</summary>
    public IEnumerable<string> ContentTexts => contents.Texts;

    /// <summary>The entries of whole lines.</summary>
    public GdacLines Parse(ReadOnlySpan<byte> bytes)
    {
        var lines = new GdacLines(bytes.Count((byte)'\n') + 1);
        Span<Range> fields = stackalloc Range[MostFields];
        while (bytes.Length > 0)
        {
            var end = bytes.IndexOf((byte)'\n');
            var line = end < 0 ? bytes : bytes[..end];
            bytes = end < 0 ? [] : bytes[(end + 1)..];
            line = Trim(line);
            if (line.Length == 0 || line[0] == '#') continue;
            if (!TryLine(line, fields, lines)) Malformed++;
        }

        return lines;
    }

    private bool TryLine(ReadOnlySpan<byte> line, Span<Range> fields, GdacLines lines)
    {
        var count = 0;
        for (var at = 0; count < MostFields; count++)
        {
            var comma = line[at..].IndexOf((byte)',');
            fields[count] = comma < 0 ? at..line.Length : at..(at + comma);
            if (comma >= 0)
            {
                at += comma + 1;
                continue;
            }

            count++;
            break;
        }

        // The last field of some old lines is missing.
        if (count < header.Fields - 1) return false;
        var row = lines.Count;
        if (!TryFile(Field(line, fields, count, header.File), lines, row)) return false;
        lines.Times[row] = IndexNumbers.Time(Field(line, fields, count, header.Date));
        lines.Latitudes[row] = IndexNumbers.Coordinate(Field(line, fields, count, header.Latitude), 90);
        lines.Longitudes[row] = IndexNumbers.Coordinate(Field(line, fields, count, header.Longitude), 360);
        lines.Updates[row] = IndexNumbers.Time(Field(line, fields, count, header.Update));
        lines.Contents[row] = header.HasParameters
            ? contents.Number(Join(Field(line, fields, count, header.Parameters), (byte)',', Field(line, fields, count, header.Modes), []))
            : contents.Number(","u8);
        lines.Count++;
        return true;
    }

    /// <summary>dac/platform/profiles/letters platform _ cycle [D] .nc; a path of another form is kept as it is, if it is one at all.</summary>
    private bool TryFile(ReadOnlySpan<byte> file, GdacLines lines, int row)
    {
        var first = file.IndexOf((byte)'/');
        if (first > 0 && file.EndsWith(".nc"u8))
        {
            var dac = file[..first];
            var rest = file[(first + 1)..^3];
            var second = rest.IndexOf((byte)'/');
            if (second > 0 && rest[(second + 1)..].StartsWith("profiles/"u8) && rest[0] != '0')
            {
                var platform = rest[..second];
                var name = rest[(second + 10)..];
                var digits = name.IndexOfAnyInRange((byte)'0', (byte)'9');
                if (digits > 0 && name[digits..].StartsWith(platform) && name.Length > digits + second && name[digits + second] == '_')
                {
                    var cycle = name[(digits + second + 1)..];
                    var isDescending = cycle.EndsWith((byte)'D');
                    if (isDescending) cycle = cycle[..^1];
                    var (number, wmo) = (IndexNumbers.Digits(cycle), IndexNumbers.Digits(platform));
                    if (number >= 0 && wmo >= 0 && (cycle.Length == 3 || (cycle.Length > 3 && cycle[0] != '0')) && name[..digits].IndexOf((byte)'/') < 0 && !IsDots(dac))
                    {
                        lines.Origins[row] = origins.Number(Join(dac, (byte)'/', name[..digits], isDescending ? "/D"u8 : []));
                        (lines.Platforms[row], lines.Cycles[row]) = (wmo, number);
                        return true;
                    }
                }
            }
        }

        return TryOddFile(Encoding.Latin1.GetString(file), lines, row);
    }

    private bool TryOddFile(string file, GdacLines lines, int row)
    {
        if (!file.EndsWith(".nc", StringComparison.Ordinal) || file.StartsWith('/') || file.Contains("..", StringComparison.Ordinal)) return false;
        if (GdacPath.Platform(file) is not { IsEmpty: false } platform || !int.TryParse(platform, out var wmo)) return false;
        var name = Path.GetFileName(file);
        var letters = name[..name.AsSpan().IndexOfAnyInRange('0', '9')];
        lines.Origins[row] = origins.Number(Encoding.Latin1.GetBytes($"{GdacPath.Dac(file)}/{letters}{(GdacPath.IsDescending(file) ? "/D" : "")}"));
        (lines.Platforms[row], lines.Cycles[row]) = (wmo, GdacPath.Cycle(file));
        lines.OddFiles.Add(row, file);
        return true;
    }

    private ReadOnlySpan<byte> Join(ReadOnlySpan<byte> first, byte separator, ReadOnlySpan<byte> second, ReadOnlySpan<byte> end)
    {
        var length = first.Length + 1 + second.Length + end.Length;
        if (scratch.Length < length) scratch = new byte[length * 2];
        first.CopyTo(scratch);
        scratch[first.Length] = separator;
        second.CopyTo(scratch.AsSpan(first.Length + 1));
        end.CopyTo(scratch.AsSpan(first.Length + 1 + second.Length));
        return scratch.AsSpan(0, length);
    }

    private static bool IsDots(ReadOnlySpan<byte> name) => name.IndexOf(".."u8) >= 0;

    private static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> line, Span<Range> fields, int count, int place) =>
        place >= 0 && place < count ? Trim(line[fields[place]]) : [];

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        if (text.Length > 0 && text[0] > ' ' && text[^1] > ' ') return text;
        while (text.Length > 0 && text[0] <= ' ') text = text[1..];
        while (text.Length > 0 && text[^1] <= ' ') text = text[..^1];
        return text;
    }
}
