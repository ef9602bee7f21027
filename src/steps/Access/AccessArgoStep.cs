using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Access;
using OceanML.Formats.Observations;
using OceanML.Formats.Tables;
using OceanML.Formats.Vocabularies;

namespace OceanML.Steps;

/// <summary>Selects profiles from an index, brings their files and makes one table of them. What is counted are profiles.</summary>
internal sealed class AccessArgoStep : Step
{
    private readonly AccessArgoOptions options = new();
    private readonly SelectionOptions selection = new();

    public AccessArgoStep()
        : base("argo", "Choose Argo profiles from a GDAC index, and read them from a mirror or fetch them over HTTP into one table.")
    {
        Add(options.Index, options.Mirror, options.Url, selection.Box, selection.Start, selection.End);
        Add(options.Parameters, options.Platforms, options.DataModes, options.Dacs, selection.Variables, selection.Values, options.Core);
        Add(options.ListFile, options.Cache, options.Parallel, options.Retries, options.Patience);
        AddExample("oceanml-access argo --index argo_synthetic-profile_index.txt.gz --mirror gdac --box -6,30,36,46 --start 2024-06-01 --end 2024-06-30 --parameters CHLA --output profiles.parquet");
        AddExample("oceanml-access argo --index ar_index_global_prof.txt.gz --url https://data-argo.ifremer.fr --box 170,-20,-170,10 --data-mode D --cache argo --output profiles.parquet --list profiles.csv");
    }

    protected override string OutputDescription => "Table to write, one row per level: Parquet, or CSV and TSV by extension.";

    protected override void Execute(StepRun run)
    {
        if ((run.Value(options.Mirror) is null) == (run.Value(options.Url) is null))
            throw OceanException.Usage("give one source: --mirror FOLDER or --url ADDRESS");
        var wanted = Selection(run);
        var index = GdacIndex.Select(run.Input(run.Value(options.Index)!), wanted);
        run.Log(index.Coverage.Describe());
        run.CountIn(index.Entries.Count + index.Duplicates.Count + index.Refused.Values.Sum());
        foreach (var (reason, count) in index.Refused) run.Reject(reason, count);
        run.Reject("duplicate_profile", index.Duplicates.Count);
        foreach (var (kept, leftOut) in index.Duplicates.Take(10)) run.Warn($"two files of one profile in the index: kept {kept}, left out {leftOut}");
        if (index.Entries.Count == 0)
        {
            var reasons = string.Join(", ", index.Refused.Select(pair => $"{pair.Value} {pair.Key}"));
            throw OceanException.NothingSelected($"no profile is selected ({reasons}); {index.Coverage.Describe()}");
        }

        using var source = new ProfileSourceChoice(run, options);
        var gathering = new ProfileGathering(run, source.Source, index, selection.ArgoOf(run), wanted.DataModes, run.Value(options.Parallel), run.Value(options.Core));
        var table = gathering.Gather();
        if (run.Value(options.ListFile) is { } list) run.Write(list, path => TableFile.Write(path, gathering.List()));
        if (table is null)
        {
            throw gathering.Unavailable == index.Entries.Count
                ? OceanException.Unreachable($"none of the {index.Entries.Count} selected profiles could be read from {source.Source.Name}; {gathering.FirstFailure}")
                : OceanException.NothingSelected($"none of the {index.Entries.Count} selected profiles holds a value: {gathering.Fates()}");
        }

        run.CountOut(gathering.Read);
        run.Result("profiles", gathering.Read);
        run.Result("rows", table.RowCount);
        run.Result("empty_levels", gathering.EmptyLevels);
        run.Log($"{table.RowCount} rows of {gathering.Read} profiles; {gathering.EmptyLevels} levels without a value are not in the table");
        run.Write(run.Output, path => TableFile.Write(path, table.WithMetadata("title", "Argo profiles")));
    }

    private GdacSelection Selection(StepRun run)
    {
        var modes = string.Concat(SelectionOptions.List(run, options.DataModes)).ToUpperInvariant();
        if (modes.AsSpan().IndexOfAnyExcept("RAD") is var at and >= 0)
            throw OceanException.Usage($"--data-mode has '{modes[at]}'; it must be R, A, D or several of them");
        return new GdacSelection(
            selection.BoxOf(run),
            selection.StartOf(run),
            selection.EndOf(run),
            [.. SelectionOptions.List(run, options.Parameters).Select(ArgoName)],
            SelectionOptions.List(run, options.Platforms),
            modes,
            SelectionOptions.List(run, options.Dacs));
    }

    /// <summary>The Argo name of a parameter given by its canonical name: chlorophyll is CHLA. Other names pass as Argo's.</summary>
    private static string ArgoName(string name)
    {
        var argo = name.ToUpperInvariant();
        if (VocabularyFile.Load().Find(name) is not { } entry || !entry.Aliases.TryGetValue("argo", out var names)) return argo;
        return names.Contains(argo) ? argo : names[0];
    }
}
