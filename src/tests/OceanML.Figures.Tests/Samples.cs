using OceanML.Core;

namespace OceanML.Figures.Tests;

/// <summary>Figures of made-up data, one of each kind, and a folder that goes away.</summary>
internal static class Samples
{
    public static (string Label, string? Unit) Chlorophyll => ("Chlorophyll", "mg m-3");

    public static double[] LogNormal(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Math.Pow(10, (0.6 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())) - 0.5))];
    }

    public static double[] Uniform(int count, double from, double to, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => from + ((to - from) * random.NextDouble()))];
    }

    public static ScatterFigure Scatter(int count = 200)
    {
        var x = LogNormal(count, 1);
        var noise = LogNormal(count, 2);
        return ScatterFigure.Of("scatter", "Satellite against float", Chlorophyll, Chlorophyll, x, [.. x.Select((value, i) => value * Math.Pow(noise[i], 0.3))], log10: true)
            with
        { Fits = [new FitLine("OLS", 0.9, -0.1), new FitLine("SMA", 1.1, 0.02)], Scores = [new ScoreText("n", "200"), new ScoreText("RMSD (log10)", "0.31", "0.28 to 0.34")] };
    }

    public static MapFigure Map() =>
        MapFigure.Of("map", "Matchups", Uniform(100, -20, 10, 3), Uniform(100, 160, 200, 4), LogNormal(100, 5), Chlorophyll, MapColours.Log10);

    public static ProfileFigure Profile()
    {
        var bins = DepthBin.Of(Enumerable.Range(0, 10).Select(i => $"CHLA_{i * 20}_{(i * 20) + 20}"));
        var measured = bins.Select((bin, d) => LogNormal(30, 10 + d)).ToList();
        var predicted = measured.Select(column => column.Select(value => value * 1.2).ToArray()).ToList();
        var sigma = predicted.Select(column => column.Select(value => value * 0.4).ToArray()).ToList();
        return ProfileFigure.Of("profile", "Chlorophyll over depth", Chlorophyll, bins, measured, predicted, sigma, [.. Enumerable.Range(0, 30).Select(i => $"6900{i:000}_001")], log10: true);
    }

    public static LinesFigure Lines() => LinesFigure.Of(
        "lines",
        "Error over depth",
        ("RMSE of log10 chlorophyll", null),
        [new NamedLine("Network", [5, 15, 25], [0.2, 0.3, 0.4], [0.18, 0.28, 0.37], [0.22, 0.33, 0.44]), new NamedLine("Mean", [5, 15, 25], [0.5, 0.55, 0.6], [], [])]);

    public static SeriesFigure Series()
    {
        var times = Enumerable.Range(0, 60).Select(i => Timestamp.Parse("2024-03-01") + (i * 10 * Timestamp.PerDay)).ToArray();
        return SeriesFigure.Of("series", "Chlorophyll over time", times, LogNormal(60, 6), LogNormal(60, 7), [.. times.Select((_, i) => $"float {i % 9}")], Chlorophyll, log10: true);
    }

    public static BarsFigure Bars() => new()
    {
        Id = "bars",
        Title = "Quality flags",
        Rows = ["pressure", "chlorophyll"],
        Categories = [new BarCategory("1 good", BarCategory.OfFlag(FlagMeaning.Good)), new BarCategory("4 bad", BarCategory.OfFlag(FlagMeaning.Bad))],
        Counts = [[100, 0], [70, 30]],
    };

    public static GroupsFigure Groups() =>
        GroupsFigure.Of("groups", "Residual by platform", Uniform(60, -1, 1, 8), [.. Enumerable.Range(0, 60).Select(i => $"float {i % 6}")], ("log10 of satellite over float", null));

    public static HistogramFigure Histogram() => HistogramFigure.Of("histogram", "Distribution", Chlorophyll, [("Float", LogNormal(300, 9)), ("Satellite", LogNormal(300, 10))], log10: true);

    public static IEnumerable<Figure> All() => [Scatter(), Scatter(3000) with { Id = "density" }, Map(), Profile(), Lines(), Series(), Bars(), Groups(), Histogram()];
}
