using System.CommandLine;
using System.Globalization;
using OceanML.Colocation;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Remote;

namespace OceanML.Steps;

/// <summary>Observations, or series of a grid, from an ERDDAP server. What is counted are rows of the server's answers, or time steps.</summary>
internal sealed class AccessErddapStep : Step
{
    private readonly SelectionOptions selection = new();
    private readonly NetworkOptions network = new();
    private readonly SeriesRequest request;

    private readonly Argument<string> url = new("URL")
    {
        Description = "Address of the dataset: .../erddap/tabledap/ID for a table of observations, .../erddap/griddap/ID for a grid.",
    };

    private readonly DepthRange depth = new();

    private readonly Option<string[]> constraints = new("--constraints")
    {
        HelpName = "TEXT",
        AllowMultipleArgumentsPerToken = true,
        Description = "Other constraints on a table, each a variable, one of = != < <= > >= =~ and a value, e.g. 'station=46026' 'wspd>=10'. The server applies them.",
    };

    private readonly Option<string[]> strides = new("--stride")
    {
        HelpName = "DIMENSION=N",
        AllowMultipleArgumentsPerToken = true,
        Description = "Of a grid, read every N-th step of a dimension, e.g. time=24, or of an area latitude=4,longitude=4.",
    };

    public AccessErddapStep()
        : base("erddap", "Take observations (tabledap) or series of a grid (griddap) from an ERDDAP server, which selects, so that only what is asked for is sent.")
    {
        request = new SeriesRequest(selection);
        selection.Variables.Description = "Variables by the server's name (patterns allowed), CF standard name or canonical name; time, place and identifiers always come along. Default: all. A name that does not exist is answered with those that do, and their units.";
        selection.Box.Description = "Area in degrees: west,south,east,north. Of a table its rows; of a grid the mean of its cells, see oceanml-access series. West greater than east crosses the dateline.";
        Add(url, selection.Variables, selection.Box, selection.Start, selection.End, depth.Option, constraints, strides);
        Add(request.All);
        Add(network.Retries, network.Patience);
        AddExample("oceanml-access erddap https://coastwatch.pfeg.noaa.gov/erddap/tabledap/cwwcNDBCMet --variables wtmp,wspd --constraints station=46026 --start 2005-01-01 --end 2005-12-31 --output buoy.parquet");
        AddExample("oceanml-access erddap https://coastwatch.pfeg.noaa.gov/erddap/griddap/erdMBchla1day --point monterey=36.7,-122.1 --start 2020-01-01 --end 2020-12-31 --output chlorophyll.parquet");
    }

    protected override string OutputDescription => "Table to write: of a table one row per observation, of a grid one row per point (or area), level and time; Parquet, or CSV and TSV by extension.";

    protected override void Execute(StepRun run)
    {
        var address = ErddapAddress.Parse(run.Value(url)!);
        if (address.IsGrid && (run.Value(depth.Option) is not null || SelectionOptions.List(run, constraints).Count > 0)) throw OceanException.Usage("--depth and --constraints are for tables (tabledap); for a grid take --level");
        if (!address.IsGrid && (run.IsGiven(request.Point) || run.IsGiven(request.Points) || run.IsGiven(strides) || run.IsGiven(request.Level))) throw OceanException.Usage("--point, --points, --level and --stride are for grids (griddap); for a table take --box, --depth and --constraints");
        var options = address.IsGrid ? request.Of(run) : null;
        var folder = Directory.CreateTempSubdirectory("oceanml-access-");
        try
        {
            using var client = new ErddapClient(address, folder.FullName, network.Of(run), $"oceanml-access/{StepVersion.Current}");
            var info = client.Describe();
            if (options is null) ReadTable(run, client, info);
            else ReadGrid(run, client, info, options);
            run.Result("requests", client.Answered);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void ReadTable(StepRun run, ErddapClient client, ErddapInfo info)
    {
        var wanted = new ErddapSelection
        {
            Variables = SelectionOptions.List(run, selection.Variables),
            Box = selection.BoxOf(run),
            Start = selection.StartOf(run),
            End = selection.EndOf(run),
            Depth = depth.Of(run),
            Constraints = run.Value(constraints) ?? [],
        };
        ObservationOutput.Write(run, client.Address.Text, ErddapTable.Read(client, info, wanted, run.Log), (null, null, null), null, run.Value(request.Harmonise)!);
    }

    // A request per point: points far apart would otherwise be fetched with all that lies between them.
    private void ReadGrid(StepRun run, ErddapClient client, ErddapInfo info, SeriesOptions options)
    {
        var grid = ErddapGrid.Open(client, info);
        var asked = new ErddapGridSelection
        {
            Variables = SelectionOptions.List(run, selection.Variables),
            Box = options.Box,
            RadiusKm = options.RadiusKm ?? 0,
            Start = options.Start,
            End = options.End,
            Level = options.Level,
            AllLevels = options.AllLevels,
            Strides = Strides(run, info),
        };
        var all = options with { Choose = field => field.Variables };
        var results = new List<SeriesResult>();
        using var progress = run.Progress("asking the server", Math.Max(1, options.Points.Count));
        foreach (var point in options.Points.Cast<SeriesPoint?>().DefaultIfEmpty(null))
        {
            var builder = new SeriesBuilder(point is null ? all : all with { Points = [point] });
            grid.Read(asked with { Point = point is null ? null : (point.Latitude, point.Longitude) }, field => builder.Add(field), run.Log);
            results.Add(builder.Finish());
            progress.Advance();
        }

        SeriesOutput.Write(run, SeriesOutput.Together(results));
    }

    private Dictionary<string, int> Strides(StepRun run, ErddapInfo info)
    {
        var found = new Dictionary<string, int>();
        foreach (var text in SelectionOptions.List(run, strides))
        {
            var parts = text.Split('=');
            if (parts.Length != 2 || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var step) || step < 1) throw OceanException.Usage($"--stride has '{text}'; write a dimension and a whole number, e.g. time=24");
            if (info.Find(parts[0]) is not { IsDimension: true }) throw OceanException.Missing(run.Value(url)!, "dimension", parts[0], info.Variables.Where(variable => variable.IsDimension).Select(variable => variable.Name));
            found[parts[0]] = step;
        }

        return found;
    }
}
