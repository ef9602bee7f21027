using System.IO.Compression;
using System.Text.Json;
using OceanML.Quality;

namespace OceanML.Tests.Quality;

/// <summary>
/// The 16 examples of github.com/euroargodev/BBP_RTQC (BBP_RTQC_example_tests.json, copyright 2022 Euro-Argo ERIC, MIT licence; the file is
/// kept as published, compressed): real profiles of floats with the flags that the authors' tests give, level by level.
/// </summary>
public sealed class BackscatterTests
{
    private static readonly List<JsonElement> Examples = Read();

    public static IEnumerable<TheoryDataRow<int, string, int>> Cases() =>
        Examples.Select((example, number) => new TheoryDataRow<int, string, int>(number, example.GetProperty("code").GetString()!, Numbers(example, "input", "PRES").Length));

    [Fact]
    public void There_are_sixteen_examples_of_five_tests() =>
        Assert.Equal("A A2 B B C E E E E E E E E E E G", string.Join(' ', Examples.Select(example => example.GetProperty("code").GetString())));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_example_of_the_authors_gets_the_flags_of_the_authors(int number, string code, int levels)
    {
        var (pressures, values) = (Numbers(Examples[number], "input", "PRES"), Numbers(Examples[number], "input", "BBP"));
        var smooth = Numbers(Examples[number], "input", "BBPmf1");
        var flags = code switch
        {
            "A" or "A2" => BackscatterNegativeTest.Flags(pressures, values),
            "B" => Whole(BackscatterNoisyTest.IsNoisy(pressures, values, smooth) ? '3' : '0', levels),
            "C" => Whole(BackscatterDeepTest.IsHigh(pressures, smooth) ? '3' : '0', levels),
            "E" => Whole(BackscatterMissingTest.Flag(pressures, BackscatterMissingTest.Layers), levels),
            _ => BackscatterParkingTest.Flags(pressures, values, Examples[number].GetProperty("input").GetProperty("PARK_PRES").GetDouble()),
        };
        var expected = Numbers(Examples[number], "output", "flags_out");
        Assert.Equal(levels, expected.Length);
        for (var level = 0; level < levels; level++)
            Assert.Equal(expected[level], flags[level] == '0' ? 1 : flags[level] - '0');
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Our_running_median_is_that_of_the_authors(int number, string code, int levels)
    {
        var (pressures, values) = (Numbers(Examples[number], "input", "PRES"), Numbers(Examples[number], "input", "BBP"));
        var expected = Numbers(Examples[number], "input", "BBPmf1");
        var present = Enumerable.Range(0, levels).Where(level => !double.IsNaN(values[level]) && !double.IsNaN(pressures[level])).ToArray();
        var smooth = BackscatterSmoothing.Of([.. present.Select(level => pressures[level])], [.. present.Select(level => values[level])]);
        for (var i = 0; i < present.Length; i++)
        {
            if (double.IsNaN(expected[present[i]]) || double.IsNaN(smooth[i])) Assert.True(double.IsNaN(expected[present[i]]) && double.IsNaN(smooth[i]), $"{code} level {i}");
            else Assert.Equal((float)expected[present[i]], (float)smooth[i]); // theirs were computed in single precision
        }
    }

    private static char[] Whole(char flag, int count) => [.. Enumerable.Repeat(flag, count)];

    private static double[] Numbers(JsonElement example, string part, string name) =>
        [.. example.GetProperty(part).GetProperty(name).EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.NaN)];

    /// <summary>The file is a list of texts, each of which is JSON with NaN in it.</summary>
    private static List<JsonElement> Read()
    {
        using var stream = new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Data", "BBP_RTQC_example_tests.json.gz")), CompressionMode.Decompress);
        using var list = JsonDocument.Parse(stream);
        return [.. list.RootElement.EnumerateArray().Select(text => JsonDocument.Parse(text.GetString()!.Replace("NaN", "null", StringComparison.Ordinal)).RootElement)];
    }
}
