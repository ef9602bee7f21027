using System.Globalization;

namespace OceanML.Formats.Remote;

/// <summary>A variable of an ERDDAP dataset.</summary>
/// <param name="name">Its name.</param>
/// <param name="type">Its data type, e.g. <c>float</c>, <c>String</c>.</param>
/// <param name="isDimension">Whether it is a dimension of a grid.</param>
/// <param name="dimensions">Names of its dimensions; none in a table.</param>
/// <param name="count">Number of values, for a dimension.</param>
public sealed class ErddapVariable(string name, string type, bool isDimension, IReadOnlyList<string> dimensions, long count)
{
    private readonly Dictionary<string, string> attributes = [];

    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Its data type.</summary>
    public string Type { get; } = type;

    /// <summary>Whether it is a dimension of a grid.</summary>
    public bool IsDimension { get; } = isDimension;

    /// <summary>Names of its dimensions.</summary>
    public IReadOnlyList<string> Dimensions { get; } = dimensions;

    /// <summary>Number of values of a dimension.</summary>
    public long Count { get; } = count;

    /// <summary>An attribute as text, or null.</summary>
    public string? this[string attribute] => attributes.GetValueOrDefault(attribute);

    /// <summary>Least and greatest value, where the server says; of times, seconds since 1970.</summary>
    public (double Low, double High)? ActualRange
    {
        get
        {
            var parts = this["actual_range"]?.Split(',', StringSplitOptions.TrimEntries);
            return parts is [var a, var b] && double.TryParse(a, NumberStyles.Float, CultureInfo.InvariantCulture, out var low)
                && double.TryParse(b, NumberStyles.Float, CultureInfo.InvariantCulture, out var high) ? (Math.Min(low, high), Math.Max(low, high)) : null;
        }
    }

    internal void Set(string attribute, string value) => attributes[attribute] = value;
}
