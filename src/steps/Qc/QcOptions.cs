using System.CommandLine;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Quality;

namespace OceanML.Steps;

/// <summary>The options of <c>oceanml-qc</c>.</summary>
internal sealed class QcOptions
{
    public Argument<string[]> Files { get; } = new("FILE")
    {
        Description = "Observation tables (Parquet, CSV, TSV) or Argo netCDF files, one or more; they become one table.",
        Arity = ArgumentArity.OneOrMore,
    };

    public Option<string[]> Tests { get; } = new("--tests")
    {
        HelpName = "NAMES",
        AllowMultipleArgumentsPerToken = true,
        Description = "Tests to run, separated by commas: a plan (" + string.Join(", ", PlanFile.Names) + "), a plan of your own (YAML file), names of tests, all (argo with its optional tests), "
            + "or no-NAME (e.g. no-spike) to leave one out of argo, which is the default. Names: "
            + string.Join("; ", PlanFile.BuiltIn().Select(plan => plan.Id + ": " + string.Join(", ", plan.Tests.DistinctBy(test => test.Name).Select(test => test.IsOptional ? test.Name + " (optional)" : test.Name)))) + ".",
    };

    public Option<bool> Reset { get; } = new("--reset")
    {
        Description = "Forget the flags that stand in the files. Without it they are kept and can only get worse.",
    };

    public Option<bool> DropBad { get; } = new("--drop-bad")
    {
        Description = "Remove what failed: values flagged 3 or 4 become missing; rows with a bad pressure, position or time, or without any good value, are dropped and counted.",
    };

    public Option<string?> Report { get; } = new("--report")
    {
        HelpName = "FILE",
        Description = "Also write a report (JSON): counts per flag, test, variable and platform.",
    };

    public Option<string?> Html { get; } = new("--html")
    {
        HelpName = "FILE",
        Description = "Also write the report as a page to read.",
    };

    public Option<string?> DecisionTable { get; } = new("--decision-table")
    {
        HelpName = "FILE",
        Description = "Also write a table (CSV or TSV by extension) of what the tests found, one line per stretch of neighbouring values, to be edited: write a flag in the column decision where you know better.",
    };

    public Option<string[]> Decisions { get; } = new("--decisions")
    {
        HelpName = "FILES",
        AllowMultipleArgumentsPerToken = true,
        Description = "Decision tables, edited: the flags in their column decision replace those of the tests.",
    };

    public Option<string?> GreyList { get; } = new("--greylist")
    {
        HelpName = "FILE",
        Description = "Argo's list of sensors known to be bad (ar_greylist.txt), for the test grey-list.",
    };

    public Option<string?> Model { get; } = new("--model")
    {
        HelpName = "FILE",
        Description = "Model written by oceanml-train (ONNX), e.g. of salinity from temperature, pressure, latitude and longitude: its targets are held against its estimates (test model-outlier). "
            + "Suspect from 4, failed from 8 of its sigma, unless a plan of your own sets model-outlier; rows outside its training data are not judged.",
    };

    public Option<string?> Since { get; } = new("--since")
    {
        HelpName = "DATE",
        Description = "Times before this one are impossible, e.g. 1950-01-01 (UTC). Default: 1997, when Argo began.",
    };

    public Option<string?> Until { get; } = new("--until")
    {
        HelpName = "DATE",
        Description = "Times after this one are impossible, e.g. 2024-06-30 (UTC). Default: now.",
    };

    public Option<string?> Scheme { get; } = new("--scheme")
    {
        HelpName = "NAME",
        Description = "Flag scheme to write: " + string.Join(", ", FlagScheme.All.Select(scheme => scheme.Name)) + ". What it cannot say is told as a warning. Default: that of the plan, else argo.",
    };

    public Option<string[]> Missing { get; } = new("--missing")
    {
        HelpName = "VALUES",
        AllowMultipleArgumentsPerToken = true,
        Description = "What stands for a missing value in tables besides the usual signs, e.g. -1e10,-999.",
    };

    /// <summary>The tests named, commas taken apart.</summary>
    public string[] TestNames(StepRun run) => List(run, Tests);

    /// <summary>The missing values named, commas taken apart.</summary>
    public string[] MissingValues(StepRun run) => List(run, Missing);

    /// <summary>The decision tables named, commas taken apart.</summary>
    public string[] DecisionFiles(StepRun run) => List(run, Decisions);

    /// <summary>The plans that can be named: those built in, and the files among the words of --tests.</summary>
    public IReadOnlyList<PlanSettings> Plans(StepRun run, out IReadOnlyList<string> selection)
    {
        var (plans, words) = (PlanFile.BuiltIn().ToList(), new List<string>());
        foreach (var word in TestNames(run))
        {
            if (!word.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) && !word.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) && !File.Exists(word))
            {
                words.Add(word);
                continue;
            }

            var own = PlanFile.Read(run.Input(word));
            // A plan of the user may bear the name of one of ours; it is the one that is meant.
            plans.RemoveAll(plan => plan.Id.Equals(own.Id, StringComparison.OrdinalIgnoreCase));
            plans.Add(own);
            words.Add(own.Id);
        }

        selection = words;
        return plans;
    }

    private static string[] List(StepRun run, Option<string[]> option) =>
        [.. (run.Value(option) ?? []).SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
