namespace OceanML.Figures;

/// <summary>One bar of an <see cref="ImportanceFigure"/>.</summary>
/// <param name="Name">The feature, or the group of features.</param>
/// <param name="Value">Its importance.</param>
/// <param name="Lower">Lower end of its interval; NaN for none.</param>
/// <param name="Upper">Upper end; NaN for none.</param>
/// <param name="Direction">Rank correlation between the feature and its relevance, -1 to 1; NaN where it has none.</param>
/// <param name="Note">A few quiet words to the right of the bar.</param>
public sealed record ImportanceBar(string Name, double Value, double Lower, double Upper, double Direction, string Note);
