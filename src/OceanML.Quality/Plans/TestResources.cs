using OceanML.Core;

namespace OceanML.Quality;

/// <summary>What tests need beside their settings: things of the run and files of the user, read by the step.</summary>
public sealed record TestResources
{
    /// <summary>The moment after which a time is impossible, UTC microseconds; the clock of this computer where null.</summary>
    public long? Until { get; init; }

    /// <summary>The moment before which a time is impossible, UTC microseconds; the test's own where null.</summary>
    public long? Since { get; init; }

    /// <summary>Sensors that data centres know to be bad, or null.</summary>
    public GreyList? GreyList { get; init; }

    /// <summary>Says which names a variable has in Argo files.</summary>
    public Vocabulary Vocabulary { get; init; } = new([]);
}
