using OceanML.Core;
using OceanML.Formats.Labels;
using static OceanML.Formats.Readiness.Answers;

namespace OceanML.Formats.Readiness;

/// <summary>What was done to make the data fit for learning.</summary>
internal static class PreparationChecks
{
    public static readonly ReadinessCheck[] All =
    [
        Check("gaps-filled", "Were missing values filled, and are filled ones marked?", 2, "Fill gaps and mark them (flag 8, v_origin estimated), or use a method that takes missing values.", Gaps),
        Check("outliers", "Were outliers looked for, and tagged or removed?", 3, "Run oceanml-qc; leave out what it flags 3 and 4 (--drop-bad).", Outliers, fieldFix: "Take the flags of the product along, and use its default rule (oceanml-colocate does)."),
        Check("sampling", "Are they regular in space or time?", 1, "Average or interpolate to regular steps where the method needs it, and mark what was interpolated.", facts =>
            facts.Grid is { } grid ? grid.IsRegular && grid.TimeRegular >= 0.9 ? Yes("regular grid and constant time step") : Partly(grid.IsRegular ? "regular grid" : "not on regular axes")
            : facts.Sampling is { Step: { } step } rows ? rows.Regular >= 0.9 ? Yes($"constant time step of {Lasting(step)}") : Partly($"not gridded: {Percent(rows.Regular)} of the steps are {Lasting(step)}") : facts.Sampling is not null ? Partly("not gridded: single instants") : No("neither in space nor in time")),
        Check("resampled", "Is it stated whether they were resampled?", 1, "State cell_methods, or time_coverage_resolution with processing_level.", facts =>
            facts.Attribute("processing_level") is { } level && level.Text.AsSpan().ContainsAny('3', '4') ? Yes($"{Quote(level)}: gridded from another sampling")
            : facts.File.Argo is not null ? Yes("profiles as the float sampled them; a synthetic profile joins its sensors at common levels") : Person()),
        Check("original-available", "If they were resampled: is the original sampling available?", 1, "Answer with --answers.", _ => Person()),
        Check("labels", "Are there labels or targets for supervised learning?", 1, "Put labels beside values: oceanml-label FILE --events events.csv; or match them with a target: oceanml-colocate.", facts =>
            Labels(facts) is { Count: > 0 } labels ? Yes(Listed(labels.Select(label => $"{label.Name}: {Listed(label.Classes.Select(pair => $"{pair.Key} {pair.Value}"))}, {label.Without} without"), 3))
            : facts.IsTable && facts.Data.Count > 1 ? Partly($"no labels; {facts.Data.Count} columns of numbers of which one can be a target") : No("no labels"), fieldFix: "Match the field with labelled observations: oceanml-colocate."),
        Check("label-balance", "Are the classes of the labels balanced?", 2, "Weight the classes, add examples of the rare ones, or report scores per class.", facts =>
            Labels(facts) is not { Count: > 0 } labels ? NotApplicable("no labels")
            : labels.Select(label => (label.Name, Rarest: label.Classes.MinBy(pair => pair.Value), Total: label.Classes.Sum(pair => pair.Value), label.Classes.Count)).MinBy(label => (double)label.Rarest.Value / label.Total) is var worst && worst.Count == 1
                ? No($"{worst.Name} has one class, {worst.Rarest.Key}; label also what is not it (background)")
                : ByShare((double)worst.Rarest.Value / worst.Total, 0.1, 0.01, $"the rarest class of {worst.Name} is {worst.Rarest.Key} with {Percent((double)worst.Rarest.Value / worst.Total)} of {worst.Total} labels"), inChecklist: false),
        Check("label-standard", "Do the labels follow a standard or vocabulary?", 1, "Use oceanml-label, whose labels have definitions and URIs.", facts =>
        {
            if (Labels(facts) is not { Count: > 0 } labels) return NotApplicable("no labels");
            if (facts.Attributes.ContainsKey("label_vocabulary")) return Yes("label_vocabulary in the metadata: definitions and URIs");
            var names = labels.SelectMany(label => label.Classes.Keys).Distinct().ToList();
            var known = names.Count(name => LabelVocabularyFile.Load().Find(name) is not null);
            return ByShare((double)known / names.Count, 0.99, 0.5, $"{known} of {names.Count} are labels of the collection's vocabulary, which the file does not carry");
        }),
        Check("groups", "Can they be split by platform, so that a model is tested on what it never saw?", 2, "Keep a column platform (or profile, cruise, station).", facts =>
            facts.IsField ? NotApplicable("a field is split by time or region")
            : facts.Observations?.Has("platform") == true ? facts.Sampling is { Platforms: > 1 } rows ? Yes($"{rows.Platforms} platforms") : Partly("one platform: split by time")
            : facts.Sampling is { Instants: > 1 } ? Partly("no platform; split by time") : No("neither platform nor time"), inChecklist: false),
        Check("leakage", "If they are split: is no platform in two parts?", 3, "Split by platform: oceanml-train --group-by platform.", Leakage, inChecklist: false),
    ];

