using System.Globalization;

namespace OceanML.Figures;

/// <summary>Figures of the profiles and series with most doubtful and bad values, with an account of these values.</summary>
/// <param name="Figures">The figures, by variable, worst first.</param>
/// <param name="Faults">Doubtful and bad values of the variables looked at, drawn or not.</param>
/// <param name="Unplaced">How many of them can be in no figure, since they are infinite, or their depth or pressure (in a profile) or time (in a series) is missing.</param>
public sealed record FlaggedSelection(IReadOnlyList<FlaggedFigure> Figures, long Faults, long Unplaced)
{
    /// <summary>The number of doubtful and bad values as the start of a sentence: <c>7 values are flagged as doubtful or bad</c>.</summary>
    public string Words => string.Create(CultureInfo.InvariantCulture, $"{Faults} {(Faults == 1 ? "value is" : "values are")} flagged as doubtful or bad");

    /// <summary>Doubtful and bad values in the figures.</summary>
    public long Drawn => Figures.Sum(figure => figure.Points.Where(points => points.IsFault).Sum(points => (long)points.Values.Length));
}
