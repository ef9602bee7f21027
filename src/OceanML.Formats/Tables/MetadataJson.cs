using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using OceanML.Core;

namespace OceanML.Formats.Tables;

/// <summary>Units, CF names, flag schemes and sources of columns as the JSON kept under one key of a Parquet file.</summary>
internal static class MetadataJson
{
    /// <summary>The key.</summary>
    public const string Key = "oceanml.columns";

    /// <summary>Writes the metadata of a table's columns.</summary>
    /// <param name="table">The table.</param>
    /// <param name="stored">The name each column has in the file.</param>
    public static string Write(Table table, IReadOnlyList<string> stored)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            for (var i = 0; i < stored.Count; i++)
            {
                var column = table.Columns[i];
                var renamed = column.Name != stored[i];
                if (column.Metadata == ColumnMetadata.None && !renamed) continue;
                json.WriteStartObject(stored[i]);
                if (renamed) json.WriteString("name", column.Name);
                Text(json, "unit", column.Metadata.Unit);
                Text(json, "standard_name", column.Metadata.StandardName);
                Text(json, "long_name", column.Metadata.LongName);
                Text(json, "flag_scheme", column.Metadata.FlagScheme);
                Text(json, "source", column.Metadata.Source);
                if (column.Metadata.Wavelength is { } wavelength) json.WriteNumber("wavelength", wavelength);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>True name and metadata per stored name; empty where the text is not what <see cref="Write"/> makes.</summary>
    public static Dictionary<string, (string Name, ColumnMetadata Metadata)> Read(string? text)
    {
        var all = new Dictionary<string, (string, ColumnMetadata)>(StringComparer.Ordinal);
        if (text is null) return all;
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return all;
            foreach (var column in document.RootElement.EnumerateObject())
            {
                if (column.Value.ValueKind != JsonValueKind.Object) continue;
                var metadata = new ColumnMetadata(
                    Text(column.Value, "unit"),
                    Text(column.Value, "standard_name"),
                    Text(column.Value, "long_name"),
                    Text(column.Value, "flag_scheme"),
                    Text(column.Value, "source"),
                    column.Value.TryGetProperty("wavelength", out var wavelength) && wavelength.ValueKind == JsonValueKind.Number ? wavelength.GetDouble() : null);
                all[column.Name] = (Text(column.Value, "name") ?? column.Name, metadata);
            }
        }
        catch (JsonException)
        {
            // Metadata that another program spoilt must not make the data unreadable.
            all.Clear();
        }

        return all;
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    private static string? Text(JsonElement column, string name) =>
        column.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
