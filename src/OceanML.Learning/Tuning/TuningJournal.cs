using System.Globalization;
using System.Text;
using System.Text.Json;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// The evaluations that are done, as text: a first line that says of what, then one JSON line each, appended as they finish. A tuning that was
/// stopped goes on from it, with the results it would have had.
/// </summary>
public static class TuningJournal
{
    private const string Schema = "oceanml-tuning/1";

    /// <summary>The first line.</summary>
    /// <param name="keys">What the evaluations depend on, by name: data, space, plan.</param>
    public static string Head(IReadOnlyDictionary<string, string> keys) => Line(json =>
    {
        json.WriteString("journal", Schema);
        foreach (var (name, key) in keys) json.WriteString(name, key);
    });

    /// <summary>The line of a result.</summary>
    public static string Line(TuningResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Line(json =>
        {
            json.WriteNumber("search", result.Job.Search);
            json.WriteNumber("configuration", result.Job.Configuration);
            json.WriteNumber("share", result.Job.Share);
            json.WriteBoolean("judging", result.Job.IsJudging);
            json.WriteStartArray("scores");
            foreach (var score in result.Scores) json.WriteNumberValue(score);
            json.WriteEndArray();
            if (result.Failure is not null) json.WriteString("failure", result.Failure);
        });
    }

    /// <summary>Reads a journal; a last line that was cut short by a kill is left out.</summary>
    /// <param name="text">The journal.</param>
    /// <param name="name">How messages name it.</param>
    /// <param name="keys">What its evaluations must depend on.</param>
    /// <exception cref="OceanException">It is of another table, space or plan, or no journal.</exception>
    public static IReadOnlyList<TuningResult> Read(string text, string name, IReadOnlyDictionary<string, string> keys)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(keys);
        var lines = text.Split('\n');
        var results = new List<TuningResult>();
        for (var i = 0; i < lines.Length; i++)
        {
            var isWhole = i < lines.Length - 1;
            if (lines[i].Length == 0) continue;
            try
            {
                using var document = JsonDocument.Parse(lines[i]);
                if (i == 0) Check(document.RootElement, name, keys);
                else results.Add(Result(document.RootElement));
            }
            catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                if (!isWhole && i > 0) break;
                throw OceanException.BadInput(i == 0
                    ? $"{name}: not a journal of oceanml-tune; give another --journal"
                    : string.Create(CultureInfo.InvariantCulture, $"{name}: line {i + 1} cannot be read; delete the line to do that evaluation again"));
            }
        }

        return results;
    }

    private static void Check(JsonElement head, string name, IReadOnlyDictionary<string, string> keys)
    {
        if (head.GetProperty("journal").GetString() != Schema) throw OceanException.BadInput($"{name}: not a journal of this version of oceanml-tune; give another --journal");
        foreach (var (what, key) in keys)
        {
            if (head.GetProperty(what).GetString() != key)
                throw OceanException.BadInput($"{name}: the journal is of another {what} than this run's; give another --journal, or delete it to begin again");
        }
    }

    private static TuningResult Result(JsonElement line) => new(
        new TuningJob(line.GetProperty("search").GetInt32(), line.GetProperty("configuration").GetInt32(), line.GetProperty("share").GetDouble(), line.GetProperty("judging").GetBoolean()),
        [.. line.GetProperty("scores").EnumerateArray().Select(score => score.GetDouble())],
        line.TryGetProperty("failure", out var failure) ? failure.GetString() : null);

    private static string Line(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
