namespace OceanML.Validation;

/// <summary>The points of a diagram: columns of equal length.</summary>
/// <param name="Name">What it shows, e.g. <c>reliability</c>, <c>pit_histogram</c>, <c>confusion_matrix</c>.</param>
/// <param name="Columns">Name and values of each column; NaN where there is none.</param>
/// <param name="Labels">One text per point (classes of a matrix), or empty.</param>
public sealed record DiagramData(string Name, IReadOnlyList<(string Name, double[] Values)> Columns, IReadOnlyList<string> Labels)
{
    /// <summary>Points without texts.</summary>
    public DiagramData(string name, params (string Name, double[] Values)[] columns)
        : this(name, columns, [])
    {
    }

    /// <summary>The values of a column.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    public double[] this[string column] => Columns.FirstOrDefault(entry => entry.Name == column).Values ?? throw new KeyNotFoundException($"no column '{column}'");
}
