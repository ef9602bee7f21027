namespace OceanML.Crates;

/// <summary>A profile that a crate says it keeps.</summary>
/// <param name="Iri">Versioned permalink.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="OnDescriptor">Whether the descriptor names it, as Workflow RO-Crate 1.0 has it, rather than the root.</param>
/// <param name="Context">JSON-LD context of its own terms, where it has any.</param>
/// <param name="AlsoOnRoot">Whether the root names it too (run crates that are Workflow RO-Crates).</param>
public sealed record CrateProfile(string Iri, string Name, string Version, bool OnDescriptor = false, string? Context = null, bool AlsoOnRoot = false)
{
    /// <summary>RO-Crate 1.1 itself.</summary>
    public const string Base = "https://w3id.org/ro/crate/1.1";

    private const string RunTerms = "https://w3id.org/ro/terms/workflow-run/context";

    /// <summary>Workflow RO-Crate 1.0.</summary>
    public static CrateProfile Workflow { get; } = new("https://w3id.org/workflowhub/workflow-ro-crate/1.0", "Workflow RO-Crate", "1.0", OnDescriptor: true, AlsoOnRoot: true);

    /// <summary>Process Run Crate 0.5.</summary>
    public static CrateProfile ProcessRun { get; } = new("https://w3id.org/ro/wfrun/process/0.5", "Process Run Crate", "0.5", Context: RunTerms);

    /// <summary>Workflow Run Crate 0.5.</summary>
    public static CrateProfile WorkflowRun { get; } = new("https://w3id.org/ro/wfrun/workflow/0.5", "Workflow Run Crate", "0.5", Context: RunTerms);

    /// <summary>Provenance Run Crate 0.5.</summary>
    public static CrateProfile ProvenanceRun { get; } = new("https://w3id.org/ro/wfrun/provenance/0.5", "Provenance Run Crate", "0.5", Context: RunTerms);

    /// <summary>Workflow Testing RO-Crate 0.1.</summary>
    public static CrateProfile WorkflowTesting { get; } = new("https://w3id.org/ro/wftest/0.1", "Workflow Testing RO-Crate", "0.1", OnDescriptor: true, Context: "https://w3id.org/ro/terms/test");
}
