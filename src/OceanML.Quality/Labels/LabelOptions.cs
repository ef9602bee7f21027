namespace OceanML.Quality.Labels;

/// <summary>How events are joined to a table.</summary>
/// <param name="Overlap">What stands beside a value that several events speak of.</param>
/// <param name="Keep">Whether labels that stand in the table stay and are added to; otherwise they are replaced.</param>
public sealed record LabelOptions(LabelOverlap Overlap = LabelOverlap.All, bool Keep = false);
