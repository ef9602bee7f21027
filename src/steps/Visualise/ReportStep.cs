using OceanML.CommandLine;
using OceanML.Core;

namespace OceanML.Steps;

internal sealed class ReportStep : Step
{
    public ReportStep()
        : base("report", "Write the HTML report of a run.")
    {
        AddExample("oceanml-visualise report --help");
    }

    protected override void Execute(StepRun run) => throw OceanException.Usage("report");
}
