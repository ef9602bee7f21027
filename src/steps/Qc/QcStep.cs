using OceanML.CommandLine;
using OceanML.Core;

namespace OceanML.Steps;

/// <summary>Placeholder of the skeleton: replaced by its first real version.</summary>
internal sealed class QcStep : Step
{
    public QcStep()
        : base("qc", "Quality control.") => AddExample("oceanml-qc --help");

    protected override void Execute(StepRun run) => throw OceanException.Usage("not built yet");
}
