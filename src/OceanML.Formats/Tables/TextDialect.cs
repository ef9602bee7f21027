using System.Globalization;
using System.Text;

namespace OceanML.Formats.Tables;

/// <summary>How a delimited text file is written: found from its beginning, because nothing in such files says so.</summary>
/// <param name="Encoding">UTF-8, UTF-16 or, for bytes that are neither, Latin-1 (degree signs of older software).</param>
/// <param name="Gzip">Whether the file is compressed.</param>
/// <param name="Delimiter">Comma, semicolon, tab, bar, or a blank for runs of blanks and tabs.</param>
/// <param name="DecimalComma">Whether numbers have a comma before their fraction.</param>
/// <param name="Names">Column names, made unique; <c>column1</c>… where the file has none.</param>
/// <param name="Units">Unit per column from a row of units or from the names; null where unknown.</param>
/// <param name="Skip">Physical lines before the first row of data: preamble, comments, names, units.</param>
/// <param name="Missing">Values the file itself declares missing.</param>
/// <param name="Plain">Whether the engine can read the file as it is; otherwise it is normalised first.</param>
/// <param name="Sample">The first rows of data.</param>
internal sealed record TextDialect(
    Encoding Encoding,
    bool Gzip,
    char Delimiter,
    bool DecimalComma,
    string[] Names,
    string?[] Units,
    int Skip,
    IReadOnlyList<string> Missing,
    bool Plain,
    IReadOnlyList<string[]> Sample)
{
    /// <summary>The last line of data of the WHP exchange format.</summary>
    public const string Footer = "END_DATA";

    /// <summary>What stands above the rows.</summary>
    public TextHeader Header { get; init; } = TextHeader.None;

    /// <summary>Names that several columns share in the file.</summary>
    public IReadOnlyList<string> Repeated { get; init; } = [];

    /// <summary>Finds the dialect, or null where the file is no delimited text.</summary>
    public static TextDialect? Sniff(string path)
    {
        if (TextHead.Read(path) is not { } head) return null;
        return SeaBassHeader.Sniff(head) ?? SeaBirdHeader.Sniff(head) ?? ExchangeCtdHeader.Sniff(head) ?? TextDialectSniffer.Sniff(head);
    }

    /// <summary>The dialect in words.</summary>
    public string Describe()
    {
        var delimiter = Delimiter switch { ',' => "comma", ';' => "semicolon", '\t' => "tab", '|' => "bar", _ => "blank" };
        var words = $"text, {delimiter}-separated, {Encoding.WebName}";
        if (Gzip) words += ", gzip";
        if (DecimalComma) words += ", decimal comma";
        return words;
    }

    /// <summary>Whether a line holds no data: blank, a comment (of Ocean Data View too), or the footer of an exchange file.</summary>
    public static bool IsAside(ReadOnlySpan<char> line)
    {
        var text = line.Trim();
        return text.IsEmpty || text[0] == '#' || text.StartsWith("//", StringComparison.Ordinal) || text.SequenceEqual(Footer);
    }

    /// <summary>The fields of a line, without their quotes.</summary>
    public static string[] Split(string line, char delimiter)
    {
        if (delimiter == ' ') return line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var fields = new List<string>();
        var at = 0;
        while (true)
        {
            var start = at;
            while (start < line.Length && line[start] == ' ') start++;
            if (start < line.Length && line[start] == '"')
            {
                var field = new StringBuilder();
                at = start + 1;
                while (at < line.Length && !(line[at] == '"' && (at + 1 >= line.Length || line[at + 1] != '"')))
                {
                    if (line[at] == '"') at++;
                    field.Append(line[at++]);
                }

                var end = line.IndexOf(delimiter, Math.Min(at + 1, line.Length));
                fields.Add(field.ToString());
                if (end < 0) return [.. fields];
                at = end + 1;
            }
            else
            {
                var end = line.IndexOf(delimiter, at);
                fields.Add((end < 0 ? line[at..] : line[at..end]).Trim());
                if (end < 0) return [.. fields];
                at = end + 1;
            }
        }
    }

    /// <summary>Whether a field is a number in this dialect.</summary>
    public static bool IsNumber(string field, bool decimalComma)
    {
        var text = decimalComma ? field.Replace(',', '.') : field;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && !double.IsNaN(value);
    }
}
