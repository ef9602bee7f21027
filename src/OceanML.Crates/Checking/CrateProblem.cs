namespace OceanML.Crates;

/// <summary>What is wrong with a crate.</summary>
/// <param name="Required">True for a rule that a profile requires, false for one it recommends.</param>
/// <param name="Profile">The profile, in short: <c>ro-crate</c>, <c>workflow</c>, <c>process run</c>…</param>
/// <param name="Entity">Identifier of the entity, or the metadata file.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record CrateProblem(bool Required, string Profile, string Entity, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{(Required ? "must" : "should")} ({Profile}) {Entity}: {Message}";
}
