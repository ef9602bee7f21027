using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Observations;
using OceanML.Quality;

namespace OceanML.Steps;

/// <summary>
/// Makes one table of those of many files and carries their accounts through: Argo profiles once, B files merged into core files, duplicates
/// found.
/// </summary>
internal sealed class FileUnion
{
    // Which file a row comes from, and which one its biogeochemical values were merged from.
    private const string Core = "#core";
    private const string Other = "#other";

    private readonly StepRun run;
    private readonly IReadOnlyList<FileLedger> ledgers;
    private readonly IReadOnlyList<Table> tables;
    private Table table;

    public FileUnion(StepRun run, IReadOnlyList<FileLedger> ledgers, IReadOnlyList<Table> gathered)
    {
        (this.run, this.ledgers) = (run, ledgers);
        var (aligned, notes) = TableAlignment.Of(gathered);
        run.Warn([.. notes]);
        for (var i = 0; i < aligned.Count; i++)
        {
            var names = gathered[i].Names.Zip(aligned[i].Names).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
            ledgers[i].Rename(column => names.TryGetValue(column, out var name) ? [name] : [column]);
        }

        tables = aligned;
        var union = ArgoUnion.Of([.. aligned.Select((part, file) => part.RowCount == 0 ? part : part.With(Provenance(part, file)))]);
        run.Warn([.. union.Duplicates.Select(duplicate => duplicate.Sentence)]);
        table = union.Table;
        AccountForUnion();
    }

    /// <summary>Deals with the rows that repeat others, counts what is left, and returns it.</summary>
    public Table Finish(string duplicates, DuplicateOptions options)
    {
        var sources = Files();
        var compared = Duplicates.Compare(table, sources, options);
        var found = compared.Repeated;
        var (exact, near) = (found.Count(duplicate => duplicate.IsExact), found.Count(duplicate => !duplicate.IsExact));
        run.Result("duplicates", exact);
        run.Result("near_duplicates", near);
        if (exact > 0) run.Warn($"{exact} rows repeat an earlier one of the same platform, time, level and values, e.g. {Describe(found.First(duplicate => duplicate.IsExact), sources)}{What(duplicates)}");
        if (near > 0) run.Warn($"{near} rows repeat one of another file near in space and time, e.g. {Describe(found.First(duplicate => !duplicate.IsExact), sources)}{What(duplicates)}");
        Tell(compared, sources);
        if (duplicates == "mark")
        {
            var of = new double[table.RowCount];
            Array.Fill(of, double.NaN);
            foreach (var duplicate in found) of[duplicate.Row] = duplicate.Of;
            table = table.With(new NumberColumn("duplicate_of", of, new ColumnMetadata("1", LongName: "The row of this table, counted from 0, that this row repeats"), NumberKind.Int64));
        }

        if (duplicates == "drop" && found.Count > 0)
        {
            foreach (var group in found.GroupBy(duplicate => duplicate.IsExact)) Count(table.Take(group.Select(duplicate => duplicate.Row).ToArray()), group.Key ? "duplicate" : "near_duplicate");
            var gone = found.Select(duplicate => duplicate.Row).ToHashSet();
            table = table.Where(row => !gone.Contains(row));
        }

        Count(table, null);
        return Metadata(table.Without(Core, Other));
    }

    // Rows that are no duplicates although platform, time and level are the same.
    private void Tell(DuplicateFindings compared, int[] sources)
    {
        run.Result("complementary_rows", compared.Complementary.Count);
        run.Result("conflicting_rows", compared.Conflicting.Count);
        if (compared.Complementary.Count > 0)
            run.Warn($"{compared.Complementary.Count} rows hold other variables of a platform, time and level that an earlier row has, e.g. {Describe(compared.Complementary[0], sources)}; they are kept, each a row of its own");
        if (compared.Conflicting.Count > 0)
            run.Warn($"{compared.Conflicting.Count} rows hold other values of the same platform, time, level and variable than an earlier row, e.g. {Describe(compared.Conflicting[0], sources)}; they are kept, whatever --duplicates says");
        if (compared.Unsearched > 0)
            run.Warn($"near duplicates: {compared.Unsearched} stations have so many others near them that only the nearest in time were compared");
    }

    private static NumberColumn Provenance(Table part, int file)
    {
        var files = new double[part.RowCount];
        Array.Fill(files, file);
        return new NumberColumn(part.Has("temperature") || part.Has("salinity") || !part.Has("sampling") ? Core : Other, files, kind: NumberKind.Int64);
    }

