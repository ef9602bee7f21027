using System.Text.Encodings.Web;
using System.Text.Json;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Learning;
using OceanML.Validation;

namespace OceanML.Steps;

/// <summary>A tuning as JSON: what was searched, what was chosen, how it compares, and every trial.</summary>
internal static class TuneResultsJson
{
    private const string Schema = "oceanml-tuning-results/1";

    public static byte[] Of(StepRun run, TuneWork work, LearnerSettings settings, IReadOnlyList<(string Title, bool IsHonest, ConfigurationTable Table)> comparisons)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteString("score", work.Score);
            json.WriteBoolean("smaller_is_better", !TrialScore.IsTurned(work.Score));
            json.WriteNumber("seed", run.Seed);
            json.WriteStartArray("space");
            foreach (var parameter in work.Search.Space.Parameters) json.WriteStringValue(parameter.Sentence);
            json.WriteEndArray();
            json.WriteNumber("configurations", work.Tuning.Configurations.Count);
            json.WriteString("budget", work.Search.Budget.Setting ?? TrialBudget.Groups);
            json.WriteString("outer_folds", work.Tuning.Judged > 0 ? work.Data.Split.Outer.Sentence : null);
            json.WriteString("inner_folds", work.Data.Split.Searches[^1].Split.Sentence);
            json.WritePropertyName("best");
            Settings(json, settings);
            json.WriteStartArray("chosen_without_each_fold");
            for (var search = 0; search < work.Tuning.Judged; search++)
            {
                json.WriteStartObject();
                json.WriteString("fold", work.Data.Split.Outer.FoldNames[work.Data.Split.Folds[search]]);
                json.WritePropertyName("settings");
                if (work.Tuning.Best(search) is { } best) Settings(json, work.Tuning.Configurations[best.Job.Configuration]);
                else json.WriteNullValue();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("comparisons");
            foreach (var (title, honest, table) in comparisons)
            {
                json.WriteStartObject();
                json.WriteString("title", title);
                json.WriteBoolean("honest", honest);
                ComparisonJson.Members(json, table);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("trials");
            foreach (var result in work.Tuning.Results) Trial(json, work, result);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static void Trial(Utf8JsonWriter json, TuneWork work, TuningResult result)
    {
        json.WriteStartObject();
        json.WriteString("search", work.NameOf(result.Job.Search));
        json.WriteString("scored_on", result.Job.IsJudging ? "outer fold" : "inner folds");
        json.WriteNumber("budget", result.Job.Share);
        json.WritePropertyName("settings");
        Settings(json, result.Job.Configuration == TuningJob.Defaults ? work.Defaults : work.Tuning.Configurations[result.Job.Configuration]);
        if (result.Failure is null) json.WriteNumber("score", work.Shown(result.Mean));
        else json.WriteString("failure", result.Failure);
        json.WriteEndObject();
    }

    private static void Settings(Utf8JsonWriter json, LearnerSettings settings)
    {
        json.WriteStartObject();
        json.WriteString("model", settings.Model);
        foreach (var (name, value) in settings.Values) json.WriteString(name, value);
        json.WriteEndObject();
    }
}
