namespace OceanML.Quality;

/// <summary>Rows of one platform, time and level, and rows near each other, by what they add to each other.</summary>
/// <param name="Repeated">Rows that hold no value that the earlier row does not hold too: these alone may be left out.</param>
/// <param name="Complementary">Rows that share time and level with an earlier one and measure something else as well.</param>
/// <param name="Conflicting">Rows that share time and level with an earlier one and hold other values of the same variable.</param>
/// <param name="Unsearched">Rows of which only the nearest neighbours in time were compared, because too many lie near them.</param>
public sealed record DuplicateFindings(IReadOnlyList<Duplicate> Repeated, IReadOnlyList<Duplicate> Complementary, IReadOnlyList<Duplicate> Conflicting, int Unsearched);
