using System.CommandLine;
using OceanML.Colocation;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Archives;
using OceanML.Formats.Fields;
using OceanML.Formats.Tables;

namespace OceanML.Steps;

/// <summary>Gridded fields at hand to time series. What is counted are time steps, times points and levels.</summary>
internal sealed class AccessSeriesStep : Step
{
    private readonly SelectionOptions selection = new();
    private readonly SeriesRequest request;

    private readonly Argument<string[]> files = new("FILE")
    {
        Description = "Gridded files (netCDF: ERA5, 20CR, CMIP6, satellite composites, any CF grid), any number, in any order; also folders and lists of paths. A variable may be spread over files by time, and files may hold different variables.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> skipUnreadable = new("--skip-unreadable")
    {
        Description = "Go on without a file that cannot be read, with a warning, instead of stopping.",
    };

    public AccessSeriesStep()
        : base("series", "Take time series at points, or the mean over an area, from gridded files: reanalyses, climate models, satellite composites.")
    {
        request = new SeriesRequest(selection);
        selection.Variables.Description = "Variables by their name in the files (patterns allowed), CF standard name or canonical name. Default: all.";
        selection.Box.Description = "Area in degrees: west,south,east,north. Gives the mean of the cells whose centre lies in it, weighted by cos(latitude) (by cell area where the grid is uneven), with standard deviation in space (_sd), _min, _max, number (_n) and share (_valid_share) of cells with a value. West greater than east crosses the dateline.";
        Add(files, selection.Variables, selection.Box);
        Add(request.All);
        Add(selection.Start, selection.End, skipUnreadable);
        AddExample("oceanml-access series psl_ERA5_mon_194001-202212.nc --point brest=48.36,-4.55 --variables psl --output pressure.parquet");
        AddExample("oceanml-access series cmip6 --box -6,36,10,44 --variables tos,sos --start 1950-01-01 --end 2014-12-31 --output mediterranean.parquet");
    }

    protected override string OutputDescription => "Table to write, one row per point (or area), level and time: Parquet, or CSV and TSV by extension.";

    protected override void Execute(StepRun run)
    {
        var builder = new SeriesBuilder(request.Of(run));
        var entries = run.Value(files)!.Distinct().SelectMany(path => FieldList.Find(run.Input(path))).Select(entry => entry.Path).Distinct().ToList();
        var without = new List<string>();
        using (var progress = run.Progress("reading fields", entries.Count))
        {
            foreach (var path in entries)
            {
                try
                {
                    using var field = FieldFile.Open(path, run.Threads);
                    if (!builder.Add(field)) without.Add(path);
                }
                catch (OceanException exception) when (run.Value(skipUnreadable) && exception.Code == ExitCode.BadInput)
                {
                    run.Warn($"skipped: {exception.Message}");
                }

                progress.Advance();
            }
        }

        request.RequireFound(run, entries.Count == 1 ? entries[0] : $"{entries.Count} files");
        run.Warn([.. without.Select(path => $"{path}: has none of the variables asked for")]);
        SeriesOutput.Write(run, builder.Finish());
    }
}
