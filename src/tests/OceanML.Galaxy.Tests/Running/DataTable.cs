using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace OceanML.Galaxy.Tests;

/// <summary>A tool data table with the entries that Galaxy's tests give it: tool_data_table_conf.xml.test and its .loc file.</summary>
internal sealed class DataTable
{
    private readonly IReadOnlyList<string> columns;
    private readonly IReadOnlyList<string[]> rows;

    private DataTable(IReadOnlyList<string> columns, IReadOnlyList<string[]> rows)
    {
        this.columns = columns;
        this.rows = rows;
    }

    /// <summary>What the select offers.</summary>
    public IReadOnlyList<string> Values => [.. rows.Select(row => row[IndexOf("value")])];

    public static DataTable ForTests(string name)
    {
        foreach (var folder in Wrapper.Folders)
        {
            var configuration = Path.Combine(folder, "tool_data_table_conf.xml.test");
            if (!File.Exists(configuration)) continue;
            var table = XDocument.Load(configuration).Root!.Elements("table").FirstOrDefault(candidate => (string?)candidate.Attribute("name") == name);
            if (table is null) continue;
            var columns = table.Element("columns")!.Value.Split(',', StringSplitOptions.TrimEntries);
            var comment = (string?)table.Attribute("comment_char") ?? "#";
            var path = Here((string)table.Element("file")!.Attribute("path")!, folder);
            var lines = File.ReadLines(path).Where(line => line.Length > 0 && !line.StartsWith(comment, StringComparison.Ordinal));
            var rows = lines.Select(line => Here(line, Path.GetDirectoryName(path)!).Split('\t')).ToList();
            if (rows.Find(row => row.Length != columns.Length) is { } odd) throw new InvalidDataException($"{path}: {odd.Length} fields, not {columns.Length}, in '{string.Join(' ', odd)}'");
            return new DataTable(columns, rows);
        }

        throw new InvalidDataException($"no tool_data_table_conf.xml.test has a table {name}");
    }

    /// <summary>The row of a value, by column, as <c>$param.fields</c> gives it.</summary>
    public JsonObject Fields(string value)
    {
        var row = rows.First(candidate => candidate[IndexOf("value")] == value);
        return new JsonObject(columns.Select((column, i) => KeyValuePair.Create(column, (JsonNode?)JsonValue.Create(row[i]))));
    }

    private static string Here(string text, string folder) => text.Replace("${__HERE__}", folder, StringComparison.Ordinal);

    private int IndexOf(string column) => columns.ToList().IndexOf(column);
}
