using OceanML.Core;

namespace OceanML.Learning;

/// <summary>How rows make series or grids, for derivations that look beyond their row.</summary>
public sealed record FeatureOptions
{
    /// <summary>Columns that tell one series from another; null: platform, and depth or pressure, where they are.</summary>
    public IReadOnlyList<string>? SeriesColumns { get; init; }

    /// <summary>Step of the series; null to find it in the times.</summary>
    public TimeSpan? Step { get; init; }

    /// <summary>How far a time may lie from where the step puts it; null: a quarter of the step.</summary>
    public TimeSpan? Tolerance { get; init; }

    /// <summary>Share of the values of a span that must be there for its mean, sum or extreme.</summary>
    public double Coverage { get; init; } = 1;

    /// <summary>The grid whose cells the rows are; null for a table of observations.</summary>
    public FieldGrid? Grid { get; init; }
}
