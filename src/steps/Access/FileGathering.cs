using System.Globalization;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Observations;
using OceanML.Formats.Vocabularies;
using OceanML.Quality;

namespace OceanML.Steps;

/// <summary>Reads files of observations one by one, selects and harmonises their rows, and opens an account for each.</summary>
internal sealed class FileGathering(StepRun run, ObservationOptions reading, HarmonisingOptions? harmonising, VariableChoice variables)
{
    private readonly Dictionary<string, List<string>> warnings = new(StringComparer.Ordinal);
    private readonly Dictionary<HarmonisedColumn, (long Values, int Files)> conversions = [];
    private OceanException? failure;

    /// <summary>The accounts of the files read, in order.</summary>
    public List<FileLedger> Ledgers { get; } = [];

    /// <summary>Their tables; one without a row where nothing was selected.</summary>
    public List<Table> Tables { get; } = [];

    /// <summary>Where and when what was read is.</summary>
    public Coverage Coverage { get; } = new();

    /// <summary>Files that hold something else.</summary>
    public int PassedOver { get; private set; }

    /// <summary>Files left out because they cannot be read.</summary>
    public int Unreadable { get; private set; }

    /// <summary>Reads files and folders.</summary>
    /// <exception cref="OceanException">One cannot be read, a named one holds no observations, or none of a folder does.</exception>
    public void Read(IReadOnlyList<string> paths, (GeoBox? Box, long? Start, long? End) selection, bool skipUnreadable)
    {
        var files = Find(paths);
        using (var progress = run.Progress("reading files", files.Count))
        {
            foreach (var (path, isNamed) in files)
            {
                try
                {
                    if (ReadOne(path, isNamed) is { } set) Take(path, set, selection);
                }
                catch (OceanException exception) when (skipUnreadable && exception.Code is ExitCode.BadInput or ExitCode.Source)
                {
                    failure ??= exception;
                    Unreadable++;
                    run.Warn($"left out, cannot be read: {exception.Message}");
                }

                progress.Advance();
            }
        }

        if (Ledgers.Count == 0) throw failure ?? OceanException.BadInput($"{string.Join(", ", paths)}: holds no file of observations, {PassedOver} of something else");
        variables.Require(Ledgers.Count == 1 ? Ledgers[0].Path : $"{Ledgers.Count} files");
        Tell();
    }

    private List<(string Path, bool IsNamed)> Find(IReadOnlyList<string> paths)
    {
        var files = new List<(string, bool)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            if (!Directory.Exists(path))
            {
                if (seen.Add(Path.GetFullPath(run.Input(path)))) files.Add((path, true));
                continue;
            }

            foreach (var (file, reason) in ObservationFolder.Files(path))
            {
                if (reason is not null) PassOver(file, reason);
                else if (seen.Add(Path.GetFullPath(file))) files.Add((file, false));
            }
        }

