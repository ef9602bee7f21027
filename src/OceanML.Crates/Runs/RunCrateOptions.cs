namespace OceanML.Crates;

/// <summary>Which files of a run lie in its crate; the others are described by size and checksum.</summary>
public enum CratePayload
{
    /// <summary>Every file that was read or written.</summary>
    All,

    /// <summary>The files that were written.</summary>
    Outputs,

    /// <summary>None.</summary>
    None,
}

/// <summary>What a run crate says beyond the records.</summary>
/// <param name="Name">Title.</param>
/// <param name="Description">What was done, readable on its own.</param>
/// <param name="License">SPDX identifier of the licence of the crate.</param>
/// <param name="Agent">Who ran it, or null.</param>
/// <param name="Orcid">Their ORCID, or null.</param>
/// <param name="Engine">The workflow engine and its version, e.g. <c>Galaxy 25.1</c>, or null.</param>
/// <param name="Citations">DOIs of data and methods to cite.</param>
/// <param name="Payload">Which files lie in the crate.</param>
/// <param name="Files">Where files of the run may lie now; they are recognised by checksum.</param>
public sealed record RunCrateOptions(string? Name, string? Description, string License, string? Agent, string? Orcid, string? Engine, IReadOnlyList<string> Citations, CratePayload Payload, IReadOnlyList<string> Files);
