namespace OceanML.Learning;

/// <summary>How to predict from a table.</summary>
public sealed record PredictionOptions
{
    /// <summary>Name of the model in the provenance of the columns, e.g. its file name.</summary>
    public string Model { get; init; } = "model";

    /// <summary>Columns of the table that go on into the result; the measured targets always do.</summary>
    public IReadOnlyCollection<string> Keep { get; init; } = [];

    /// <summary>Take features whose unit differs from that of training as they are; otherwise they are refused.</summary>
    public bool IgnoreUnits { get; init; }

    /// <summary>Number of threads; the result does not depend on it.</summary>
    public int Threads { get; init; } = 1;
}
