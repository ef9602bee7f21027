namespace OceanML.Figures;

/// <summary>A score as it stands in a figure or a table, already rounded by whoever computed it.</summary>
/// <param name="Label">What it is, e.g. <c>RMSD (log10)</c>.</param>
/// <param name="Value">The number with its unit, e.g. <c>0.312</c>, <c>×1.08</c>, <c>24 %</c>.</param>
/// <param name="Interval">Its confidence interval, e.g. <c>0.29 to 0.34</c>, or null.</param>
public sealed record ScoreText(string Label, string Value, string? Interval = null);