    /// <summary>
    /// Of the rows that are no longer there: those of a profile that another file holds are duplicates; those of a B file that went into a row of
    /// a core file brought their values there, all but the pressure, which is that of the core file.
    /// </summary>
    private void AccountForUnion()
    {
        var (core, other) = (Indices(Core), Indices(Other));
        var profiles = (table.Find("profile") as TextColumn)?.Values;
        var rows = new long[ledgers.Count];
        var merged = new long[ledgers.Count];
        var alive = new HashSet<(int, string?)>();
        for (var row = 0; row < table.RowCount; row++)
        {
            var main = core[row] >= 0 ? core[row] : other[row];
            rows[main]++;
            if (profiles is null) continue;
            alive.Add((main, profiles[row]));
            if (other[row] < 0 || other[row] == main) continue;
            merged[other[row]]++;
            alive.Add((other[row], profiles[row]));
        }

        var values = Values(table);
        for (var file = 0; file < ledgers.Count; file++)
        {
            var lost = tables[file].RowCount - rows[file];
            if (lost == 0) continue;
            var names = (tables[file].Find("profile") as TextColumn)?.Values;
            ledgers[file].RejectRows(tables[file], names is null ? [] : [.. Enumerable.Range(0, names.Length).Where(row => !alive.Contains((file, names[row])))], "duplicate_profile");
            if (merged[file] == 0) continue;
            ledgers[file].RejectRows(merged[file], "merged_into_core_row");
            foreach (var column in FileLedger.VariablesOf(tables[file]).Where(column => ledgers[file].Has(column.Name)))
            {
                var left = Enumerable.Range(0, column.Length).Count(row => !column.IsMissing(row) && (names is null || alive.Contains((file, names[row])))) - values[file].GetValueOrDefault(column.Name);
                if (left > 0) ledgers[file].Reject(column.Name, "merged_into_core_row", left);
            }
        }
    }

    /// <summary>Counts rows and values of the table as in the output, or as rejected for a reason.</summary>
    private void Count(Table part, string? reason)
    {
        var files = Files(part);
        foreach (var group in files.GroupBy(file => file))
        {
            if (reason is null) ledgers[group.Key].OutRows(group.Count());
            else ledgers[group.Key].RejectRows(group.Count(), reason);
        }

        var values = Values(part);
        for (var file = 0; file < ledgers.Count; file++)
        {
            foreach (var (column, count) in values[file])
            {
                if (reason is null) ledgers[file].Out(column, count);
                else ledgers[file].Reject(column, reason, count);
            }
        }
    }

    /// <summary>Per file the number of values in each column: a value is of the row's own file where that has the column, else of the one merged in.</summary>
    private Dictionary<string, long>[] Values(Table part)
    {
        var (core, other) = (Indices(Core, part), Indices(Other, part));
        var counts = ledgers.Select(_ => new Dictionary<string, long>(StringComparer.Ordinal)).ToArray();
        foreach (var column in FileLedger.VariablesOf(part))
        {
            if (column.Name == "duplicate_of") continue;
            var has = ledgers.Select(ledger => ledger.Has(column.Name)).ToArray();
            var perFile = new long[ledgers.Count];
            for (var row = 0; row < column.Length; row++)
            {
                if (double.IsNaN(column.Values[row])) continue;
                perFile[core[row] >= 0 && has[core[row]] ? core[row] : other[row] >= 0 ? other[row] : core[row]]++;
            }

            for (var file = 0; file < perFile.Length; file++)
            {
                if (perFile[file] > 0) counts[file][column.Name] = perFile[file];
            }
        }

        return counts;
    }

    private int[] Files(Table? part = null)
    {
        var (core, other) = (Indices(Core, part), Indices(Other, part));
        for (var row = 0; row < core.Length; row++) core[row] = core[row] >= 0 ? core[row] : other[row];
        return core;
    }

    private int[] Indices(string name, Table? part = null)
    {
        part ??= table;
        var files = new int[part.RowCount];
        Array.Fill(files, -1);
        if (part.Find(name) is not NumberColumn column) return files;
        for (var row = 0; row < files.Length; row++)
        {
            if (!double.IsNaN(column.Values[row])) files[row] = (int)column.Values[row];
        }

        return files;
    }

    private string Describe(Duplicate duplicate, int[] files)
    {
        var time = table.Times("time")[duplicate.Row];
        var platform = (table.Find("platform") as TextColumn)?.Values[duplicate.Row];
        var (file, of) = (ledgers[files[duplicate.Row]].Path, ledgers[files[duplicate.Of]].Path);
        return $"{platform} {Timestamp.Format(time)} of {file}{(file == of ? "" : $" that of {of}")}";
    }

    private static string What(string duplicates) => duplicates switch
    {
        "drop" => "; they are left out",
        "mark" => "; the column duplicate_of names the row",
        _ => "; they are kept (--duplicates drop leaves them out)",
    };

    /// <summary>What the files say of themselves, together.</summary>
    private Table Metadata(Table union)
    {
        if (tables.Count == 1) return union;
        var metadata = new Dictionary<string, string>(union.Metadata);
        metadata.Remove("file");
        metadata.Remove("updated");
        foreach (var key in (ReadOnlySpan<string>)["title", "product", "source", "licence", "references", "doi"])
        {
            var texts = new List<string>();
            foreach (var part in tables)
            {
                if (part.RowCount > 0 && part.Metadata.TryGetValue(key, out var text) && text.Length > 0 && !texts.Contains(text)) texts.Add(text);
            }

            if (texts.Count == 0) metadata.Remove(key);
            else metadata[key] = texts.Count <= 12 ? string.Join("; ", texts) : $"{string.Join("; ", texts.Take(12))}; and {texts.Count - 12} more";
        }

        return new Table(union.Columns, metadata);
    }
}
