using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OceanML.Crates;

/// <summary>A file that a step read or wrote, as its run record has it.</summary>
/// <param name="Path">Path at the time of the run.</param>
/// <param name="Bytes">Size.</param>
/// <param name="Sha256">Checksum, lower-case hexadecimal.</param>
public sealed record RecordedFile(string Path, long Bytes, string Sha256);

/// <summary>The run record of one step, as <c>--record</c> writes it.</summary>
/// <param name="Source">The record's own file.</param>
/// <param name="Step">The executable, e.g. <c>oceanml-colocate</c>.</param>
/// <param name="Subcommand">Its subcommand, or null.</param>
/// <param name="Version">Its version.</param>
/// <param name="Command">Arguments of the command line.</param>
/// <param name="Parameters">Options with the values used.</param>
/// <param name="Inputs">Files read.</param>
/// <param name="Outputs">Files written.</param>
/// <param name="Started">Start, ISO 8601 with offset.</param>
/// <param name="Ended">End, ISO 8601 with offset.</param>
/// <param name="Counts">The accounting in words, or empty.</param>
/// <param name="Results">Scores and other key figures; a figure that was not finite is absent.</param>
/// <param name="ExitCode">0 where it went well.</param>
/// <param name="Failure">What went wrong, or null.</param>
public sealed record RunRecordFile(
    string Source,
    string Step,
    string? Subcommand,
    string Version,
    IReadOnlyList<string> Command,
    IReadOnlyDictionary<string, string> Parameters,
    IReadOnlyList<RecordedFile> Inputs,
    IReadOnlyList<RecordedFile> Outputs,
    string Started,
    string Ended,
    string Counts,
    IReadOnlyDictionary<string, double> Results,
    int ExitCode,
    string? Failure)
{
    /// <summary>Reads a record.</summary>
    /// <exception cref="InvalidDataException">The file is not a run record.</exception>
    public static RunRecordFile Read(string path)
    {
        try
        {
            var json = JsonNode.Parse(File.ReadAllBytes(path)) as JsonObject ?? throw new JsonException("the document is not an object");
            var parameters = Object(json, "parameters").Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!.ToString(), StringComparer.Ordinal);
            var results = Object(json, "results").Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<double>(), StringComparer.Ordinal);
            return new RunRecordFile(path, Text(json, "step"), json["subcommand"]?.ToString(), Text(json, "version"), Array(json, "command").Select(argument => argument!.ToString()).ToList(), parameters,
                Files(json, "inputs"), Files(json, "outputs"), Instant(json, "started"), Instant(json, "ended"), CountsOf(Object(json, "counts")), results, json["exit_code"]?.GetValue<int>() ?? throw new JsonException("there is no exit_code"), json["failure"]?.ToString());
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{path}: is not a run record (written by --record): {exception.Message}", exception);
        }
    }

    private static List<RecordedFile> Files(JsonObject json, string name) =>
        Array(json, name).Select(file => file!.AsObject()).Select(file => new RecordedFile(Text(file, "path"), file["bytes"]!.GetValue<long>(), Text(file, "sha256"))).ToList();

    private static string CountsOf(JsonObject counts)
    {
        if (counts["in"]?.GetValue<long>() is not > 0) return "";
        var rejected = Object(counts, "rejected");
        var reasons = rejected.Count == 0 ? "" : $" ({string.Join(", ", rejected.Select(pair => $"{pair.Value} {pair.Key}"))})";
        return $"{counts["in"]} in, {counts["out"]} out, {rejected.Sum(pair => pair.Value!.GetValue<long>())} rejected{reasons}";
    }

    private static string Instant(JsonObject json, string name) =>
        DateTimeOffset.Parse(Text(json, name), CultureInfo.InvariantCulture).ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    private static string Text(JsonObject json, string name) => json[name]?.ToString() ?? throw new JsonException($"there is no {name}");

    private static JsonObject Object(JsonObject json, string name) => json[name] as JsonObject ?? throw new JsonException($"there is no {name}");

    private static JsonArray Array(JsonObject json, string name) => json[name] as JsonArray ?? throw new JsonException($"there is no {name}");
}
