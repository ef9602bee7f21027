using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using OceanML.Core;

namespace OceanML.CommandLine;

/// <summary>
/// What a step writes with <c>--record</c>; a chain of them becomes a Workflow Run RO-Crate. Keys: step, subcommand, version, command,
/// parameters, inputs and outputs (path, bytes, sha256), started, ended, counts, results, warnings, exit_code, failure; and where a step
/// accounts for single values: values (per file its rows and, per variable, read, missing, out and rejected by reason), passed_over (files
/// without observations, with the reason) and conversions (what was renamed or converted); where data of others were fetched: citation (doi, text and what else says where they come from).
/// </summary>
internal sealed class RunRecord(string step, string? subcommand, string[] arguments)
{
    private readonly DateTime started = DateTime.UtcNow;
    private readonly SortedSet<string> inputs = new(StringComparer.Ordinal);
    private readonly SortedSet<string> outputs = new(StringComparer.Ordinal);

    public SortedDictionary<string, string?> Parameters { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, long> Rejected { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, double> Results { get; } = new(StringComparer.Ordinal);

    public List<string> Warnings { get; } = [];

    public List<FileValues> Values { get; } = [];

    public List<(string File, string Reason)> PassedOver { get; } = [];

    public List<string> Conversions { get; } = [];

    public SortedDictionary<string, string> Citation { get; } = new(StringComparer.Ordinal);

    public long CountIn { get; set; }

    public long CountOut { get; set; }

    /// <summary>The accounting in words: <c>12 in = 10 out + 2 rejected (1 land, 1 no_time)</c>.</summary>
    public string CountsLine
    {
        get
        {
            var reasons = Rejected.Count == 0 ? "" : $" ({string.Join(", ", Rejected.Select(pair => $"{pair.Value} {pair.Key}"))})";
            return $"{CountIn} in = {CountOut} out + {Rejected.Values.Sum()} rejected{reasons}";
        }
    }

    public void AddInput(string path) => inputs.Add(path);

    public void AddOutput(string path) => outputs.Add(path);

    public void Write(string path, ExitCode code, string? failure)
    {
        using var stream = File.Create(path);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("step", step);
        if (subcommand is not null) json.WriteString("subcommand", subcommand);
        json.WriteString("version", StepVersion.Current);
        json.WriteStartArray("command");
        foreach (var argument in arguments) json.WriteStringValue(argument);
        json.WriteEndArray();
        json.WriteStartObject("parameters");
        foreach (var (name, value) in Parameters) json.WriteString(name, value);
        json.WriteEndObject();
        WriteFiles(json, "inputs", inputs);
        WriteFiles(json, "outputs", outputs);
        json.WriteString("started", started.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
        json.WriteString("ended", DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
        json.WriteStartObject("counts");
        json.WriteNumber("in", CountIn);
        json.WriteNumber("out", CountOut);
        json.WriteStartObject("rejected");
        foreach (var (reason, count) in Rejected) json.WriteNumber(reason, count);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("results");
        foreach (var (name, value) in Results)
        {
            if (double.IsFinite(value)) json.WriteNumber(name, value);
            else json.WriteNull(name);
        }

        json.WriteEndObject();
        WriteValues(json);
        json.WriteStartArray("warnings");
        foreach (var warning in Warnings) json.WriteStringValue(warning);
        json.WriteEndArray();
        json.WriteNumber("exit_code", (int)code);
        if (failure is not null) json.WriteString("failure", failure);
        json.WriteEndObject();
    }

    // Of a folder of thousands of files: a line per variable.
    private void WriteValues(Utf8JsonWriter json)
    {
        if (Values.Count > 0)
        {
            json.WriteStartArray("values");
            foreach (var file in Values)
            {
                json.WriteStartObject();
                json.WriteString("file", file.File);
                json.WritePropertyName("rows");
                json.WriteRawValue(OneLine(line => WriteCounts(line, file.RowsRead, null, file.RowsOut, file.RowsRejected)));
                json.WriteStartObject("variables");
                foreach (var variable in file.Variables)
                {
                    json.WritePropertyName(variable.Name);
                    json.WriteRawValue(OneLine(line =>
                    {
                        if (variable.Columns is not [var only] || only != variable.Name)
                        {
                            line.WriteStartArray("as");
                            foreach (var column in variable.Columns) line.WriteStringValue(column);
                            line.WriteEndArray();
                        }

                        WriteCounts(line, variable.Read, variable.Missing, variable.Out, variable.Rejected);
                    }));
                }

                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (PassedOver.Count > 0)
        {
            json.WriteStartArray("passed_over");
            foreach (var (file, reason) in PassedOver)
            {
                json.WriteRawValue(OneLine(line =>
                {
                    line.WriteString("file", file);
                    line.WriteString("reason", reason);
                }));
            }

            json.WriteEndArray();
        }

        if (Citation.Count > 0)
        {
            json.WriteStartObject("citation");
            foreach (var (name, value) in Citation) json.WriteString(name, value);
            json.WriteEndObject();
        }

        if (Conversions.Count == 0) return;
        json.WriteStartArray("conversions");
        foreach (var conversion in Conversions) json.WriteStringValue(conversion);
        json.WriteEndArray();
    }

    private static void WriteCounts(Utf8JsonWriter json, long read, long? missing, long written, IReadOnlyDictionary<string, long> rejected)
    {
        json.WriteNumber("read", read);
        if (missing is { } places) json.WriteNumber("missing", places);
        json.WriteNumber("out", written);
        json.WriteStartObject("rejected");
        foreach (var (reason, count) in rejected) json.WriteNumber(reason, count);
        json.WriteEndObject();
    }

    private static byte[] OneLine(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var line = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            line.WriteStartObject();
            write(line);
            line.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteFiles(Utf8JsonWriter json, string name, IEnumerable<string> paths)
    {
        json.WriteStartArray(name);
        foreach (var path in paths.SelectMany(Expand))
        {
            json.WriteStartObject();
            json.WriteString("path", path);
            using var stream = File.OpenRead(path);
            json.WriteNumber("bytes", stream.Length);
            json.WriteString("sha256", Convert.ToHexStringLower(SHA256.HashData(stream)));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static IEnumerable<string> Expand(string path) =>
        Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : [path];
}
