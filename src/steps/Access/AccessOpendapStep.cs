using System.CommandLine;
using OceanML.Colocation;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Remote;

namespace OceanML.Steps;

/// <summary>Observations, or series of a grid, from an OPeNDAP server. What is counted are rows that the server sent, or time steps.</summary>
internal sealed class AccessOpendapStep : Step
{
    private readonly SelectionOptions selection = new();
    private readonly NetworkOptions network = new();
    private readonly DepthRange depth = new();
    private readonly SeriesRequest request;

    private readonly Argument<string> url = new("URL")
    {
        Description = "Address of the dataset, without .html or .dds, e.g. https://server/thredds/dodsC/dataset.nc. It is asked by DAP2; by DAP4 where #dap4 stands behind it or it begins with dap4://.",
    };

    public AccessOpendapStep()
        : base("opendap", "Take observations or series of a grid from an OPeNDAP server: only the values asked for are sent.")
    {
        request = new SeriesRequest(selection);
        selection.Variables.Description = "Variables by the dataset's name (patterns allowed), CF standard name or canonical name. Default: all. A name that does not exist is answered with those that do.";
        selection.Box.Description = "Area in degrees: west,south,east,north. Of observations those within; of a grid the mean of its cells, see oceanml-access series. West greater than east crosses the dateline.";
        Add(url, selection.Variables, selection.Box, selection.Start, selection.End, depth.Option);
        Add(request.All);
        Add(network.Retries, network.Patience);
        AddExample("oceanml-access opendap https://thredds.aodn.org.au/thredds/dodsC/IMOS/ANMN/NRS/NRSROT/Temperature/IMOS_ANMN-NRS_TZ_20181213T080000Z_NRSROT_FV01_NRSROT-1812-SBE39-23_END-20190306T160000Z_C-20190827T000000Z.nc --start 2019-01-01 --end 2019-01-31 --output rottnest.parquet");
        AddExample("oceanml-access opendap https://psl.noaa.gov/thredds/dodsC/Datasets/noaa.ersst.v5/sst.mnmean.nc --point 48.4,-5 --start 1950-01-01 --output sst.parquet");
    }

    protected override string OutputDescription => "Table to write: of observations one row each, of a grid one row per point (or area), level and time; Parquet, or CSV and TSV by extension.";

    protected override void Execute(StepRun run)
    {
        var address = OpendapAddress.Parse(run.Value(url)!);
        var folder = Directory.CreateTempSubdirectory("oceanml-access-");
        try
        {
            using var dataset = OpendapDataset.Open(address, folder.FullName, network.Of(run), $"oceanml-access/{StepVersion.Current}");
            if (dataset.Product.IsField) ReadField(run, dataset);
            else ReadObservations(run, dataset);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void ReadField(StepRun run, OpendapDataset dataset)
    {
        if (run.Value(depth.Option) is not null) throw OceanException.Usage($"{dataset.Address.Text} is a grid ({dataset.Product.Title}); for a level take --level");
        var builder = new SeriesBuilder(request.Of(run));
        using var field = dataset.Field();
        builder.Add(field);
        request.RequireFound(run, dataset.Address.Text);
        SeriesOutput.Write(run, builder.Finish());
    }

    private void ReadObservations(StepRun run, OpendapDataset dataset)
    {
        if (run.IsGiven(request.Point) || run.IsGiven(request.Points) || run.IsGiven(request.Level))
            throw OceanException.Usage($"{dataset.Address.Text} holds observations ({dataset.Product.Title}), no grid; select with --box, --depth, --start and --end");
        var (box, start, end) = (selection.BoxOf(run), selection.StartOf(run), selection.EndOf(run));
        var wanted = new ErddapSelection { Variables = SelectionOptions.List(run, selection.Variables), Box = box, Start = start, End = end, Depth = depth.Of(run) };
        ObservationOutput.Write(run, dataset.Address.Text, OpendapObservations.Read(dataset, wanted), (box, start, end), depth, run.Value(request.Harmonise)!);
    }
}
