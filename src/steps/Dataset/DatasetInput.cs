using OceanML.Colocation;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Observations;
using OceanML.Formats.Products;
using OceanML.Formats.Vocabularies;
using OceanML.Learning;

namespace OceanML.Steps;

/// <summary>Reads tables, series and fields to one table.</summary>
internal static class DatasetInput
{
    /// <summary>The rows of some files: observations, or the cells of fields on one grid.</summary>
    public static (Table Table, FieldGrid? Grid) Read(StepRun run, IReadOnlyList<string> paths, string[] variables)
    {
        foreach (var path in paths) run.Input(path);
        var fields = paths.Count(IsField);
        if (fields == paths.Count) return FieldRows.Read(run, paths, variables);
        if (fields > 0) throw OceanException.Usage($"{paths.First(IsField)} is a field and {paths.First(path => !IsField(path))} holds observations; give one kind (oceanml-colocate matches observations with fields)");
        if (variables.Length > 0) throw OceanException.Usage("--variables is for fields; choose columns of tables with --features, --targets and --keep");
        var tables = new List<Table>();
        foreach (var path in paths)
        {
            var table = ObservationFile.ReadEveryRow(path, new ObservationOptions { Threads = run.Threads });
            run.Warn([.. ObservationFile.Warnings(table).Select(warning => $"{path}: {warning}")]);
            tables.Add(Placed(table));
        }

        if (tables.Count == 1) return (tables[0], null);
        var union = ArgoUnion.Of(tables);
        run.Warn([.. union.Duplicates.Select(duplicate => duplicate.Sentence)]);
        return (union.Table, null);
    }

    /// <summary>Makes values that a flag calls bad missing.</summary>
    public static Table WithoutFlagged(StepRun run, Table table)
    {
        var (good, left) = FlaggedValues.LeaveOut(table);
        if (left > 0) run.Log($"{left} values have a bad flag and are missing (--keep-flagged uses them)");
        return good;
    }

    /// <summary>A table without time keeps its own names; its place gets the usual ones where the vocabulary knows them.</summary>
    private static Table Placed(Table table)
    {
        var vocabulary = VocabularyFile.Load();
        foreach (var name in (ReadOnlySpan<string>)["latitude", "longitude"])
        {
            if (table.Has(name) || table.Columns.FirstOrDefault(column => column is NumberColumn && vocabulary.Find(column.Name)?.Name == name) is not { } found) continue;
            table = new Table(table.Columns.Select(column => column == found ? column.With(name) : column), table.Metadata);
        }

        return table;
    }

    private static bool IsField(string path)
    {
        if (Directory.Exists(path)) return true;
        if (!NetCdfFile.IsNetCdf(path)) return false;
        using var file = NetCdfFile.Open(path);
        return ProductFile.Identify(file).IsField;
    }
}
