using System.Text.RegularExpressions;

namespace OceanML.Formats.Tables;

/// <summary>The header of converted Sea-Bird CTD files (.cnv): <c># name 0 = depSM: Depth [salt water, m]</c>, <c># bad_flag</c>, <c>*END*</c>.</summary>
internal static partial class SeaBirdHeader
{
    public static TextDialect? Sniff(TextHead head)
    {
        var end = Array.FindIndex(head.Lines, line => line.Trim() == "*END*");
        if (end < 0) return null;
        var named = head.Lines[..end].Select(line => Name().Match(line)).Where(match => match.Success).ToList();
        if (named.Count == 0) return null;
        var names = named.Select(match => match.Groups[1].Value.Trim()).ToArray();
        var bad = head.Lines[..end].Select(line => BadFlag().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value;
        var sample = head.Lines[(end + 1)..].Where(line => !TextDialect.IsAside(line)).Take(1000)
            .Select(line => TextDialect.Split(line, ' ')).Where(row => row.Length == names.Length).ToList();
        return new TextDialect(
            head.Encoding,
            head.Gzip,
            Delimiter: ' ',
            DecimalComma: false,
            TextNames.Unique(names, names.Length),
            [.. named.Select(match => Unit().Match(match.Groups[2].Value) is { Success: true } unit ? unit.Groups[1].Value.Split(',')[^1].Trim() : null)],
            end + 1,
            bad is null ? [] : [bad],
            Plain: false,
            sample) { Header = new TextHeader(TextForm.SeaBird, Entries(head.Lines[..end]), head.Lines[..end]) };
    }

    // * NMEA Latitude = 42 30.50 N, ** Station: 12, # start_time = Apr 17 2008 00:56:37 [NMEA time, header]
    private static Dictionary<string, string> Entries(string[] lines)
    {
        var entries = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines)
        {
            if (Entry().Match(line) is { Success: true } entry) entries.TryAdd(entry.Groups[1].Value.Trim(), entry.Groups[2].Value.Trim());
        }

        return entries;
    }

    [GeneratedRegex(@"^[*#]+\s*([^=:]*[^=:\s])\s*[=:]\s*(.*)$")]
    private static partial Regex Entry();

    // The first brackets: a note may follow them.
    [GeneratedRegex(@"\[([^\]]*)\]")]
    private static partial Regex Unit();

    [GeneratedRegex(@"^# name \d+ = ([^:]+)(.*)$")]
    private static partial Regex Name();

    [GeneratedRegex(@"^# bad_flag = (\S+)")]
    private static partial Regex BadFlag();
}
