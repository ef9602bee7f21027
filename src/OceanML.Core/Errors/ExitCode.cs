namespace OceanML.Core;

/// <summary>The exit codes every step documents and keeps; see the README.</summary>
public enum ExitCode
{
    /// <summary>The step did what was asked.</summary>
    Done = 0,

    /// <summary>The command line is wrong: an unknown option, a missing or malformed value.</summary>
    Usage = 2,

    /// <summary>An input file cannot be read or does not hold what the step needs.</summary>
    BadInput = 3,

    /// <summary>The inputs are fine, and nothing in them was selected or matched.</summary>
    NothingSelected = 4,

    /// <summary>A data source, the network or the disk did not answer or refused.</summary>
    Source = 5,

    /// <summary>A fault of ours.</summary>
    Internal = 70,
}
