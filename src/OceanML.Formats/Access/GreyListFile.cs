using System.Globalization;
using System.Text;
using OceanML.Core;

namespace OceanML.Formats.Access;

/// <summary>Reads <c>ar_greylist.txt</c> of a GDAC: PLATFORM_CODE,PARAMETER_NAME,START_DATE,END_DATE,QUALITY_CODE,COMMENT,DAC.</summary>
public static class GreyListFile
{
    private static readonly string[] Needed = ["PLATFORM_CODE", "PARAMETER_NAME", "START_DATE", "END_DATE", "QUALITY_CODE", "COMMENT", "DAC"];

    /// <summary>The list in a file. Days are UTC; a last day is listed wholly, a blank one leaves the listing open.</summary>
    /// <exception cref="OceanException">Not a grey list, or a line of it that cannot be read.</exception>
    public static GreyList Read(string path)
    {
        // Comments hold names with accents, in whatever encoding a centre writes; Latin-1 takes every byte.
        using var reader = new StreamReader(path, Encoding.Latin1);
        var header = reader.ReadLine()?.TrimStart('\u00EF', '\u00BB', '\u00BF').Split(',', StringSplitOptions.TrimEntries);
        if (header is null || !header.SequenceEqual(Needed, StringComparer.OrdinalIgnoreCase))
            throw OceanException.BadInput($"{path}: not a grey list: its first line must be {string.Join(',', Needed)}");

        var entries = new List<GreyListEntry>();
        for (var number = 2; reader.ReadLine() is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line)) entries.Add(Parse(line) ?? throw Unreadable(path, number, line));
        }

        return new GreyList(entries);
    }

    /// <summary>The comment may hold commas: it is what lies between the first five fields and the last.</summary>
    private static GreyListEntry? Parse(string line)
    {
        var fields = line.Split(',');
        for (var i = 0; i < 5 && i < fields.Length; i++) fields[i] = fields[i].Trim();
        if (fields.Length < Needed.Length || fields[0].Length == 0 || fields[1].Length == 0) return null;
        if (!TryDay(fields[2], out var start) || fields[4] is not ['0' or '1' or '2' or '3' or '4']) return null;
        var end = Timestamp.Missing;
        if (fields[3].Length > 0)
        {
            if (!TryDay(fields[3], out end)) return null;
            end += Timestamp.PerDay - 1;
        }

        return new GreyListEntry(fields[0], fields[1], start, end, fields[4][0], string.Join(',', fields[5..^1]).Trim(), fields[^1].Trim());
    }

    private static bool TryDay(string text, out long day)
    {
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var isDay = DateTime.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, styles, out var date);
        day = isDay ? Timestamp.From(date) : Timestamp.Missing;
        return isDay;
    }

    private static OceanException Unreadable(string path, int number, string line) =>
        OceanException.BadInput(string.Create(CultureInfo.InvariantCulture, $"{path}: line {number} is not a listing: '{(line.Length <= 80 ? line : line[..80] + "…")}'; expected e.g. 1900432,PSAL,20071129,,3,sensor problem,AO"));
}
