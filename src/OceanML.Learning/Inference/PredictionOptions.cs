using OceanML.Core;

namespace OceanML.Learning;

/// <summary>How to predict from a table or a field.</summary>
public sealed record PredictionOptions
{
    /// <summary>Name of the model in the provenance of the columns, e.g. its file name.</summary>
    public string Model { get; init; } = "model";

    /// <summary>Columns of the table that go on into the result; the measured targets always do.</summary>
    public IReadOnlyCollection<string> Keep { get; init; } = [];

    /// <summary>Take features whose unit differs from that of training as they are; otherwise they are converted, or refused where they cannot be.</summary>
    public bool IgnoreUnits { get; init; }

    /// <summary>Use feature values whatever their quality flag; otherwise one flagged bad, probably bad or missing counts as missing.</summary>
    public bool UseFlagged { get; init; }

    /// <summary>Which column stands for which feature where the names differ.</summary>
    public IReadOnlyList<FeatureRename> Renames { get; init; } = [];

    /// <summary>The variables that are known, for hints at renamed features and conversions of units; null for none.</summary>
    public Vocabulary? Vocabulary { get; init; }

    /// <summary>How long before or after the training period a row counts as at the edge of the domain rather than outside; null where time is not judged.</summary>
    public TimeSpan? TimeAllowance { get; init; } = DomainJudge.DefaultTimeAllowance;

    /// <summary>On a field: how far the wavelength of a band may be from the one in the name of a feature, nm.</summary>
    public double BandTolerance { get; init; } = 0.5;

    /// <summary>Number of threads; the result does not depend on it.</summary>
    public int Threads { get; init; } = 1;
}
