using System.Xml.Linq;

namespace OceanML.Galaxy.Tests;

/// <summary>
/// Galaxy's macro language as its tool loader applies it: imports, xml macros with parameters and yields, and tokens in text and
/// attributes.
/// </summary>
internal static class MacroExpansion
{
    private const int DeepestNesting = 20;

    public static XDocument Load(string path)
    {
        var document = XDocument.Load(path, LoadOptions.PreserveWhitespace | LoadOptions.SetLineInfo);
        var root = document.Root!;
        var tokens = new Dictionary<string, string>(StringComparer.Ordinal);
        var macros = new Dictionary<string, XElement>(StringComparer.Ordinal);
        if (root.Element("macros") is { } block)
        {
            Collect(block, Path.GetDirectoryName(Path.GetFullPath(path))!, tokens, macros);
            block.Remove();
        }

        for (var depth = 0; root.Descendants("expand").Any(); depth++)
        {
            if (depth == DeepestNesting) throw new InvalidDataException($"{path}: macros expand without end");
            foreach (var expand in root.Descendants("expand").ToList()) Expand(expand, macros, path);
        }

        foreach (var name in tokens.Keys.ToList()) tokens[name] = Replace(tokens[name], tokens);
        Substitute(root, tokens);
        return document;
    }

    private static void Collect(XElement block, string folder, Dictionary<string, string> tokens, Dictionary<string, XElement> macros)
    {
        foreach (var import in block.Elements("import"))
        {
            var path = Path.Combine(folder, import.Value.Trim());
            var imported = XDocument.Load(path, LoadOptions.PreserveWhitespace);
            Collect(imported.Root!, folder, tokens, macros);
        }

        foreach (var token in block.Elements("token")) tokens[(string)token.Attribute("name")!] = token.Value;
        foreach (var macro in block.Elements("xml")) macros[(string)macro.Attribute("name")!] = macro;
        foreach (var macro in block.Elements("macro")) macros[(string)macro.Attribute("name")!] = macro;
    }

    private static void Expand(XElement expand, Dictionary<string, XElement> macros, string path)
    {
        if (expand.Parent is null) return;
        var name = (string?)expand.Attribute("macro") ?? throw new InvalidDataException($"{path}: an expand names no macro");
        if (!macros.TryGetValue(name, out var macro)) throw new InvalidDataException($"{path}: no macro '{name}'; there are {string.Join(", ", macros.Keys)}");
        var parameters = macro.Attributes()
            .Where(attribute => attribute.Name.LocalName.StartsWith("token_", StringComparison.Ordinal))
            .ToDictionary(attribute => "@" + attribute.Name.LocalName["token_".Length..].ToUpperInvariant() + "@", attribute => attribute.Value, StringComparer.Ordinal);
        foreach (var required in ((string?)macro.Attribute("tokens") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            parameters["@" + required.ToUpperInvariant() + "@"] = (string?)expand.Attribute(required)
                ?? throw new InvalidDataException($"{path}: expand of '{name}' lacks the attribute {required}");
        }

        foreach (var attribute in expand.Attributes().Where(attribute => attribute.Name != "macro"))
        {
            parameters["@" + attribute.Name.LocalName.ToUpperInvariant() + "@"] = attribute.Value;
        }

        var copy = new XElement(macro);
        foreach (var yield in copy.Descendants("yield").ToList()) yield.ReplaceWith(expand.Nodes());
        Substitute(copy, parameters);
        expand.ReplaceWith(copy.Nodes());
    }

    private static void Substitute(XElement root, Dictionary<string, string> tokens)
    {
        foreach (var element in root.DescendantsAndSelf())
        {
            foreach (var attribute in element.Attributes()) attribute.Value = Replace(attribute.Value, tokens);
            foreach (var text in element.Nodes().OfType<XText>()) text.Value = Replace(text.Value, tokens);
        }
    }

    private static string Replace(string text, Dictionary<string, string> tokens)
    {
        if (!text.Contains('@')) return text;
        foreach (var (name, value) in tokens) text = text.Replace(name, value, StringComparison.Ordinal);
        return text;
    }
}
