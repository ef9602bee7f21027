using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace OceanML.Crates;

/// <summary>The page that people see when they open a crate: every entity by name, linked to the others; no script, no style sheet to fetch.</summary>
public static class CratePreview
{
    /// <summary>Its name in the crate.</summary>
    public const string FileName = "ro-crate-preview.html";

    /// <summary>The page of a crate, UTF-8.</summary>
    public static byte[] Of(CrateGraph crate)
    {
        ArgumentNullException.ThrowIfNull(crate);
        var entities = crate.Entities.Values.ToDictionary(entity => entity.Id, entity => entity.ToJson(), StringComparer.Ordinal);
        var page = new StringBuilder();
        var title = Escape(NameOf(entities, "./"));
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>").Append(title).Append("</title>\n")
            .Append("<style>body{font-family:sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#222}table{border-collapse:collapse;width:100%;margin-bottom:2em}")
            .Append("th{text-align:left;vertical-align:top;width:12em;font-weight:600}td,th{padding:.25em .5em;border-top:1px solid #ddd;overflow-wrap:anywhere}h2{font-size:1.1em}</style>\n</head>\n<body>\n");
        page.Append("<h1>").Append(title).Append("</h1>\n");
        Table(page, entities, "./");
        foreach (var id in entities.Keys.Where(id => id is not ("./" or CrateGraph.MetadataFile)).OrderBy(id => NameOf(entities, id), StringComparer.Ordinal).ThenBy(id => id, StringComparer.Ordinal))
        {
            page.Append("<h2 id=\"").Append(Anchor(id)).Append("\">").Append(Escape(NameOf(entities, id))).Append("</h2>\n");
            Table(page, entities, id);
        }

        page.Append("<p><a href=\"").Append(CrateGraph.MetadataFile).Append("\">").Append(CrateGraph.MetadataFile).Append("</a> is the same for machines.</p>\n</body>\n</html>\n");
        return Encoding.UTF8.GetBytes(page.ToString());
    }

    private static void Table(StringBuilder page, Dictionary<string, JsonObject> entities, string id)
    {
        page.Append("<table>\n");
        foreach (var (property, value) in entities[id])
        {
            if (property == "name") continue;
            page.Append("<tr><th>").Append(Escape(property.TrimStart('@'))).Append("</th><td>");
            page.AppendJoin("<br>", (value is JsonArray list ? list : [value!.DeepClone()]).Select(item => Item(entities, property, item!)));
            page.Append("</td></tr>\n");
        }

        page.Append("</table>\n");
    }

    private static string Item(Dictionary<string, JsonObject> entities, string property, JsonNode item)
    {
        var text = item is JsonObject link ? link["@id"]!.GetValue<string>() : item.ToString();
        if (item is JsonObject && entities.ContainsKey(text)) return $"<a href=\"#{Anchor(text)}\">{Escape(NameOf(entities, text))}</a>";
        var isAddress = text.StartsWith("http", StringComparison.Ordinal) || (property == "@id" && !text.StartsWith('#') && text != "./");
        return isAddress ? $"<a href=\"{Escape(text)}\">{Escape(text)}</a>" : Escape(text);
    }

    private static string NameOf(Dictionary<string, JsonObject> entities, string id) => entities[id]["name"]?.ToString() ?? id;

    private static string Anchor(string id) => "e-" + Entities.Slug(id);

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
