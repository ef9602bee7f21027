using OceanML.CommandLine;
using OceanML.Core;

namespace OceanML.Steps;

/// <summary>Placeholder of the skeleton: replaced by its first real version.</summary>
internal sealed class VisualiseStep : Step
{
    public VisualiseStep()
        : base("visualise", "Draw.") => AddExample("oceanml-visualise --help");

    protected override void Execute(StepRun run) => throw OceanException.Usage("not built yet");
}
