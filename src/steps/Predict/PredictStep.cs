using OceanML.CommandLine;
using OceanML.Core;

namespace OceanML.Steps;

/// <summary>Placeholder of the skeleton: replaced by its first real version.</summary>
internal sealed class PredictStep : Step
{
    public PredictStep()
        : base("predict", "Predict.") => AddExample("oceanml-predict --help");

    protected override void Execute(StepRun run) => throw OceanException.Usage("not built yet");
}
