using OceanML.CommandLine;
using OceanML.Core;

namespace OceanML.Steps;

/// <summary>Placeholder of the skeleton: replaced by its first real version.</summary>
internal sealed class TrainStep : Step
{
    public TrainStep()
        : base("train", "Train.") => AddExample("oceanml-train --help");

    protected override void Execute(StepRun run) => throw OceanException.Usage("not built yet");
}
