using OceanML.CommandLine;
using OceanML.Core;

namespace OceanML.Steps;

/// <summary>Placeholder of the skeleton: replaced by its first real version.</summary>
internal sealed class ColocateStep : Step
{
    public ColocateStep()
        : base("colocate", "Match.") => AddExample("oceanml-colocate --help");

    protected override void Execute(StepRun run) => throw OceanException.Usage("not built yet");
}
