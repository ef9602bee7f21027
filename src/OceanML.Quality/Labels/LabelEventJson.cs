using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using OceanML.Core;

namespace OceanML.Quality.Labels;

/// <summary>Events and the meaning of labels as JSON, the form in which they travel in a table's metadata.</summary>
public static class LabelEventJson
{
    /// <summary>Events as a JSON list of objects with the columns of <see cref="LabelEventTable"/>, all values as text.</summary>
    public static string Write(IReadOnlyList<LabelEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        return Text(json =>
        {
            json.WriteStartArray();
            foreach (var one in events)
            {
                json.WriteStartObject();
                foreach (var (name, text) in LabelEventTable.Cells(one)) json.WriteString(name, text);
                foreach (var (name, text) in one.Other) json.WriteString(name, text);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    /// <summary>What labels mean: label to kind, definition, uri and uri_title.</summary>
    public static string Write(IEnumerable<string> used, LabelVocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        return Text(json =>
        {
            json.WriteStartObject();
            foreach (var name in used.Distinct().Order(StringComparer.Ordinal))
            {
                if (vocabulary.Find(name) is not { } term) continue;
                json.WriteStartObject(term.Name);
                json.WriteString("kind", term.Kind.ToString().ToLowerInvariant());
                json.WriteString("definition", term.Definition);
                if (term.Uri is not null) json.WriteString("uri", term.Uri);
                if (term.UriTitle is not null) json.WriteString("uri_title", term.UriTitle);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        });
    }

    /// <summary>Reads events that <see cref="Write(IReadOnlyList{LabelEvent})"/> wrote; their labels need not be in a vocabulary any more.</summary>
    /// <exception cref="OceanException">Not such a list.</exception>
    public static IReadOnlyList<LabelEvent> Read(string text)
    {
        var rows = new List<Dictionary<string, string>>();
        try
        {
            using var document = JsonDocument.Parse(text);
            foreach (var one in document.RootElement.EnumerateArray())
                rows.Add(one.EnumerateObject().ToDictionary(property => property.Name, property => property.Value.GetString() ?? ""));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw OceanException.BadInput($"the metadata {Labelling.EventsKey} of the table are not a list of events: {exception.Message}", exception);
        }

        if (rows.Count == 0) return [];
        var names = rows.SelectMany(row => row.Keys).Distinct().ToList();
        var table = new Table(names.Select(name => new TextColumn(name, [.. rows.Select(row => row.GetValueOrDefault(name))])), new Dictionary<string, string> { ["file"] = Labelling.EventsKey });
        var terms = rows.Select(row => row.GetValueOrDefault("label", "")).Distinct().Select(label => new LabelTerm(label, LabelKind.Phenomenon, "", null, null, []));
        return LabelEventTable.Read(table, new LabelVocabulary([.. terms], new Dictionary<string, double>()));
    }

    private static string Text(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) write(json);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
