using OceanML.CommandLine;
using OceanML.Core;

namespace OceanML.Steps;

/// <summary>Figures (GMT) and the report.</summary>
internal sealed class VisualiseStep : Step
{
    public VisualiseStep()
        : base("visualise", "Draw maps, scatters, profiles, series and quality flags of a table as PNG or PDF, and write the HTML report of a run.")
    {
        Add(new MapStep());
        Add(new ScatterStep());
        Add(new ProfileStep());
        Add(new SeriesStep());
        Add(new HistogramStep());
        Add(new GroupsStep());
        Add(new FlagsStep());
        Add(new FlaggedStep());
        Add(new ReportStep());
    }

    protected override void Execute(StepRun run) => throw OceanException.Usage("say what to draw: map, scatter, profile, series, histogram, groups, flags, flagged or report");
}