    private static (ReadinessVerdict, string) Gaps(DatasetFacts facts)
    {
        if (DocumentationChecks.Sentinels(facts) is { Count: > 0 } sentinels) return No($"gaps hold numbers that stand for missing: {Listed(sentinels)}");
        var estimated = facts.Observed.Sum(variable => (long)variable.Estimated);
        var origin = facts.Variables.Any(variable => variable.Role == VariableRole.Origin);
        var missing = facts.Observed.Count > 0 ? facts.Observed.Sum(variable => (double)variable.Missing) / Math.Max(1, facts.Observed.Sum(variable => (double)variable.Values + variable.Missing)) : facts.Data.Select(variable => variable.Missing ?? 0).DefaultIfEmpty(0).Average();
        var marks = estimated > 0 ? $"; {estimated} values are flagged as interpolated or estimated" : origin ? "; v_origin tells measured from estimated" : "";
        return missing < 0.001 ? (marks.Length > 0 ? Yes($"nothing is missing{marks}") : Partly("nothing is missing, and nothing says whether values were filled")) : Partly($"{Percent(missing)} of the values are missing, left empty{marks}");
    }

    private static (ReadinessVerdict, string) Outliers(DatasetFacts facts)
    {
        if (facts.IsField)
        {
            var masked = facts.File.Flags.FirstOrDefault(flag => flag.Passing is not null);
            return masked is not null ? Yes($"tagged by {masked.Name}: {masked.Passing} of {masked.Pixels} pixels pass the usual rule")
                : facts.Variables.Any(variable => variable.Role == VariableRole.Flag && variable.FlagScheme is not null) ? Yes("tagged by flags")
                : facts.File.Product.Description is not null ? Partly("removed by the producer; the file has no flags") : No("no flags");
        }

        var values = facts.Observed.Sum(variable => (long)variable.Values);
        if (values == 0) return No("no flags");
        var (judged, doubtful) = (facts.Observed.Sum(variable => (long)variable.Judged), facts.Observed.Sum(variable => (long)variable.Doubtful));
        if (judged == 0) return No(facts.Observed.Any(variable => variable.HasFlags) ? "all flags say that nothing was checked" : "no flags");
        return ByShare(judged / (double)values, 0.9, 0.2, $"tagged: {Percent(judged / (double)values)} of the values have a flag, {doubtful} are doubtful or bad");
    }

    private static (ReadinessVerdict, string) Leakage(DatasetFacts facts)
    {
        var table = facts.Observations;
        var splits = facts.Variables.Where(variable => variable.Role == VariableRole.Split).ToList();
        if (splits.Count == 0 || table is null) return NotApplicable("no column of a split (split, fold, set)");
        var name = splits[0].Name;
        if (table.Find(name) is not { } parts) return NotApplicable($"column {name} could not be read");
        if ((table.Find("platform") ?? table.Find("profile")) is not TextColumn groups) return Partly($"column {name} splits the rows, and no platform says which belong together");
        var seen = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        for (var row = 0; row < table.RowCount; row++)
        {
            if (groups.Values[row] is not { } group || parts.IsMissing(row)) continue;
            if (!seen.TryGetValue(group, out var own)) seen[group] = own = new HashSet<string>(StringComparer.Ordinal);
            own.Add(parts is TextColumn text ? text.Values[row]! : ((NumberColumn)parts).Values[row].ToString("R", System.Globalization.CultureInfo.InvariantCulture));
        }

        var leaking = seen.Where(pair => pair.Value.Count > 1).Select(pair => pair.Key).Order(StringComparer.Ordinal).ToList();
        return leaking.Count == 0 ? Yes($"{seen.Count} {groups.Name}s, each in one part of {name}") : No($"{leaking.Count} of {seen.Count} {groups.Name}s are in more than one part of {name}: {Listed(leaking)}");
    }

    private static List<(string Name, Dictionary<string, int> Classes, int Without)> Labels(DatasetFacts facts) =>
        [.. (facts.Observations?.Columns.OfType<TextColumn>() ?? []).Where(column => VariableNames.IsLabel(column.Name)).Select(column => (
            column.Name,
            Classes: column.Values.Where(value => !string.IsNullOrEmpty(value)).SelectMany(value => value!.Split(LabelVocabulary.Separator)).CountBy(value => value).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(),
            Without: column.Values.Count(string.IsNullOrEmpty))).Where(label => label.Classes.Count > 0)];

    private static ReadinessCheck Check(string id, string text, int weight, string fix, Func<DatasetFacts, (ReadinessVerdict, string)> answer, bool inChecklist = true, string? fieldFix = null) =>
        new(new ReadinessQuestion("preparation." + id, ReadinessSection.Preparation, text, weight, fix, inChecklist) { FieldFix = fieldFix }, answer);
}
