using OceanML.Core;
using OceanML.Formats.Description;
using OceanML.Formats.Observations;
using OceanML.Formats.Tables;
using OceanML.Formats.Vocabularies;

namespace OceanML.Formats.Readiness;

/// <summary>Gathers facts of tables.</summary>
internal static class TableFacts
{
    private static readonly string[] Coordinates = ["time", "latitude", "longitude", "depth", "pressure", "platform", "profile"];

    private static readonly string[] TimeParts = ["date", "hour", "hours", "minute", "minutes", "second", "year", "month", "day", "yyyy", "mm", "dd", "hh", "jday", "sdy", "doy"];

    public static DatasetFacts Gather(DatasetFacts facts)
    {
        var asFile = TableFile.Describe(facts.File.Path);
        Table? observations = null;
        var problem = "";
        try
        {
            observations = ObservationFile.ReadEveryRow(facts.File.Path);
        }
        catch (OceanException exception)
        {
            problem = exception.Message;
        }

        var attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, text) in observations?.Metadata ?? asFile.Metadata) attributes.TryAdd(key, text);
        foreach (var (key, text) in asFile.Metadata) attributes.TryAdd(key, text);
        foreach (var (key, text) in HeaderAttributes.Read(facts.File.Path)) attributes.TryAdd(key, text);
        if (problem.Length > 0) attributes["warnings"] = problem;
        var names = asFile.Columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        facts = facts with
        {
            Attributes = attributes,
            Variables = [.. asFile.Columns.Select(column => Column(column, asFile.RowCount, names, facts.File))],
            Observations = observations,
            Sampling = observations is null ? null : SamplingFinder.Find(observations),
        };
        return facts with { Observed = ObservedVariable.Of(observations, facts.Data) };
    }

    private static VariableFacts Column(TableColumnDescription column, long rows, HashSet<string> names, FileDescription file)
    {
        var entry = Known(column, file);
        var role = Role(column, entry, names);
        return new VariableFacts(column.Name, role)
        {
            Type = column.Kind,
            Unit = column.Metadata.Unit,
            StandardName = column.Metadata.StandardName,
            LongName = column.Metadata.LongName,
            Entry = entry,
            Source = column.Metadata.Source,
            Missing = rows == 0 ? null : (double)column.MissingCount / rows,
            Minimum = column.Minimum,
            Maximum = column.Maximum,
            DeclaresMissing = file.Format.StartsWith("Parquet", StringComparison.Ordinal) || column.MissingCount > 0,
            FlagScheme = role == VariableRole.Flag ? column.Metadata.FlagScheme : null,
        };
    }

    // A column is known by its CF name, its own name, that without a unit in brackets, its first word (TEMP LEVEL1), or the product's description.
    private static VocabularyEntry? Known(TableColumnDescription column, FileDescription file)
    {
        var vocabulary = VocabularyFile.Load();
        var bare = column.Name.Split('(', '[')[0].Trim();
        return (column.Metadata.StandardName is { } standard ? vocabulary.Find(standard) : null) ?? vocabulary.Find(column.Name) ?? vocabulary.Find(bare) ?? vocabulary.Find(bare.Split(' ')[0])
            ?? (file.Product.Description?.Columns.GetValueOrDefault(column.Name) is { Name: { } canonical } ? vocabulary.Find(canonical) : null);
    }

    private static VariableRole Role(TableColumnDescription column, VocabularyEntry? entry, HashSet<string> names)
    {
        var name = column.Name;
        if (VariableNames.IsLabel(name)) return VariableRole.Label;
        if (name.EndsWith("_origin", StringComparison.Ordinal) || name == "origin") return VariableRole.Origin;
        if (VariableNames.IsSplit(name)) return VariableRole.Split;
        if (VariableNames.IsFlag(name)) return VariableRole.Flag;
        if (entry is not null && Coordinates.Contains(entry.Name)) return VariableRole.Coordinate;
        if (column.Kind == "time" || TimeParts.Contains(name, StringComparer.OrdinalIgnoreCase)) return VariableRole.Coordinate;
        if (VariableNames.IsUncertainty(name) && names.Contains(VariableNames.Subject(name))) return VariableRole.Uncertainty;
        if (entry is not null) return VariableRole.Data;
        return column.Kind switch
        {
            "number" => VariableRole.Data,
            "integer" when column.Metadata.Unit is not null || column.Metadata.StandardName is not null => VariableRole.Data,
            _ => VariableRole.Other,
        };
    }
}
