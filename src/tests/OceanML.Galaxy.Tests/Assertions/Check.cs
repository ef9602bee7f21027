using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace OceanML.Galaxy.Tests;

/// <summary>
/// Galaxy's content assertions (lib/galaxy/tool_util/verify/asserts). Each returns null where it holds, else what is wrong in plain
/// words. One that is not known here fails: nothing passes unread.
/// </summary>
internal static partial class Check
{
    /// <summary>Checks every assertion in a block, and the assertions nested in archive members.</summary>
    public static IEnumerable<string> All(XElement? block, byte[] content) =>
        block is null ? [] : block.Elements().Select(assertion => Said(assertion, One(assertion, content))).OfType<string>();

    public static IEnumerable<string> All(XElement? block, string content) => All(block, Encoding.UTF8.GetBytes(content));

    private static string? Said(XElement assertion, string? problem) => problem is null ? null : $"{new XElement(assertion.Name, assertion.Attributes())}: {problem}";

    private static string? One(XElement assertion, byte[] content) => assertion.Name.LocalName switch
    {
        "has_text" => Counted(assertion, Occurrences(Decode(content), Required(assertion, "text")), "times"),
        "not_has_text" => Decode(content).Contains(Required(assertion, "text"), StringComparison.Ordinal) ? "the text is there" : null,
        "has_text_matching" => Counted(assertion, Expression(assertion).Count(Decode(content)), "matches"),
        "has_line" => Counted(assertion, Lines(content).Count(line => line == Required(assertion, "line")), "such lines"),
        "has_line_matching" => Counted(assertion, Lines(content).Count(line => Regex.IsMatch(line, "^(?:" + Python(Required(assertion, "expression")) + ")$")), "such lines"),
        "has_n_lines" => Counted(assertion, Lines(content).Length, "lines"),
        "has_n_columns" => Columns(assertion, content),
        "has_size" => Counted(assertion, content.Length, "bytes", (string?)assertion.Attribute("size") is not null ? "size" : "value"),
        "has_json_property_with_value" or "has_json_property_with_text" => Json(assertion, content),
        "has_h5_keys" or "has_h5_attribute" => Hdf5(assertion, content),
        "has_archive_member" => Archive(assertion, content),
        "has_image_width" => Counted(assertion, PngNumber(content, 16), "pixels", "width"),
        "has_image_height" => Counted(assertion, PngNumber(content, 20), "pixels", "height"),
        "is_valid_xml" or "has_element_with_path" or "has_n_elements_with_path" or "element_text" or "element_text_is"
            or "element_text_matches" or "attribute_is" or "attribute_matches" or "xml_element" => Xml(assertion, content),
        var other => $"the assertion {other} is not known to these tests",
    };

    private static string Decode(byte[] content) => Encoding.UTF8.GetString(content);

    private static string[] Lines(byte[] content)
    {
        // Python's splitlines: the last line break ends a line and starts none.
        var lines = Decode(content).ReplaceLineEndings("\n").Split('\n');
        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }

    private static string Required(XElement assertion, string name) =>
        (string?)assertion.Attribute(name) ?? throw new InvalidDataException($"{assertion}: the attribute {name} is missing");

    private static Regex Expression(XElement assertion) => new(Python(Required(assertion, "expression")));

    private static string Python(string expression) => expression.Replace("(?P<", "(?<", StringComparison.Ordinal);

    private static int Occurrences(string text, string part)
    {
        if (part.Length == 0) return 1;
        var count = 0;
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + part.Length, StringComparison.Ordinal)) count++;
        return count;
    }

    private static string? Columns(XElement assertion, byte[] content)
    {
        var lines = Lines(content);
        if (lines.Length == 0) return "there is no line";
        var separator = (string?)assertion.Attribute("sep") is { } sep ? Regex.Unescape(sep) : "\t";
        var comment = (string?)assertion.Attribute("comment") ?? "";
        var line = lines.FirstOrDefault(candidate => comment.Length == 0 || !comment.Contains(candidate.FirstOrDefault(), StringComparison.Ordinal)) ?? "";
        return Counted(assertion, line.Split(separator).Length, "columns");
    }

    /// <summary>Compares a count with n or value, delta, min, max; without any of them the count must not be 0. negate turns it round.</summary>
    private static string? Counted(XElement assertion, double found, string what, string exact = "n")
    {
        var target = Quantity((string?)assertion.Attribute(exact));
        var delta = Quantity((string?)assertion.Attribute("delta")) ?? 0;
        var fewest = Quantity((string?)assertion.Attribute("min"));
        var most = Quantity((string?)assertion.Attribute("max"));
        var holds = target is null && fewest is null && most is null
            ? found > 0
            : (target is null || Math.Abs(found - target.Value) <= delta) && (fewest is null || found >= fewest) && (most is null || found <= most);
        var negate = (string?)assertion.Attribute("negate") == "true";
        return holds != negate ? null : $"found {found.ToString(CultureInfo.InvariantCulture)} {what}";
    }

    private static double? Quantity(string? text)
    {
        if (text is null) return null;
        var match = Regex.Match(text, @"^([-+0-9.eE]+?)\s*([kMGT]?)(i?)B?$");
        if (!match.Success) throw new InvalidDataException($"'{text}' is not a quantity");
        var unit = match.Groups[3].Value == "i" ? 1024.0 : 1000.0;
        return double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * Math.Pow(unit, "kMGT".IndexOf(match.Groups[2].Value, StringComparison.Ordinal) + (match.Groups[2].Length == 0 ? 0 : 1));
    }

    private static string? Archive(XElement assertion, byte[] content)
    {
        var path = new Regex(Python(Required(assertion, "path")));
        try
        {
            using var archive = new ZipArchive(new MemoryStream(content));
            var members = archive.Entries.Where(entry => path.Match(entry.FullName) is { Success: true, Index: 0 }).ToList();
            var counted = Counted(assertion, members.Count, "such members of " + string.Join(", ", archive.Entries.Select(entry => entry.FullName)));
            if (counted is not null || !assertion.HasElements) return counted;
            var failures = members.SelectMany(member =>
            {
                using var stream = member.Open();
                using var copy = new MemoryStream();
                stream.CopyTo(copy);
                return All(assertion, copy.ToArray()).Select(problem => $"{member.FullName}: {problem}");
            }).ToList();
            return failures.Count == 0 ? null : string.Join("; ", failures);
        }
        catch (InvalidDataException)
        {
            return "it is not a zip archive";
        }
    }

    private static double PngNumber(byte[] content, int offset) =>
        content is [0x89, (byte)'P', (byte)'N', (byte)'G', ..] && content.Length > offset + 4
            ? System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(offset))
            : throw new InvalidDataException("it is not a PNG image");
}
