using OceanML.Core;
using OceanML.Figures;
using OceanML.Figures.Reports;

namespace OceanML.Steps;

/// <summary>The figures of a report and the words around them.</summary>
internal static class ReportFigures
{
    private const string MeasuredEnding = "_measured";

    /// <summary>Where the matchups are, how estimate and reference agree, and which platforms differ.</summary>
    public static ReportSection Matchups(Table data, string reference, string estimate, ReportSettings settings)
    {
        var unit = settings.Unit;
        var label = ColumnWords.Of(data, estimate, unit);
        var kind = settings.Log10 ? MapColours.Log10 : MapColours.Linear;
        var groups = Scatters.GroupNumbers(data, settings.GroupBy, settings.GroupPattern);
        var residuals = Maps.Residuals(data.Numbers(estimate), data.Numbers(reference), settings.Log10);
        var figures = new List<Func<Figure>>
        {
            () => MapFigure.Of("matchup-map", $"Matchups, coloured by {Maps.Lower(label.Label)}", Coordinates.Latitude(data), Coordinates.Longitude(data), data.Numbers(estimate), label, kind),
            () => Scatters.Of("matchup-scatter", data, reference, estimate, settings.Log10, unit, groups, settings.Seed),
            () => Maps.Ratio("matchup-ratio-map", data, estimate, reference, settings.Log10, label.Unit),
        };
        if ((settings.GroupBy ?? (data.Has("platform") ? "platform" : null)) is { } groupBy)
            figures.Add(() => Groups.Figure("matchup-groups", data, residuals, Groups.Of(data, groupBy, settings.GroupPattern), estimate, reference, groupBy, settings.Log10, unit));
        return new ReportSection("matchups", "Matchups", [new ReportBlock.Paragraph($"The table holds {data.RowCount} rows; {estimate} is compared with {reference}."), .. Drawn(figures)]);
    }

    /// <summary>Predictions beside what was measured: all targets in one scatter, and profiles where targets are depths.</summary>
    public static ReportSection Predictions(Table data, ReportSettings settings)
    {
        var targets = data.Columns.OfType<NumberColumn>().Select(column => column.Name).Where(name => data.Has(name + MeasuredEnding)).ToList();
        if (targets.Count == 0) return new ReportSection("predictions", "Predictions", [new ReportBlock.Paragraph($"The table holds {data.RowCount} predictions and nothing measured to compare them with.")]);
        var words = ColumnWords.Common(data, targets, null, settings.Unit);
        var perRow = Scatters.GroupNumbers(data, settings.GroupBy, settings.GroupPattern);
        double[] measured = [.. targets.SelectMany(name => data.Numbers(name + MeasuredEnding))];
        double[] predicted = [.. targets.SelectMany(data.Numbers)];
        int[]? groups = perRow is null ? null : [.. targets.SelectMany(_ => perRow)];
        var all = targets.Count == 1 ? "" : $", all {targets.Count} targets";
        var figures = new List<Func<Figure>>
        {
            () => Scatters.Of("prediction-scatter", $"Predicted against measured {Maps.Lower(words.Label)}{all}", ($"Measured {Maps.Lower(words.Label)}", words.Unit), ($"Predicted {Maps.Lower(words.Label)}", words.Unit), measured, predicted, groups, settings.Log10, settings.Seed),
        };
        if (targets.Count > 2 && targets.All(name => DepthBin.Find(name) is not null))
            figures.Add(() => Profiles.Of("prediction-profiles", data, [.. targets.Select(name => name + MeasuredEnding)], data, targets, null, words, settings.Log10));
        return new ReportSection("predictions", "Predictions", [.. Drawn(figures)]);
    }

    /// <summary>The profiles or series with most doubtful and bad values of each variable, and how much of these values they show.</summary>
    public static IEnumerable<ReportBlock> Flagged(Table data, int perVariable)
    {
        yield return new ReportBlock.Heading("Profiles and series with most doubtful and bad values");
        var selection = Flags.Worst(data, perVariable, []);
        var words = selection.Faults == 0
            ? "No value is flagged as doubtful or bad."
            : selection.Figures.Count == 0 ? $"{selection.Words}, but none has a pressure, depth or time to draw it at."
            : $"{selection.Words}; {selection.Drawn} of them are in the figures below, {perVariable} of each variable at most. The column of a variable that ends in _qc_tests tells which tests flagged a value; where it is 0, the flag came with the data.";
        yield return new ReportBlock.Paragraph(words);
        foreach (var figure in selection.Figures) yield return new ReportBlock.Picture(figure);
    }

    // A figure without anything to draw leaves a sentence, not a hole, and does not stop the report.
    private static IEnumerable<ReportBlock> Drawn(IEnumerable<Func<Figure>> figures)
    {
        foreach (var build in figures)
        {
            ReportBlock block;
            try
            {
                block = new ReportBlock.Picture(build());
            }
            catch (OceanException exception) when (exception.Code == ExitCode.NothingSelected)
            {
                block = new ReportBlock.Paragraph($"A figure is missing: {exception.Message}.");
            }

            yield return block;
        }
    }
}
