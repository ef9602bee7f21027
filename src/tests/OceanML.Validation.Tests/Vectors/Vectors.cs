using System.Text.Json;
using OceanML.Tests;

namespace OceanML.Validation.Tests;

/// <summary>Scores by scikit-learn, scipy and plain definitions, written by <c>Vectors/scores.py</c>.</summary>
internal static class Vectors
{
    private static readonly JsonDocument Document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(SharedData.Repository, "src/tests/OceanML.Validation.Tests/Vectors/scores.json")));

    public static JsonElement Of(string name) => Document.RootElement.GetProperty(name);

    public static double[] Numbers(JsonElement element) => [.. element.EnumerateArray().Select(value => value.GetDouble())];

    public static int[] Integers(JsonElement element) => [.. element.EnumerateArray().Select(value => value.GetInt32())];
}
