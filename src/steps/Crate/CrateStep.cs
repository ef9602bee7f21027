using OceanML.CommandLine;
using OceanML.Core;

namespace OceanML.Steps;

/// <summary>Placeholder of the skeleton: replaced by its first real version.</summary>
internal sealed class CrateStep : Step
{
    public CrateStep()
        : base("crate", "Package.") => AddExample("oceanml-crate --help");

    protected override void Execute(StepRun run) => throw OceanException.Usage("not built yet");
}
