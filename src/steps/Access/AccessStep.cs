using OceanML.CommandLine;
using OceanML.Core;

namespace OceanML.Steps;

/// <summary>Placeholder of the skeleton: replaced by its first real version.</summary>
internal sealed class AccessStep : Step
{
    public AccessStep()
        : base("access", "Select and gather observations.") => AddExample("oceanml-access --help");

    protected override void Execute(StepRun run) => throw OceanException.Usage("not built yet");
}
