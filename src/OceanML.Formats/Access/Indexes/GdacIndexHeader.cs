using System.Text;
using OceanML.Core;

namespace OceanML.Formats.Access;

/// <summary>The lines of an index before its first profile: what it is, when it was made, and which field of a line is what.</summary>
/// <param name="Title">The title comment; empty where there is none.</param>
/// <param name="Updated">Date of update, UTC microseconds; missing where the comments have none.</param>
/// <param name="Fields">Number of fields of a line.</param>
/// <param name="File">Place of the path.</param>
/// <param name="Date">Place of the date.</param>
/// <param name="Latitude">Place of the latitude.</param>
/// <param name="Longitude">Place of the longitude.</param>
/// <param name="Parameters">Place of the parameters, or -1.</param>
/// <param name="Modes">Place of their data modes, or -1.</param>
/// <param name="Update">Place of the date of update, or -1.</param>
internal sealed record GdacIndexHeader(
    string Title, long Updated, int Fields, int File, int Date, int Latitude, int Longitude, int Parameters, int Modes, int Update)
{
    private static readonly string[] Needed = ["file", "date", "latitude", "longitude"];

    /// <summary>Whether lines name parameters; a core index names none.</summary>
    public bool HasParameters => Parameters >= 0;

    /// <summary>Reads the header at the beginning of the first bytes of an index.</summary>
    /// <param name="path">The index, for messages.</param>
    /// <param name="bytes">Whole lines.</param>
    /// <param name="length">Number of bytes that the header takes.</param>
    /// <exception cref="OceanException">Not a profile index.</exception>
    public static GdacIndexHeader Read(string path, ReadOnlySpan<byte> bytes, out int length)
    {
        var (title, updated) = ("", Timestamp.Missing);
        var at = bytes.StartsWith("\uFEFF"u8) ? 3 : 0;
        while (at < bytes.Length)
        {
            var end = bytes[at..].IndexOf((byte)'\n');
            var next = end < 0 ? bytes.Length : at + end + 1;
            var line = Encoding.Latin1.GetString(bytes[at..next]).Trim();
            at = next;
            if (line.Length == 0) continue;
            if (!line.StartsWith('#'))
            {
                length = at;
                return Columns(path, line, title, updated);
            }

            if (line.Contains("Title", StringComparison.Ordinal)) title = line;
            if (line.Contains("Date of update", StringComparison.OrdinalIgnoreCase)) updated = IndexNumbers.Time(Encoding.Latin1.GetBytes(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()));
        }

        throw OceanException.BadInput($"{path}: not a GDAC profile index: it has no line with column names");
    }

    private static GdacIndexHeader Columns(string path, string line, string title, long updated)
    {
        string[] names = [.. line.Split(',').Select(name => name.Trim().ToLowerInvariant())];
        foreach (var name in Needed)
        {
            if (!names.Contains(name))
                throw OceanException.BadInput($"{path}: not a GDAC profile index: its first line has no '{name}'; expected file,date,latitude,longitude,…, found {Shorten(line)}");
        }

        int Place(string name) => Array.IndexOf(names, name);
        return new GdacIndexHeader(
            title, updated, names.Length, Place("file"), Place("date"), Place("latitude"), Place("longitude"), Place("parameters"), Place("parameter_data_mode"), Place("date_update"));
    }

    private static string Shorten(string line) => line.Length <= 60 ? $"'{line}'" : $"'{line[..60]}…'";
}
