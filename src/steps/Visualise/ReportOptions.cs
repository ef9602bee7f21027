using System.CommandLine;

namespace OceanML.Steps;

/// <summary>The options of oceanml-visualise report. Whatever is given becomes a section.</summary>
internal sealed class ReportOptions
{
    public Option<string[]> Records { get; } = Files("--records", "Run records of the steps (--record of each): what was done, counts and rejections, inputs, parameters, versions.");

    public Option<string[]> Scores { get; } = Files("--scores", "Scores of oceanml-validate (JSON).");

    public Option<string?> ModelCard { get; } = new("--model-card") { HelpName = "FILE", Description = "Model card of oceanml-train (JSON): data, split, scores beside the baselines, domain, limits." };

    public Option<string?> QcReport { get; } = new("--qc-report") { HelpName = "FILE", Description = "Report of oceanml-qc (JSON): flags and findings per test and variable." };

    public Option<string?> Observations { get; } = new("--observations") { HelpName = "TABLE", Description = "Table with quality flags (columns that end in _qc), for the figure of flags and those of the profiles with most doubtful and bad values." };

    public Option<int> PerVariable { get; } = FlaggedStep.PerVariable(least: 0);

    public Option<string?> Matchups { get; } = new("--matchups") { HelpName = "TABLE", Description = "Matchup table, for the maps, the scatter and the residuals of --estimate against --reference." };

    public Option<string?> Reference { get; } = new("--reference") { HelpName = "COLUMN", Description = "Column of --matchups taken as true, e.g. the float." };

    public Option<string?> Estimate { get; } = new("--estimate") { HelpName = "COLUMN", Description = "Column of --matchups compared with it, e.g. the satellite." };

    public Option<string?> Predictions { get; } = new("--predictions")
    {
        HelpName = "TABLE",
        Description = "Predictions of oceanml-predict beside what was measured (NAME and NAME_measured), for the profile figure and the scatter over all targets.",
    };

    public Option<string?> GroupBy { get; } = new("--group-by") { HelpName = "COLUMN", Description = "Column that names the platform of each row, for residuals by platform and for intervals; default platform where there is one." };

    public Option<string?> GroupPattern { get; } = new("--group-pattern") { HelpName = "REGEX", Description = "Part of --group-by that is the platform, e.g. '^[^_]+' for what stands before the underscore." };

    public Option<bool> Log10 { get; } = new("--log10") { Description = "Logarithmic axes and scores, as is usual for chlorophyll." };

    public Option<string?> Unit { get; } = new("--unit") { HelpName = "TEXT", Description = "Unit of the values where the tables do not say it, e.g. 'mg m-3'." };

    public Option<string> Title { get; } = new("--title") { HelpName = "TEXT", Description = "Title of the report.", DefaultValueFactory = _ => "Ocean machine learning report" };

    public Option<string?> Interactive { get; } = new("--interactive") { HelpName = "FILE", Description = "Also write the report as one self-contained HTML file with interactive figures." };

    private static Option<string[]> Files(string name, string description) => new(name)
    {
        HelpName = "FILES",
        Description = description,
        DefaultValueFactory = _ => [],
        AllowMultipleArgumentsPerToken = true,
    };
}
