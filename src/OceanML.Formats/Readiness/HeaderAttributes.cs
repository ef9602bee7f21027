using System.IO.Compression;
using System.Text.RegularExpressions;

namespace OceanML.Formats.Readiness;

/// <summary>What the header of a text file says of the data: SeaBASS' <c>/key=value</c>, and comments such as <c># title: ...</c>.</summary>
internal static partial class HeaderAttributes
{
    private const int Lines = 400;

    public static Dictionary<string, string> Read(string path)
    {
        var attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        using var file = File.OpenRead(path);
        Span<byte> head = stackalloc byte[4];
        var read = file.Read(head);
        file.Position = 0;
        if (read == 4 && head.SequenceEqual("PAR1"u8)) return attributes;
        using var stream = read > 1 && head[0] == 0x1f && head[1] == 0x8b ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        using var reader = new StreamReader(stream);
        for (var i = 0; i < Lines && reader.ReadLine() is { } line; i++)
        {
            if (Pair().Match(line) is not { Success: true } match) continue;
            var value = match.Groups["value"].Value.Trim();
            if (value.Length > 0) attributes.TryAdd(match.Groups["key"].Value.Trim().Replace(' ', '_').ToLowerInvariant(), value.Replace('_', ' '));
        }

        // SeaBASS writes its identifiers with underscores that mean themselves.
        if (attributes.TryGetValue("identifier_product_doi", out var doi)) attributes["identifier_product_doi"] = doi.Replace(' ', '_');
        return attributes;
    }

    [GeneratedRegex(@"^(/(?<key>\w+)=|[#%*!/]+\s*(?<key>[A-Za-z][\w ]{1,40}?)\s*[:=]\s)(?<value>.+)$")]
    private static partial Regex Pair();
}
