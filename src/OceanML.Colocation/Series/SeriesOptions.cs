using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>What series are made of fields.</summary>
public sealed record SeriesOptions
{
    /// <summary>The points; none where a mean over an area is wanted.</summary>
    public IReadOnlyList<SeriesPoint> Points { get; init; } = [];

    /// <summary>The area to average over, or null.</summary>
    public GeoBox? Box { get; init; }

    /// <summary>Name of the area, the <c>platform</c> of its series.</summary>
    public string AreaName { get; init; } = "area";

    /// <summary>How values at points are taken.</summary>
    public PointMethod Method { get; init; }

    /// <summary>Greatest distance from a point to the centre of its cell, km; null: the point must lie within the cell.</summary>
    public double? RadiusKm { get; init; }

    /// <summary>Chooses the variables of a field; none passes the field over.</summary>
    public required Func<IField, IReadOnlyList<FieldVariable>> Choose { get; init; }

    /// <summary>The level wanted, in the unit of the vertical axis; the nearest is taken. Null: the only one there is, or all of them where <see cref="AllLevels"/>.</summary>
    public double? Level { get; init; }

    /// <summary>Whether all levels are taken, a row each.</summary>
    public bool AllLevels { get; init; }

    /// <summary>First time, microseconds since 1970 UTC, included; null for the first there is.</summary>
    public long? Start { get; init; }

    /// <summary>Last time, included; null for the last there is.</summary>
    public long? End { get; init; }

    /// <summary>What stands for the dates of a model's calendar.</summary>
    public ModelDateRule Dates { get; init; }

    /// <summary>Which flags mask a pixel.</summary>
    public MaskRule Mask { get; init; } = MaskRule.Default;

    /// <summary>Gives known variables its names and units; null keeps those of the field.</summary>
    public Vocabulary? Vocabulary { get; init; }

    /// <summary>Origin of the values where the file does not tell it; null: estimated.</summary>
    public string? Origin { get; init; }
}
