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

    /// <summary>Scores of distributions, classes, events and extremes; in the JSON one list per kind, absent where there are none.</summary>
    public IReadOnlyList<MeasureSet> Further { get; init; } = [];

    /// <summary>Comparisons of estimates over folds, one per reference; absent in the JSON where there are none.</summary>
    public IReadOnlyList<(string Reference, ConfigurationTable Table)> Comparisons { get; init; } = [];

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
            MeasureSetJson.Write(json, Further);
            ComparisonJson.Write(json, Comparisons);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    /// <summary>The report as a table, one row per score.</summary>
    public Table ToTable()
    {
        List<Line> rows =
        [
            .. Results.SelectMany(result => result.Scores.Scores.Select(score => new Line(
                result.Reference, result.Estimate, result.GroupBy, result.Group, Space(result.Scores), new Measure(score.Name, score.Value, score.Low, score.High, score.Interval, score.N, score.Unit)))),
            .. Further.SelectMany(set => set.Measures.Select(measure => new Line(set.Reference, set.Estimate, set.GroupBy, set.Group, set.Space, measure))),
        ];
        TextColumn Text(string name, Func<Line, string?> value) => new(name, [.. rows.Select(value)]);
        NumberColumn Number(string name, Func<Measure, double> value, NumberKind kind = NumberKind.Float64) => new(name, [.. rows.Select(row => value(row.Score))], null, kind);
        return new Table(
            [
                Text("reference", row => row.Reference),
                Text("estimate", row => row.Estimate),
                Text("group_by", row => row.GroupBy),
                Text("group", row => row.Group),
                Text("space", row => row.Space),
                Text("score", row => row.Score.Name),
                Number("value", score => score.Value),
                Number("low", score => score.Low),
                Number("high", score => score.High),
                Text("interval", row => Interval(row.Score.Interval)),
                Number("n", score => score.N, NumberKind.Int64),
                Text("unit", row => row.Score.Unit),
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

    internal static void Write(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value)) json.WriteNumber(name, value);
        else json.WriteNull(name);
    }

    private static string Space(ScoreSet scores) => scores.IsLog ? "log10" : "linear";

    internal static string? Interval(IntervalMethod method) => method switch
    {
        IntervalMethod.Analytic => "analytic",
        IntervalMethod.BootstrapByGroup => "bootstrap by group",
        IntervalMethod.BootstrapByPair => "bootstrap by pair",
        _ => null,
    };

    private sealed record Line(string Reference, string Estimate, string? GroupBy, string? Group, string Space, Measure Score);
}
