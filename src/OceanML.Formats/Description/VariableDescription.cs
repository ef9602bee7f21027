namespace OceanML.Formats.Description;

/// <summary>A variable or column.</summary>
/// <param name="Name">Its name, with its group.</param>
/// <param name="Type">The stored type.</param>
/// <param name="Dimensions">Its dimensions, slowest first.</param>
/// <param name="Count">Number of values.</param>
public sealed record VariableDescription(string Name, string Type, IReadOnlyList<(string Name, long Length)> Dimensions, long Count)
{
    /// <summary>Unit, or null.</summary>
    public string? Unit { get; init; }

    /// <summary>CF standard name, or null.</summary>
    public string? StandardName { get; init; }

    /// <summary>Long name, or null.</summary>
    public string? LongName { get; init; }

    /// <summary>Number of values that were looked at for the range; less than <see cref="Count"/> where a large variable was sampled.</summary>
    public long Examined { get; init; }

    /// <summary>Share of the examined values that are missing or outside the valid range, 0..1; null where nothing was examined.</summary>
    public double? Missing { get; init; }

    /// <summary>Smallest valid value, in the unit: a number in shortest form, a time in ISO 8601, a text; null without values.</summary>
    public string? Minimum { get; init; }

    /// <summary>Largest valid value.</summary>
    public string? Maximum { get; init; }

    /// <summary>Whether minimum and maximum are numbers.</summary>
    public bool IsNumber { get; init; }

    /// <summary>Whether range and missing share come from a sample.</summary>
    public bool IsSampled => IsNumber && Examined > 0 && Examined < Count;

    /// <summary>A value of a text variable.</summary>
    public string? Example { get; init; }

    /// <summary>Wavelengths of the bands, nm; empty where the variable is not spectral.</summary>
    public IReadOnlyList<double> Wavelengths { get; init; } = [];
}
