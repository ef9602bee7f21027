using System.Text.Json;
using OceanML.Tests;

namespace OceanML.Learning.Tests;

/// <summary>What scikit-learn 1.2.1 gives on small data; made by vectors/sklearn.py.</summary>
internal static class Sklearn
{
    private static readonly Lazy<JsonElement> Root = new(() =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(SharedData.Repository, "src", "tests", "OceanML.Learning.Tests", "vectors", "sklearn.json"))).RootElement);

    /// <summary>Rows that learn; those after them are fresh.</summary>
    public const int Training = 800;

    public static JsonElement Tiny => Root.Value.GetProperty("tiny");

    public static JsonElement Scores => Root.Value.GetProperty("scores");

    public static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(value => value.GetDouble())];

    /// <summary>Rows of numbers, null as NaN.</summary>
    public static float[] Matrix(JsonElement rows) =>
        [.. rows.EnumerateArray().SelectMany(row => row.EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? float.NaN : value.GetSingle()))];

    /// <summary>The larger problem as data, every row a group of its own; of classes where asked.</summary>
    public static Dataset Data(bool classes = false)
    {
        var targets = Numbers(Scores.GetProperty(classes ? "c" : "y"));
        int[] rows = [.. Enumerable.Range(0, targets.Length)];
        return new Dataset(["a", "b", "c", "d", "e"], ["y"], Matrix(Scores.GetProperty("x")), targets, rows, [.. rows.Select(row => $"r{row}")], rows, false, 0)
        {
            Classes = classes ? ["low", "middle", "high"] : null,
        };
    }

    /// <summary>A learner's predictions of the fresh rows.</summary>
    public static Predictive Fresh(ILearner learner, bool classes = false, int seed = 1)
    {
        var data = Data(classes);
        var fit = learner.Begin(data, [.. Enumerable.Range(0, Training)], seed, 0);
        ModelFit.RunAll([fit], 2, null, TestContext.Current.CancellationToken);
        return fit.Model.Predict(data.Features, [.. Enumerable.Range(Training, data.Count - Training)]);
    }

    /// <summary>Root mean square error, or log loss, of the fresh rows.</summary>
    public static double Score(double[] predicted, bool classes)
    {
        var truth = Data(classes).Targets[Training..];
        return classes
            ? truth.Select((own, i) => -Math.Log(predicted[i * 3 + (int)own])).Average()
            : Math.Sqrt(truth.Select((own, i) => (own - predicted[i]) * (own - predicted[i])).Average());
    }
}
