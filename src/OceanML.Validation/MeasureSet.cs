namespace OceanML.Validation;

/// <summary>Scores of one kind for a reference and an estimate, over all rows or one group, with the data of its diagrams.</summary>
/// <param name="Kind">What is judged: <c>distribution</c>, <c>classes</c>, <c>events</c>, <c>extremes</c>.</param>
/// <param name="Reference">Column taken as the truth.</param>
/// <param name="Estimate">Column judged, or the name of a baseline.</param>
/// <param name="Space">In which space or by which rule: linear, log10, a tolerance.</param>
/// <param name="N">Number of rows.</param>
/// <param name="Measures">The scores.</param>
public sealed record MeasureSet(string Kind, string Reference, string Estimate, string Space, int N, IReadOnlyList<Measure> Measures)
{
    /// <summary>Column the group is taken from; null for all rows.</summary>
    public string? GroupBy { get; init; }

    /// <summary>Value of that column; null for all rows.</summary>
    public string? Group { get; init; }

    /// <summary>Number of units that intervals draw (platforms, years); 0 where rows are drawn.</summary>
    public int Units { get; init; }

    /// <summary>What was judged and how, in named words: threshold, levels, how a distribution was stated.</summary>
    public IReadOnlyDictionary<string, string> Rules { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Rows that could not be compared, by reason.</summary>
    public IReadOnlyDictionary<string, int> Excluded { get; init; } = new SortedDictionary<string, int>(StringComparer.Ordinal);

    /// <summary>What can be drawn.</summary>
    public IReadOnlyList<DiagramData> Diagrams { get; init; } = [];

    /// <summary>The score of a name, or null.</summary>
    public Measure? Find(string name) => Measures.FirstOrDefault(measure => measure.Name == name);

    /// <summary>The value of a score.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    public double Value(string name) => Find(name)?.Value ?? throw new KeyNotFoundException($"no score '{name}'");
}
