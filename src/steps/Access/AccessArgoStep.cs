using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Access;
using OceanML.Formats.Observations;
using OceanML.Formats.Tables;

namespace OceanML.Steps;

/// <summary>Selects profiles from indexes, brings their files and makes one table of them. What is counted are profiles.</summary>
internal sealed class AccessArgoStep : Step
{
    private readonly AccessArgoOptions options = new();
    private readonly ProfileSourceOptions places = new();
    private readonly SelectionOptions selection = new();

    public AccessArgoStep()
        : base("argo", "Choose Argo profiles from a GDAC index, and read them from a mirror or from files, or fetch them over HTTP, into one table.")
    {
        Add(options.Index, places.Mirror, places.Url, places.Files);
        Add(selection.Box, options.Polygon, options.Near, selection.Start, selection.End);
        Add(options.Parameters, options.Platforms, options.Cycles, options.Direction, options.DataModes, options.Dacs);
        Add(selection.Variables, selection.Values, options.Core, options.AllPlaces, options.GreyList, options.ListFile);
        Add(places.Cache, places.Offline, places.Parallel, places.Retries, places.Patience);
        AddExample("oceanml-access argo --index argo_synthetic-profile_index.txt.gz --mirror gdac --box -6,30,36,46 --start 2024-06-01 --end 2024-06-30 --parameters CHLA --output profiles.parquet");
        AddExample("oceanml-access argo --index synthetic,bio,core --url https://data-argo.ifremer.fr --near 7.9,43.4,50 --start 2024-01-01 --cache argo --output profiles.parquet --list profiles.csv");
    }

    protected override string OutputDescription => "Table to write, one row per level: Parquet, or CSV and TSV by extension.";

    protected override void Execute(StepRun run)
    {
        var wanted = options.SelectionOf(run, selection);
        var argo = selection.ArgoOf(run) with { AllPlaces = run.Value(options.AllPlaces) };
        using var source = new ProfileSourceChoice(run, places);
        var profiles = Search(run, source, wanted);
        var greyList = source.GreyList(run.Value(options.GreyList));
        var gathering = new ProfileGathering(run, source, profiles, argo, wanted.DataModes)
        {
            Parallel = run.Value(places.Parallel),
            WithCore = run.Value(options.Core),
        };
        var table = gathering.Gather();
        if (run.Value(options.ListFile) is { } list) run.Write(list, path => TableFile.Write(path, gathering.List()));
        if (table is null)
        {
            throw gathering.Unavailable == profiles.All.Count
                ? OceanException.Unreachable($"none of the {profiles.All.Count} selected profiles could be read from {source.Source.Name}; {gathering.FirstFailure}")
                : OceanException.NothingSelected($"none of the {profiles.All.Count} selected profiles can be used: {gathering.Fates()}");
        }

        if (greyList is not null) table = Apply(run, table, greyList);
        run.CountOut(gathering.Read);
        run.Result("profiles", gathering.Read);
        run.Result("rows", table.RowCount);
        run.Result("empty_levels", gathering.EmptyLevels);
        run.Result("profiles_that_disagree_with_index", gathering.Disagreeing);
        run.Result("foreign_flags", gathering.ForeignFlags);
        run.Log($"{table.RowCount} rows of {gathering.Read} profiles; {gathering.EmptyLevels} levels without a value are not in the table");
        var citation = ArgoCitation.Of(source.Source.Name, profiles.Results, [.. profiles.All.SelectMany(profile => profile.Files)]);
        run.Cite(citation);
        run.Write(run.Output, path => TableFile.Write(path, table.WithMetadata("title", "Argo profiles").WithMetadata("citation", citation["text"])));
    }

    private GdacProfiles Search(StepRun run, ProfileSourceChoice source, GdacSelection wanted)
    {
        var indexes = SelectionOptions.List(run, options.Index);
        var needsBio = indexes.Count > 1 && wanted.Parameters is { Count: > 0 } names && names.Any(name => name is not ("PRES" or "TEMP" or "PSAL"));
        var results = new List<GdacIndexResult>();
        foreach (var path in indexes.Select(source.Index))
        {
            // Beside another index the core one supplies temperature and salinity of profiles that were chosen by their other parameters.
            var isCore = needsBio && GdacIndex.Kind(path) == GdacIndexKind.Core;
            var result = GdacIndex.Select(path, isCore ? wanted with { Parameters = null, DataModes = null } : wanted, source.Cache is null ? null : Path.Combine(source.Cache, "index"), run.Threads);
            if (result.Warning is { } warning) run.Warn(warning);
            run.Log($"{Path.GetFileName(path)}: {result.Coverage.Describe()}");
            run.Warn([.. result.Duplicates.Select(duplicate => $"two files of one profile in the index: kept {duplicate.Kept}, left out {duplicate.LeftOut}")]);
            results.Add(result);
        }

        var profiles = new GdacProfiles(results, needsBio);
        run.CountIn(profiles.Lines);
        foreach (var (reason, count) in profiles.Refused) run.Reject(reason, count);
        if (profiles.All.Count > 0) return profiles;
        var reasons = string.Join(", ", profiles.Refused.Select(pair => $"{pair.Value} {pair.Key}"));
        var near = wanted.Near is { } circle ? FormattableString.Invariant($"; --near was read as longitude {circle.Longitude}, latitude {circle.Latitude}") : "";
        throw OceanException.NothingSelected($"no profile is selected ({reasons}); {results[0].Coverage.Describe()}{near}");
    }

    private static Table Apply(StepRun run, Table table, GreyList greyList)
    {
        var (listed, counts) = ArgoGreyList.Apply(table, greyList);
        run.Result("greylisted_values", counts.Values.Sum(count => count.Raised));
        run.Result("greylisted_values_in_delayed_mode", counts.Values.Sum(count => count.Delayed));
        foreach (var (variable, (raised, delayed)) in counts)
        {
            run.Result($"greylisted_{variable}", raised);
            if (raised > 0) run.Warn($"the grey list raises the flags of {raised} values of {variable}");
            if (delayed > 0) run.Log($"{delayed} values of {variable} are on the grey list and in delayed mode: they keep their flags");
        }

        return listed;
    }
}
