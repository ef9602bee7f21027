using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using OceanML.Core;
using OceanML.Formats.Description;

namespace OceanML.Steps;

/// <summary>The description as JSON; the keys are documented in the help text and do not change.</summary>
internal static class JsonReport
{
    public static string Of(IReadOnlyList<FileDescription> descriptions, bool asList)
    {
        using var buffer = new MemoryStream();
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            if (asList) json.WriteStartArray();
            foreach (var description in descriptions) Write(json, description);
            if (asList) json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }

    private static void Write(Utf8JsonWriter json, FileDescription file)
    {
        json.WriteStartObject();
        json.WriteString("file", file.Path);
        json.WriteStartObject("product");
        json.WriteString("id", file.Product.Id);
        json.WriteString("title", file.Product.Title);
        json.WriteString("kind", file.Product.Kind.ToString().ToLowerInvariant());
        json.WriteEndObject();
        json.WriteString("format", file.Format);
        json.WriteNumber("bytes", file.Bytes);
        if (file.Rows is { } rows) json.WriteNumber("rows", rows);
        else json.WriteNull("rows");
        json.WriteStartObject("about");
        foreach (var (key, text) in file.About) json.WriteString(key, text);
        json.WriteEndObject();
        Array(json, "dimensions", file.Dimensions, dimension =>
        {
            json.WriteString("name", dimension.Name);
            json.WriteNumber("length", dimension.Length);
            json.WriteBoolean("unlimited", dimension.IsUnlimited);
        });
        Array(json, "variables", file.Variables, variable => Write(json, variable));
        Write(json, file.Space);
        Write(json, file.Time);
        Write(json, file.Argo);
        json.WriteStartObject("roles");
        foreach (var (role, variable) in file.Roles) json.WriteString(role, variable);
        json.WriteEndObject();
        Array(json, "flags", file.Flags, flags => Write(json, flags));
        Array(json, "quality", file.Quality, quality =>
        {
            json.WriteString("name", quality.Name);
            Array(json, "counts", quality.Counts, count =>
            {
                json.WriteString("flag", count.Flag);
                json.WriteString("meaning", count.Meaning);
                json.WriteNumber("count", count.Count);
            });
        });
        Texts(json, "notes", file.Notes);
        Texts(json, "next", file.Next);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, VariableDescription variable)
    {
        json.WriteString("name", variable.Name);
        json.WriteString("type", variable.Type);
        Texts(json, "dimensions", variable.Dimensions.Select(dimension => dimension.Name));
        json.WriteStartArray("shape");
        foreach (var (_, length) in variable.Dimensions) json.WriteNumberValue(length);
        json.WriteEndArray();
        json.WriteString("unit", variable.Unit);
        json.WriteString("standard_name", variable.StandardName);
        json.WriteString("long_name", variable.LongName);
        json.WriteNumber("count", variable.Count);
        json.WriteNumber("examined", variable.Examined);
        if (variable.Missing is { } missing) json.WriteNumber("missing", missing);
        else json.WriteNull("missing");
        Value(json, "minimum", variable.Minimum, variable.IsNumber);
        Value(json, "maximum", variable.Maximum, variable.IsNumber);
        json.WriteString("example", variable.Example);
        json.WriteStartArray("wavelengths");
        foreach (var wavelength in variable.Wavelengths) json.WriteNumberValue(wavelength);
        json.WriteEndArray();
    }

    private static void Value(Utf8JsonWriter json, string name, string? text, bool isNumber)
    {
        if (isNumber && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            json.WritePropertyName(name);
            json.WriteRawValue(text);
        }
        else
        {
            json.WriteString(name, text);
        }
    }

    private static void Write(Utf8JsonWriter json, SpaceExtent? space)
    {
        if (space is null)
        {
            json.WriteNull("space");
            return;
        }

        json.WriteStartObject("space");
        json.WriteNumber("west", space.West);
        json.WriteNumber("south", space.South);
        json.WriteNumber("east", space.East);
        json.WriteNumber("north", space.North);
        json.WriteBoolean("crosses_dateline", space.CrossesDateline);
        json.WriteNumber("positions", space.Positions);
        json.WriteNumber("unknown", space.Unknown);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TimeExtent? time)
    {
        if (time is null)
        {
            json.WriteNull("time");
            return;
        }

        json.WriteStartObject("time");
        json.WriteString("start", Timestamp.Format(time.Start));
        json.WriteString("end", Timestamp.Format(time.End));
        json.WriteNumber("steps", time.Steps);
        json.WriteString("source", time.Source);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ArgoSummary? argo)
    {
        if (argo is null)
        {
            json.WriteNull("argo");
            return;
        }

        json.WriteStartObject("argo");
        Texts(json, "platforms", argo.Platforms);
        json.WriteNumber("profiles", argo.Profiles);
        if (argo.Cycles is var (first, last))
        {
            json.WriteNumber("first_cycle", first);
            json.WriteNumber("last_cycle", last);
        }
        else
        {
            json.WriteNull("first_cycle");
            json.WriteNull("last_cycle");
        }

        json.WriteStartObject("data_modes");
        foreach (var (name, modes) in argo.Parameters)
        {
            json.WriteStartObject(name);
            foreach (var (mode, profiles) in modes) json.WriteNumber(mode.ToString(), profiles);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FlagDescription flags)
    {
        json.WriteString("name", flags.Name);
        json.WriteNumber("pixels", flags.Pixels);
        if (flags.Passing is { } passing) json.WriteNumber("passing", passing);
        else json.WriteNull("passing");
        Texts(json, "excluded", flags.Excluded);
        Texts(json, "required", flags.Required);
        Texts(json, "uncounted", flags.Uncounted);
        json.WriteStartObject("excluded_for");
        foreach (var (pattern, names) in flags.ExcludedFor) Texts(json, pattern, names);
        json.WriteEndObject();
        json.WriteString("source", flags.Source);
        Array(json, "flags", flags.Flags, flag =>
        {
            json.WriteString("name", flag.Name);
            json.WriteNumber("mask", flag.Mask);
            json.WriteNumber("count", flag.Count);
        });
    }

    private static void Array<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
