using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Access;
using OceanML.Formats.Observations;

namespace OceanML.Steps;

/// <summary>Fetches the files of selected profiles, reads them in the order of the index, and keeps account of what became of each.</summary>
internal sealed class ProfileGathering(
    StepRun run,
    IProfileSource source,
    GdacIndexResult index,
    ArgoOptions argo,
    string? dataModes,
    int parallel,
    bool withCore)
{
    private const int MostWarnings = 20;

    private readonly string[] fates = new string[index.Entries.Count];
    private readonly double[] rows = new double[index.Entries.Count];
    private int warnings;

    /// <summary>Profiles in the table.</summary>
    public int Read => fates.Count(fate => fate == "read");

    /// <summary>Profiles whose file is missing, unreachable or damaged.</summary>
    public int Unavailable => fates.Count(fate => fate is "missing" or "unreachable" or "unreadable");

    public int EmptyLevels { get; private set; }

    public string FirstFailure { get; private set; } = "";

    /// <summary>The table, or null where no profile has a row.</summary>
    public Table? Gather()
    {
        var entries = index.Entries;
        ProfileFetch[] files;
        ProfileFetch[]? cores = null;
        using (var progress = run.Progress("fetching profiles", entries.Count))
            files = ProfileFetcher.FetchAll(source, entries, parallel, () => progress.Advance());
        if (withCore && index.Kind == GdacIndexKind.Bio)
        {
            using var progress = run.Progress("fetching core profiles", entries.Count);
            cores = CoreFiles.FetchAll(source, entries, parallel, () => progress.Advance());
        }

        var tables = new List<Table>();
        using (var progress = run.Progress("reading profiles", entries.Count))
        {
            for (var i = 0; i < entries.Count; i++)
            {
                if (ReadOne(i, files[i]) is { } table)
                {
                    tables.Add(table);
                    if (cores?[i].Path is { } core && ArgoFile.Read(run.Input(core), argo with { Variables = null }) is { Table.RowCount: > 0 } reading) tables.Add(reading.Table);
                }

                progress.Advance();
            }
        }

        foreach (var group in fates.Where(fate => fate != "read").GroupBy(fate => fate)) run.Reject(group.Key, group.Count());
        if (warnings > MostWarnings) run.Log($"{warnings - MostWarnings} more warnings of this kind; --list tells what became of every profile");
        return tables.Count == 0 ? null : ArgoUnion.Of(tables).Table;
    }

    /// <summary>Numbers of profiles by what became of them, in words.</summary>
    public string Fates() => string.Join(", ", fates.GroupBy(fate => fate).Select(group => $"{group.Count()} {group.Key}"));

    /// <summary>One row per selected profile: its index line and what became of it.</summary>
    public Table List()
    {
        var entries = index.Entries;
        return new Table(
        [
            new TextColumn("profile", [.. entries.Select(entry => entry.Profile)]),
            new TextColumn("platform", [.. entries.Select(entry => entry.Platform)]),
            new TextColumn("dac", [.. entries.Select(entry => entry.Dac)]),
            new TimeColumn("time", [.. entries.Select(entry => entry.Time)]),
            new NumberColumn("latitude", [.. entries.Select(entry => entry.Latitude)], new ColumnMetadata("degrees_north")),
            new NumberColumn("longitude", [.. entries.Select(entry => entry.Longitude)], new ColumnMetadata("degrees_east")),
            new TextColumn("parameters", [.. entries.Select(entry => entry.Parameters.Count == 0 ? null : string.Join(' ', entry.Parameters))]),
            new TextColumn("parameter_modes", [.. entries.Select(entry => entry.ParameterModes.Length == 0 ? null : entry.ParameterModes)]),
            new TextColumn("file", [.. entries.Select(entry => entry.File)]),
            new TextColumn("outcome", [.. fates]),
            new NumberColumn("rows", [.. rows], kind: NumberKind.Int64),
        ]);
    }

    private Table? ReadOne(int i, ProfileFetch fetch)
    {
        var entry = index.Entries[i];
        if (fetch.Path is not { } path)
        {
            fates[i] = fetch.Reason!;
            Warn($"{entry.File}: {fetch.Failure}");
            return null;
        }

        try
        {
            var reading = ArgoFile.Read(run.Input(path), argo) ?? throw OceanException.BadInput($"{entry.File}: is not an Argo profile file");
            EmptyLevels += reading.EmptyLevels;
            var table = InMode(reading.Table);
            if (table.RowCount > 0) CheckAgainstIndex(entry, table);
            rows[i] = table.RowCount;
            fates[i] = table.RowCount > 0 ? "read" : reading.Table.RowCount > 0 ? "other_data_mode" : "no_value";
            return table.RowCount > 0 ? table : null;
        }
        catch (OceanException exception)
        {
            fates[i] = "unreadable";
            Warn(exception.Message);
            return null;
        }
    }

    /// <summary>A core index does not tell A from R: the file does.</summary>
    private Table InMode(Table table)
    {
        if (string.IsNullOrEmpty(dataModes) || index.Kind != GdacIndexKind.Core || table.RowCount == 0) return table;
        var modes = table.Texts("data_mode");
        return modes.All(mode => dataModes.Contains(mode!, StringComparison.Ordinal)) ? table : table.Where(row => dataModes.Contains(modes[row]!, StringComparison.Ordinal));
    }

    private void CheckAgainstIndex(GdacEntry entry, Table table)
    {
        if (table.Texts("profile")[0] is { } profile && profile != entry.Profile)
            Warn($"{entry.File}: holds profile {profile}, not {entry.Profile} as the index says");
        var (latitude, longitude, time) = (table.Numbers("latitude")[0], table.Numbers("longitude")[0], table.Times("time")[0]);
        if (Math.Abs(latitude - entry.Latitude) > 0.1 || Math.Abs(Math.IEEERemainder(longitude - entry.Longitude, 360)) > 0.1)
            Warn($"{entry.File}: the file places it at {latitude:0.###}, {longitude:0.###}, the index at {entry.Latitude:0.###}, {entry.Longitude:0.###}");
        if (time != Timestamp.Missing && entry.Time != Timestamp.Missing && Math.Abs(time - entry.Time) > Timestamp.PerDay)
            Warn($"{entry.File}: the file dates it {Timestamp.Format(time)}, the index {Timestamp.Format(entry.Time)}");
    }

    private void Warn(string message)
    {
        if (FirstFailure.Length == 0) FirstFailure = message;
        if (++warnings <= MostWarnings) run.Warn(message);
    }
}
