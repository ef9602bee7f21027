using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Readiness;
using OceanML.Formats.Tables;
using OceanML.Learning;

namespace OceanML.Steps;

/// <summary>The table as it is written: identifiers, features, targets, split, and metadata that say how it was made.</summary>
internal static class DatasetOutput
{
    /// <summary>Metadata of the table: the names of its features, separated by line ends. What oceanml-train takes where no --features are given.</summary>
    public const string FeaturesKey = "dataset_features";

    /// <summary>The names of its targets, separated by line ends.</summary>
    public const string TargetsKey = "dataset_targets";

    public static Table Of(StepRun run, DatasetStepOptions options, PreparedDataset prepared, DatasetRecipe recipe)
    {
        var table = prepared.Table;
        var wanted = IdentifyingColumns.Of(table).Concat(prepared.Features).Concat(prepared.Targets).ToHashSet();
        wanted.UnionWith(["event", "event_id", "fold", "split"]);
        if (prepared.Split is { IsParts: false }) wanted.Add(SplitRows.UnitColumn);
        if (recipe.GroupColumn is { } group) wanted.Add(group);
        if (recipe.Split?.Column is { } column) wanted.Add(column);
        if (run.Value(options.Keep) is { Length: > 0 } keep) wanted.UnionWith(TablePatterns.Match(table, keep));
        if (recipe.Event is null) wanted.ExceptWith(["event", "event_id"]);
        var chosen = table.Select(table.Names.Where(wanted.Contains));
        chosen = chosen.WithMetadata(FeaturesKey, string.Join('\n', prepared.Features)).WithMetadata(TargetsKey, string.Join('\n', prepared.Targets));
        if (prepared.Split is { } split) chosen = chosen.WithMetadata("dataset_split", $"{split.Plan.Text}: {split.Sentence}");
        if (prepared.Step is { } step) chosen = chosen.WithMetadata("dataset_step", SplitText.Length(step));
        if (prepared.LookBack > TimeSpan.Zero) chosen = chosen.WithMetadata("dataset_look_back", SplitText.Length(prepared.LookBack));
        if (prepared.Margin > TimeSpan.Zero) chosen = chosen.WithMetadata("dataset_margin", SplitText.Length(prepared.Margin));
        if (recipe.Event is { } rule) chosen = chosen.WithMetadata("dataset_event", rule.Sentence);
        return chosen;
    }

    /// <summary>The data dictionary with what is known of the columns beyond a text file: which are features and targets, their units, and how they were made.</summary>
    public static IReadOnlyList<DictionaryEntry> Meanings(IReadOnlyList<DictionaryEntry> entries, Table written, PreparedDataset prepared)
    {
        var (features, targets) = (prepared.Features.ToHashSet(), prepared.Targets.ToHashSet());
        return [.. entries.Select(entry =>
        {
            var known = written.Find(entry.Name)?.Metadata ?? ColumnMetadata.None;
            return entry with
            {
                Role = targets.Contains(entry.Name) ? "target" : features.Contains(entry.Name) ? "feature" : entry.Role,
                Meaning = known.LongName ?? entry.Meaning,
                Unit = known.Unit ?? entry.Unit,
                Source = known.Source ?? entry.Source,
            };
        })];
    }
}
