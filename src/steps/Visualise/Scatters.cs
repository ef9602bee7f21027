using System.Globalization;
using OceanML.Core;
using OceanML.Figures;
using OceanML.Figures.Reports;
using OceanML.Validation;

namespace OceanML.Steps;

/// <summary>Scatters that the scatter command and the report both draw: the figure, and the scores that are written in it.</summary>
internal static class Scatters
{
    private static readonly (Statistic Statistic, string Label)[] LogScores =
    [
        (Statistic.MultiplicativeBias, "Bias"), (Statistic.Rmsd, "RMSD (log10)"), (Statistic.Mdsa, "MdSA"), (Statistic.R, "r (log10)"),
    ];

    private static readonly (Statistic Statistic, string Label)[] LinearScores =
    [
        (Statistic.Bias, "Bias"), (Statistic.Rmsd, "RMSD"), (Statistic.Mdape, "MdAPE"), (Statistic.R, "r"),
    ];

    /// <summary>A scatter of two columns of a table.</summary>
    public static ScatterFigure Of(string id, Table data, string reference, string estimate, bool log10, string? unit, int[]? groups, int seed)
    {
        var (x, y) = (ColumnWords.Of(data, reference, unit), ColumnWords.Of(data, estimate, unit));
        return Of(id, $"{y.Label} against {Maps.Lower(x.Label)}", x, y, data.Numbers(reference), data.Numbers(estimate), groups, log10, seed);
    }

    /// <summary>A scatter of pairs with their scores and regression lines.</summary>
    /// <param name="id">Short name.</param>
    /// <param name="title">Title.</param>
    /// <param name="x">Label and unit of the reference.</param>
    /// <param name="y">Label and unit of the estimate.</param>
    /// <param name="references">Reference values.</param>
    /// <param name="estimates">Estimates.</param>
    /// <param name="groups">Group per pair, which the intervals resample; null where pairs are independent.</param>
    /// <param name="log10">Whether logarithms are drawn and compared.</param>
    /// <param name="seed">Seed of the resampling.</param>
    public static ScatterFigure Of(string id, string title, (string Label, string? Unit) x, (string Label, string? Unit) y, double[] references, double[] estimates, int[]? groups, bool log10, int seed)
    {
        var figure = ScatterFigure.Of(id, title, x, y, references, estimates, log10);
        var scores = Scoring.Score(new Pairs(references, estimates, null, groups), log10, x.Unit, new ScoreOptions { Seed = seed });
        var how = scores.Scores.Any(score => double.IsFinite(score.Low))
            ? $"Small print: 95 % intervals{(groups is null ? ", pairs taken as independent" : ", whole groups resampled")}"
            : "";
        return figure with
        {
            Scores = [new ScoreText("n", scores.N.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ')), .. (log10 ? LogScores : LinearScores).Select(choice => Text(scores, choice.Statistic, choice.Label)).OfType<ScoreText>()],
            Fits = [.. Fits(scores)],
            Subtitle = how,
        };
    }

    /// <summary>The group of each row as a number: of the column asked for, else of the platform; null where there is none or <c>none</c> was asked for.</summary>
    public static int[]? GroupNumbers(Table data, string? column, string? pattern)
    {
        if (column is null && data.Has("platform")) column = "platform";
        if (column is null or "none") return null;
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. Groups.Of(data, column, pattern).Select(name =>
        {
            var key = name ?? "";
            if (!numbers.TryGetValue(key, out var number)) numbers[key] = number = numbers.Count;
            return number;
        })];
    }

    private static ScoreText? Text(ScoreSet scores, Statistic statistic, string label) => scores.Find(statistic) is not { } score
        ? null
        : new ScoreText(label, ScoreWords.Value(score.Name, score.Value, score.Unit, 3), ScoreWords.Interval(score.Low, score.High, 3));

    private static IEnumerable<FitLine> Fits(ScoreSet scores)
    {
        foreach (var (name, slope, intercept) in new[] { ("OLS", Statistic.OlsSlope, Statistic.OlsIntercept), ("SMA", Statistic.SmaSlope, Statistic.SmaIntercept) })
        {
            if (scores.Find(slope) is { } a && scores.Find(intercept) is { } b && double.IsFinite(a.Value) && double.IsFinite(b.Value)) yield return new FitLine(name, a.Value, b.Value);
        }
    }
}
