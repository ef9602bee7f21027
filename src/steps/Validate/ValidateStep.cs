using OceanML.CommandLine;
using OceanML.Core;

namespace OceanML.Steps;

/// <summary>Placeholder of the skeleton: replaced by its first real version.</summary>
internal sealed class ValidateStep : Step
{
    public ValidateStep()
        : base("validate", "Validate.") => AddExample("oceanml-validate --help");

    protected override void Execute(StepRun run) => throw OceanException.Usage("not built yet");
}
