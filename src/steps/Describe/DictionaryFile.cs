using System.Globalization;
using System.Text;
using OceanML.Core;
using OceanML.Formats.Readiness;
using OceanML.Formats.Tables;

namespace OceanML.Steps;

/// <summary>Writes a data dictionary: a table, or Markdown.</summary>
internal static class DictionaryFile
{
    private static readonly string[] Heads = ["name", "role", "type", "meaning", "unit", "standard_name", "flags", "minimum", "maximum", "missing", "source"];

    public static void Write(string path, IReadOnlyList<DictionaryEntry> entries, string described)
    {
        if (Path.GetExtension(path).Equals(".md", StringComparison.OrdinalIgnoreCase))
        {
            File.WriteAllText(path, Markdown(entries, described));
            return;
        }

        var table = new Table(Heads.Select((head, i) => (Column)(head == "missing"
            ? new NumberColumn(head, [.. entries.Select(entry => entry.Missing ?? double.NaN)])
            : new TextColumn(head, [.. entries.Select(entry => Cells(entry)[i] is { Length: > 0 } cell ? cell : null)]))));
        TableFile.Write(path, table);
    }

    private static string Markdown(IReadOnlyList<DictionaryEntry> entries, string described)
    {
        var text = new StringBuilder($"# Data dictionary of {Path.GetFileName(described)}\n\n");
        text.Append("A standard name in brackets is not in the file: it is what `oceanml-describe` takes the variable for. Missing is a share from 0 to 1.\n\n");
        text.Append("| ").AppendJoin(" | ", Heads).Append(" |\n|").Append(string.Concat(Enumerable.Repeat("---|", Heads.Length))).Append('\n');
        foreach (var entry in entries) text.Append("| ").AppendJoin(" | ", Cells(entry).Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" "))).Append(" |\n");
        return text.ToString();
    }

    private static string[] Cells(DictionaryEntry entry) =>
    [
        entry.Name, entry.Role, entry.Type, entry.Meaning, entry.Unit, entry.StandardName, entry.Flags, entry.Minimum, entry.Maximum,
        entry.Missing?.ToString("0.####", CultureInfo.InvariantCulture) ?? "", entry.Source,
    ];
}