        return files;
    }

    private ObservationSet? ReadOne(string path, bool isNamed)
    {
        if (ObservationFolder.WhyNot(path) is { } reason)
        {
            if (isNamed) throw OceanException.NoObservations($"{path}: {reason}");
            PassOver(path, reason);
            return null;
        }

        try
        {
            var set = ObservationFile.Read(run.Input(path), reading);

            // Parameters that nobody knows are read where they are asked for.
            return variables.IsGiven && variables.Among(set.NotRead) is { Count: > 0 } more
                ? ObservationFile.Read(path, reading with { Variables = [.. FileLedger.VariablesOf(set.Table).Select(column => column.Name), .. more] })
                : set;
        }
        catch (OceanException exception) when (!isNamed && (exception.HoldsNoObservations || (exception.Code == ExitCode.BadInput && ObservationFolder.IsPlainText(path))))
        {
            PassOver(path, exception.Message.StartsWith(path + ": ", StringComparison.Ordinal) ? exception.Message[(path.Length + 2)..] : exception.Message);
            return null;
        }
    }

    private void Take(string path, ObservationSet set, (GeoBox? Box, long? Start, long? End) selection)
    {
        var ledger = new FileLedger(path, set);
        foreach (var warning in set.Warnings) Warn(path, warning);
        if (set.NotRead.Count > 0) Warn(path, $"not read, because the vocabulary does not know them (--variables takes them by name): {string.Join(", ", set.NotRead)}");
        var table = set.Table;
        Coverage.Add(table);
        var (kept, rejected) = RowSelection.Select(table, selection.Box, selection.Start, selection.End);
        foreach (var (reason, rows) in rejected) ledger.RejectRows(table, rows, reason);
        if (kept.Length < table.RowCount) table = table.Take(kept);
        IReadOnlyDictionary<string, IReadOnlyList<string>> targets = new Dictionary<string, IReadOnlyList<string>>();
        if (harmonising is not null)
        {
            var harmonised = Harmoniser.Of(table, VocabularyFile.Load(), harmonising);
            (table, targets) = (harmonised.Table, harmonised.Targets);
            ledger.Rename(column => targets.GetValueOrDefault(column) ?? [column]);
            foreach (var warning in harmonised.Warnings) Warn(path, warning);
            foreach (var line in harmonised.Columns)
            {
                var key = line with { Values = 0 };
                var (values, files) = conversions.GetValueOrDefault(key);
                conversions[key] = (values + line.Values, files + 1);
            }
        }

        if (variables.IsGiven) table = Chosen(ledger, table, targets);
        Ledgers.Add(ledger);
        Tables.Add(table.WithMetadata("file", path));
    }

    private Table Chosen(FileLedger ledger, Table table, IReadOnlyDictionary<string, IReadOnlyList<string>> targets)
    {
        var names = variables.Of(table, targets) ?? new HashSet<string>();
        ledger.Keep(table, names);
        table = new Table(table.Columns.Where(column => names.Contains(column.Name)), table.Metadata);
        if (table.Columns.Count == 0)
        {
            ledger.RejectRows(ledger.RowsLeft, "not_asked_for");
            return table;
        }

        var values = FileLedger.VariablesOf(table).Where(column => column.Name is not ("depth" or "pressure")).ToList();
        var texts = table.Columns.Where(column => column is not NumberColumn && !Companions.IsCompanion(column.Name, table.Has) && !VariableChoice.IsPlace(column.Name)).ToList();
        var (kept, empty) = (new List<int>(table.RowCount), new List<int>());
        for (var row = 0; row < table.RowCount; row++)
            (values.Exists(column => !column.IsMissing(row)) || texts.Exists(column => !column.IsMissing(row)) || values.Count + texts.Count == 0 ? kept : empty).Add(row);
        ledger.RejectRows(table, empty, "no_value");
        return empty.Count == 0 ? table : table.Take(kept.ToArray());
    }

    private void PassOver(string path, string reason)
    {
        PassedOver++;
        run.PassOver(path, reason);
    }

    private void Warn(string path, string sentence)
    {
        if (!warnings.TryGetValue(sentence, out var files)) warnings.Add(sentence, files = []);
        files.Add(path);
    }

    /// <summary>Warnings that several files share are one; conversions are lines of the record, and in the log where values changed.</summary>
    private void Tell()
    {
        run.Warn([.. warnings.Select(pair => pair.Value is [var only] ? $"{only}: {pair.Key}" : $"{pair.Value[0]} and {pair.Value.Count - 1} more: {pair.Key}")]);
        foreach (var (line, (values, files)) in conversions)
        {
            if (values == 0) continue;
            var sentence = (line with { Values = (int)Math.Min(values, int.MaxValue) }).ToString();
            if (files > 1) sentence = string.Create(CultureInfo.InvariantCulture, $"{sentence} ({files} files)");
            run.Convert(sentence);
            if (line.IsConverted) run.Log($"converted: {sentence.Split(", potential density", 2)[0]}");
        }
    }
}
