namespace OceanML.Figures;

/// <summary>Figures of the profiles and series with most doubtful and bad values, with an account of these values.</summary>
/// <param name="Figures">The figures, by variable, worst first.</param>
/// <param name="Faults">Doubtful and bad values of the variables looked at, drawn or not.</param>
/// <param name="Unplaced">How many of them can be in no figure, since their depth or pressure (in a profile) or time (in a series) is missing.</param>
public sealed record FlaggedSelection(IReadOnlyList<FlaggedFigure> Figures, long Faults, long Unplaced)
{
    /// <summary>Doubtful and bad values in the figures.</summary>
    public long Drawn => Figures.Sum(figure => figure.Points.Where(points => points.IsFault).Sum(points => (long)points.Values.Length));
}
