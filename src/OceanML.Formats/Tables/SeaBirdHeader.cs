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
            [.. named.Select(match => TextNames.UnitOf(match.Groups[2].Value)?.Split(',')[^1].Trim())],
            end + 1,
            bad is null ? [] : [bad],
            Plain: false,
            sample);
    }

    [GeneratedRegex(@"^# name \d+ = ([^:]+)(.*)$")]
    private static partial Regex Name();

    [GeneratedRegex(@"^# bad_flag = (\S+)")]
    private static partial Regex BadFlag();
}
