using OceanML.Core;

namespace OceanML.Quality.Labels;

/// <summary>What an expert says about a stretch of time of a platform: this was a bloom, here the sensor drifted.</summary>
/// <param name="Id">How messages and reports name the event: its own id, else <c>event 3</c>, counted from 1 in its file.</param>
/// <param name="Label">The label, a name of the vocabulary.</param>
public sealed record LabelEvent(string Id, string Label)
{
    private static readonly Dictionary<string, string> Nothing = [];

    /// <summary>The platforms: names or patterns with <c>*</c>, <c>?</c> and <c>|</c>; empty for all.</summary>
    public string Platform { get; init; } = "";

    /// <summary>The variables: names or patterns; empty or <c>*</c> for all.</summary>
    public string Variable { get; init; } = "";

    /// <summary>First instant, microseconds since 1970 UTC, included; <see cref="long.MinValue"/> where open.</summary>
    public long Start { get; init; } = long.MinValue;

    /// <summary>Last instant, included; <see cref="long.MaxValue"/> where open. An end written as a date lasts to the end of that day.</summary>
    public long End { get; init; } = long.MaxValue;

    /// <summary>Smallest depth, m, included; NaN where open.</summary>
    public double DepthMinimum { get; init; } = double.NaN;

    /// <summary>Largest depth, m, included; NaN where open.</summary>
    public double DepthMaximum { get; init; } = double.NaN;

    /// <summary>Smallest pressure, dbar, included; NaN where open.</summary>
    public double PressureMinimum { get; init; } = double.NaN;

    /// <summary>Largest pressure, dbar, included; NaN where open.</summary>
    public double PressureMaximum { get; init; } = double.NaN;

    /// <summary>Where; null for everywhere.</summary>
    public GeoBox? Box { get; init; }

    /// <summary>How sure the author is, 0 to 1; NaN where not said.</summary>
    public double Confidence { get; init; } = double.NaN;

    /// <summary>Who says so: a name or an ORCID; null where not said.</summary>
    public string? Author { get; init; }

    /// <summary>A concept of a public vocabulary that the label means; null where not said.</summary>
    public string? Vocabulary { get; init; }

    /// <summary>Anything else the author wrote.</summary>
    public string? Comment { get; init; }

    /// <summary>Columns of the events' file that this collection does not know, kept as they were.</summary>
    public IReadOnlyDictionary<string, string> Other { get; init; } = Nothing;

    /// <summary>Whether the event says anything about depth or pressure.</summary>
    public bool HasVertical => !(double.IsNaN(DepthMinimum) && double.IsNaN(DepthMaximum) && double.IsNaN(PressureMinimum) && double.IsNaN(PressureMaximum));
}
