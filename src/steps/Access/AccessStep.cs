using OceanML.CommandLine;
using OceanML.Core;

namespace OceanML.Steps;

/// <summary>Brings observations into one table: Argo profiles chosen from a GDAC index, or files at hand.</summary>
internal sealed class AccessStep : Step
{
    public AccessStep()
        : base("access", "Bring observations into one table: Argo profiles chosen from an index, files at hand, series taken from gridded fields, or what an ERDDAP or OPeNDAP server has.")
    {
        Add(new AccessArgoStep());
        Add(new AccessFilesStep());
        Add(new AccessSeriesStep());
        Add(new AccessErddapStep());
        Add(new AccessOpendapStep());
    }

    protected override void Execute(StepRun run) => throw OceanException.Usage("say what to access: argo, files, series, erddap or opendap");
}
