using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Where the values of a feature come from on the pixels of a field.</summary>
/// <param name="Name">Its name in the field.</param>
/// <param name="Unit">Unit of the values; null where unknown.</param>
internal abstract record FieldFeature(string Name, string? Unit)
{
    /// <summary>A variable of the field, or one of its bands.</summary>
    /// <param name="Name">Its name in the field.</param>
    /// <param name="Variable">The variable.</param>
    /// <param name="Band">The band.</param>
    public sealed record Of(string Name, FieldVariable Variable, int Band) : FieldFeature(Name, Variable.Unit);

    /// <summary>What follows from place and time of a pixel.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Unit">Its unit.</param>
    /// <param name="Value">From latitude, longitude (degrees) and time (microseconds since 1970).</param>
    /// <param name="UsesTime">Whether the time is needed.</param>
    public sealed record Derived(string Name, string? Unit, Func<double, double, long, double> Value, bool UsesTime) : FieldFeature(Name, Unit);

    /// <summary>The gradient of a variable on a grid.</summary>
    /// <param name="Name">Its name, ending in _dx or _dy.</param>
    /// <param name="Unit">Its unit.</param>
    /// <param name="Source">The variable.</param>
    /// <param name="IsEastward">Whether along the rows, otherwise northward.</param>
    public sealed record Gradient(string Name, string? Unit, Of Source, bool IsEastward) : FieldFeature(Name, Unit);
}
