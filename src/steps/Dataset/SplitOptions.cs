using System.CommandLine;
using System.Text.RegularExpressions;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Learning;

namespace OceanML.Steps;

/// <summary>Options of the split and of the leakage report.</summary>
internal sealed class SplitOptions
{
    public Option<string?> Split { get; } = DatasetStepOptions.One(
        "--split", "KIND", "Write columns fold and unit (or split, with --parts): rows that stay together are those of one platform, cruise or site (group), year (year; winter or year:7 for years that begin in July), "
            + "stretch of time (period:2010-01-01,2015-01-01 cuts at these dates; period alone divides the time into equal shares), block of time (time:7d; weeks begin on Monday), cell of the Earth (space:500km or space:5deg), event with the time around it (event:event_id), or value of a column (column:NAME). "
            + "random must be asked for by name: rows of one platform resemble each other, so scores on it are too good.");

    public Option<int?> Folds { get; } = new("--folds") { HelpName = "N", Description = "Number of folds. Default: 5; for years, periods, events and columns one for each." };

    public Option<string?> Parts { get; } = DatasetStepOptions.One("--parts", "SHARES", "Train, validation and test instead of folds, in percent of the rows: 70,15,15, or 80,20 for train and test.");

    public Option<string?> Margin { get; } = DatasetStepOptions.One("--margin", "LENGTH", "Rows nearer than this to a row of another fold are left out: a length of time (30h) for splits in time, a distance (50km) for cells. Default in time: as far as the features look back and the targets ahead, so that no value is on both sides.");

    public Option<string?> GroupBy { get; } = DatasetStepOptions.One("--group-by", "COLUMN", "Column that names the platform, cruise or site. Default: platform.");

    public Option<string?> GroupPattern { get; } = DatasetStepOptions.One("--group-pattern", "REGEX", "What part of that column is the group: the first match, or its first parenthesis.");

    public Option<string?> Leakage { get; } = DatasetStepOptions.One("--leakage", "FILE", "Also write the leakage report (JSON): groups in several folds, copies of rows, how far rows held out are from those learned from in space, time and features, and what that means in plain words.");

    public Option<string?> LeakageTable { get; } = DatasetStepOptions.One("--leakage-table", "FILE", "The distances of that report as a table (CSV by extension).");

    public IEnumerable<Symbol> All => [Split, Folds, Parts, Margin, GroupBy, GroupPattern, Leakage, LeakageTable];

    /// <summary>The plan, or null where no split is asked for.</summary>
    public SplitPlan? Plan(StepRun run)
    {
        if (run.Value(Split) is not { } text)
        {
            foreach (var option in (Option[])[Folds, Parts, Margin, GroupBy, GroupPattern, Leakage, LeakageTable])
            {
                if (run.IsGiven(option)) throw OceanException.Usage($"{option.Name} belongs to --split");
            }

            return null;
        }

        var plan = SplitPlan.Parse(text);
        if (run.Value(Folds) is { } folds) plan = plan with { Folds = folds >= 2 ? folds : throw OceanException.Usage($"--folds is {folds}; it must be 2 or more") };
        if (run.Value(Parts) is { } parts) plan = plan with { Shares = SplitPlan.ParseShares(parts) };
        if (plan.Shares.Count > 0 && plan.Folds is not null) throw OceanException.Usage("give --folds or --parts, not both");
        return run.Value(Margin) is { } margin ? plan.WithMargin(margin) : plan;
    }

    public Regex? Pattern(StepRun run) => CommandLine.GroupPattern.Parse(run.Value(GroupPattern) is { Length: > 0 } text ? text : null);
}
