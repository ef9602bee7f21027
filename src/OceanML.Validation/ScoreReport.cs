using System.Text.Encodings.Web;
using System.Text.Json;
using OceanML.Core;

namespace OceanML.Validation;

/// <summary>
/// All results of a validation, as JSON for programs and as a table. The JSON is stable: keys are only ever added, and
/// <c>schema</c> changes where their meaning does.
/// </summary>
/// <param name="Title">What was validated, e.g. the name of the file.</param>
/// <param name="ResampledBy">Column whose values are the groups of the bootstrap; null where pairs were drawn.</param>
/// <param name="Options">How the scores were computed.</param>
/// <param name="Results">The results.</param>
public sealed record ScoreReport(string Title, string? ResampledBy, ScoreOptions Options, IReadOnlyList<PairResult> Results)
{
    /// <summary>Version of the layout of the JSON.</summary>
    public const string Schema = "oceanml-scores/1";

    /// <summary>The report as JSON, UTF-8. Undefined numbers are null.</summary>
    public byte[] ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteString("title", Title);
            json.WriteStartObject("intervals");
            json.WriteNumber("confidence", Options.Confidence);
            json.WriteNumber("bootstrap_samples", Options.Samples);
            json.WriteNumber("seed", Options.Seed);
            json.WriteString("resampled_by", ResampledBy);
            json.WriteEndObject();
            json.WriteStartArray("results");
            foreach (var result in Results) Write(json, result);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    /// <summary>The report as a table, one row per score.</summary>
    public Table ToTable()
    {
        var rows = Results.SelectMany(result => result.Scores.Scores.Select(score => (Result: result, Score: score))).ToList();
        TextColumn Text(string name, Func<PairResult, Score, string?> value) => new(name, [.. rows.Select(row => value(row.Result, row.Score))]);
        NumberColumn Number(string name, Func<Score, double> value, NumberKind kind = NumberKind.Float64) => new(name, [.. rows.Select(row => value(row.Score))], null, kind);
        return new Table(
            [
                Text("reference", (result, _) => result.Reference),
                Text("estimate", (result, _) => result.Estimate),
                Text("group_by", (result, _) => result.GroupBy),
                Text("group", (result, _) => result.Group),
                Text("space", (result, _) => Space(result.Scores)),
                Text("score", (_, score) => score.Name),
                Number("value", score => score.Value),
                Number("low", score => score.Low),
                Number("high", score => score.High),
                Text("interval", (_, score) => Interval(score.Interval)),
                Number("n", score => score.N, NumberKind.Int64),
                Text("unit", (_, score) => score.Unit),
            ],
            new Dictionary<string, string> { ["title"] = Title });
    }

    private static void Write(Utf8JsonWriter json, PairResult result)
    {
        json.WriteStartObject();
        json.WriteString("reference", result.Reference);
        json.WriteString("estimate", result.Estimate);
        json.WriteString("unit", result.Unit);
        json.WriteString("group_by", result.GroupBy);
        json.WriteString("group", result.Group);
        json.WriteNumber("pooled", result.Pooled);
        json.WriteString("space", Space(result.Scores));
        json.WriteNumber("n", result.Scores.N);
        json.WriteNumber("n_groups", result.Scores.GroupCount);
        json.WriteStartObject("excluded");
        foreach (var (reason, count) in result.Scores.Excluded) json.WriteNumber(reason, count);
        json.WriteEndObject();
        json.WriteStartObject("scores");
        foreach (var score in result.Scores.Scores)
        {
            json.WriteStartObject(score.Name);
            Write(json, "value", score.Value);
            Write(json, "low", score.Low);
            Write(json, "high", score.High);
            json.WriteString("interval", Interval(score.Interval));
            json.WriteNumber("n", score.N);
            json.WriteString("unit", score.Unit);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value)) json.WriteNumber(name, value);
        else json.WriteNull(name);
    }

    private static string Space(ScoreSet scores) => scores.IsLog ? "log10" : "linear";

    private static string? Interval(IntervalMethod method) => method switch
    {
        IntervalMethod.Analytic => "analytic",
        IntervalMethod.BootstrapByGroup => "bootstrap by group",
        IntervalMethod.BootstrapByPair => "bootstrap by pair",
        _ => null,
    };
}
