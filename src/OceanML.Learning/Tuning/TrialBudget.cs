using System.Globalization;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>What a share of the full budget means: fewer epochs (rounds, trees), or fewer groups to learn from.</summary>
/// <param name="Setting">Name of a setting that is a whole number, e.g. <c>epochs</c>; null for groups.</param>
public sealed record TrialBudget(string? Setting)
{
    /// <summary>The word for learning from fewer groups.</summary>
    public const string Groups = "groups";

    private static readonly string[] Usual = ["epochs", "rounds", "trees"];

    /// <summary>The budget that all configurations can be given: epochs, rounds or trees where every model has them, groups otherwise.</summary>
    public static TrialBudget For(IReadOnlyList<LearnerSettings> configurations)
    {
        var known = configurations.Select(settings => LearnerCatalogue.Make(settings).Settings.Select(setting => setting.Name).ToHashSet(StringComparer.Ordinal)).ToList();
        return new TrialBudget(Usual.FirstOrDefault(name => known.TrueForAll(names => names.Contains(name))));
    }

    /// <summary>A configuration with a share of the budget.</summary>
    /// <exception cref="OceanException">The model has no such setting, or it is no whole number.</exception>
    public LearnerSettings Of(LearnerSettings settings, double share)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (Setting is null || share == 1) return settings;
        var known = LearnerCatalogue.Make(settings).Settings;
        var text = known.FirstOrDefault(setting => setting.Name == Setting).Value ?? throw OceanException.Missing($"--budget, model {settings.Model}", "setting", Setting, known.Select(setting => setting.Name).Append(Groups));
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var full)) throw OceanException.Usage($"--budget {Setting}: it is '{text}', not a whole number; a budget can be {string.Join(", ", Usual)} or {Groups}");
        return settings.With([KeyValuePair.Create(Setting, SettingValues.Write(Math.Max(1, (int)Math.Round(full * share))))]);
    }

    /// <summary>The rows of a share of the groups: those of smaller shares are among those of larger ones.</summary>
    /// <param name="rows">All rows.</param>
    /// <param name="groups">Group of each row of the data.</param>
    /// <param name="share">Share of the budget.</param>
    /// <param name="random">Decides the order of the groups.</param>
    public int[] Rows(int[] rows, int[] groups, double share, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (Setting is not null || share == 1) return rows;
        int[] order = [.. rows.Select(row => groups[row]).Distinct().Order()];
        random.Shuffle<int>(order);
        var kept = order.Take(Math.Max(Math.Min(2, order.Length), (int)Math.Ceiling(share * order.Length))).ToHashSet();
        return [.. rows.Where(row => kept.Contains(groups[row]))];
    }
}
