namespace OceanML.Quality;

/// <summary>A row that repeats an earlier one.</summary>
/// <param name="Row">The row.</param>
/// <param name="Of">The earlier row.</param>
/// <param name="IsExact">Same platform and time; otherwise near in space and time, from another source.</param>
public readonly record struct Duplicate(int Row, int Of, bool IsExact);
