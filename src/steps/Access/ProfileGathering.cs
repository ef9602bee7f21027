using System.Globalization;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Access;
using OceanML.Formats.Observations;

namespace OceanML.Steps;

/// <summary>Fetches the files of selected profiles, reads them in the order of the index, and keeps account of what became of each.</summary>
internal sealed class ProfileGathering(StepRun run, ProfileSourceChoice source, GdacProfiles selected, ArgoOptions argo, string? dataModes)
{
    private const int MostWarnings = 20;

    private readonly IReadOnlyList<GdacProfile> profiles = selected.All;
    private readonly string[] fates = new string[selected.All.Count];
    private readonly double[] rows = new double[selected.All.Count];
    private readonly ProfileReader reader = new(source, argo);
    private int warnings;

    /// <summary>Transfers at a time.</summary>
    public int Parallel { get; init; } = 1;

    /// <summary>Whether the core files of biogeochemical ones are looked for beside them.</summary>
    public bool WithCore { get; init; }

    /// <summary>Profiles in the table.</summary>
    public int Read => fates.Count(fate => fate == "read");

    /// <summary>Profiles whose file is missing, unreachable or damaged.</summary>
    public int Unavailable => fates.Count(fate => fate is "missing" or "not_in_files" or "unreachable" or "unreadable" or "other_profile");

    public int EmptyLevels => reader.EmptyLevels;

    public int ForeignFlags => reader.ForeignFlags;

    /// <summary>Profiles whose file says another place or time than the index.</summary>
    public int Disagreeing { get; private set; }

    public string FirstFailure { get; private set; } = "";

    /// <summary>The table, or null where no profile has a row.</summary>
    /// <exception cref="OceanException">The server cannot be reached.</exception>
    public Table? Gather()
    {
        var fetched = Fetch("fetching profiles", [.. profiles.SelectMany(profile => profile.Files)]);

        // Where the index has a synthetic file that the source has not, its parts stand in.
        var without = profiles.Where(profile => profile.Synthetic is { } file && profile.Parts.Count > 0 && fetched[file.File].Reason is "missing" or "not_in_files").ToHashSet();
        foreach (var (file, fetch) in Fetch("fetching core and biogeochemical profiles", [.. without.SelectMany(profile => profile.Parts)])) fetched[file] = fetch;
        var cores = WithCore ? FetchCores() : [];
        var tables = new List<Table>();
        using (var progress = run.Progress("reading profiles", profiles.Count))
        {
            for (var i = 0; i < profiles.Count; i++)
            {
                var profile = profiles[i];
                var files = without.Contains(profile) ? profile.Parts : profile.Files;
                if (without.Contains(profile)) Warn($"{profile.Synthetic!.File}: {fetched[profile.Synthetic.File].Failure}; {string.Join(" and ", files.Select(file => file.File))} instead");
                var first = tables.Count;
                foreach (var file in files)
                {
                    if (ReadOne(i, file, fetched[file.File]) is { } table) tables.Add(table);
                }

                if (tables.Count > first) fates[i] = "read";
                if (fates[i] == "read" && cores.TryGetValue(profile.Name, out var core) && ReadCore(core) is { } more) tables.Add(more);
                rows[i] = tables.Skip(first).Sum(table => table.RowCount);
                progress.Advance();
            }
        }

        foreach (var group in fates.Where(fate => fate != "read").GroupBy(fate => fate)) run.Reject(group.Key, group.Count());
        if (fates.Count(fate => fate == "not_in_files") is var absent and > 0) run.Log($"{absent} of the {profiles.Count} profiles selected from the index are not in the files");
        if (source.Source is FilesSource atHand && atHand.Profiles - Read is var others and > 0) run.Log($"{others} profiles of the files are not in the table: the index does not have them, or the selection does not want them");
        if (warnings > MostWarnings) run.Log($"{warnings - MostWarnings} more warnings of this kind; --list tells what became of every profile");
        if (ForeignFlags > 0) run.Warn($"{ForeignFlags} quality flags are none of Argo's scheme (0 to 5, 8, 9) and count as 0, no quality control");
        return tables.Count == 0 ? null : ArgoUnion.Of(tables).Table;
    }

    /// <summary>Numbers of profiles by what became of them, in words.</summary>
    public string Fates() => string.Join(", ", fates.GroupBy(fate => fate).Select(group => $"{group.Count()} {group.Key}"));

    /// <summary>One row per selected profile: its index line and what became of it.</summary>
    public Table List()
    {
        GdacEntry[] entries = [.. profiles.Select(profile => profile.Main)];
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
            new TextColumn("file", [.. profiles.Select(profile => string.Join(' ', profile.Files.Select(file => file.File)))]),
            new TextColumn("outcome", [.. fates]),
            new NumberColumn("rows", [.. rows], kind: NumberKind.Int64),
        ]);
    }

    private Dictionary<string, ProfileFetch> Fetch(string what, IReadOnlyList<GdacEntry> entries)
    {
        if (entries.Count == 0) return [];
        ProfileFetch[] files;
        using (var progress = run.Progress(what, entries.Count)) files = ProfileFetcher.FetchAll(source.Source, entries, Parallel, () => progress.Advance());
        if (source.Source.Unreachable is { } failure)
        {
            var arrived = files.Count(file => file.Path is not null);
            var kept = arrived == 0 ? "" : source.IsLasting ? $"; {arrived} of {files.Length} files are in the cache, and the next run fetches the others" : $" after {arrived} of {files.Length} files; with --cache the next run goes on from there";
            throw OceanException.Unreachable($"{source.Source.Name} cannot be reached: {failure}{kept}");
        }

        var fetched = new Dictionary<string, ProfileFetch>(StringComparer.Ordinal);
        for (var i = 0; i < files.Length; i++) fetched[entries[i].File] = files[i];
        return fetched;
    }

    private Dictionary<string, string> FetchCores()
    {
        GdacEntry[] bio = [.. profiles.Where(profile => profile is { Synthetic: null, Core: null }).Select(profile => profile.Bio!)];
        var cores = new Dictionary<string, string>(StringComparer.Ordinal);
        if (bio.Length == 0) return cores;
        using var progress = run.Progress("fetching core profiles", bio.Length);
        var files = CoreFiles.FetchAll(source.Source, bio, Parallel, () => progress.Advance());
        for (var i = 0; i < bio.Length; i++)
        {
            if (files[i].Path is { } path) cores[bio[i].Profile] = path;
            else Warn($"{bio[i].File}: its core file: {files[i].Failure}");
        }

        return cores;
    }

    private Table? ReadOne(int i, GdacEntry entry, ProfileFetch fetch)
    {
        if (fetch.Path is not { } path)
        {
            fates[i] = fetch.Reason!;
            if (fetch.Reason == "not_in_files") FirstFailure = $"{entry.File}: {fetch.Failure}";
            else Warn($"{entry.File}: {fetch.Failure}");
            return null;
        }

        try
        {
            var table = reader.Read(path, entry.Profile, out var whole);
            if (table.RowCount == 0)
            {
                fates[i] = whole > 0 ? "other_profile" : "no_value";
                if (whole > 0) Warn($"{entry.File}: does not hold profile {entry.Profile}, as the index says");
                return null;
            }

            CheckAgainstIndex(entry, table);
            table = InMode(table);
            if (table.RowCount == 0)
            {
                fates[i] = "other_data_mode";
                return null;
            }

            if (!argo.AllPlaces) table = ProfileReader.Placed(table, ref fates[i]);
            return table.RowCount > 0 ? table : null;
        }
        catch (OceanException exception)
        {
            fates[i] = "unreadable";
            Warn(exception.Message);
            return null;
        }
    }

    private Table? ReadCore(string path)
    {
        try
        {
            return reader.ReadWhole(path, argo with { Variables = null }) is { RowCount: > 0 } table ? table : null;
        }
        catch (OceanException exception)
        {
            Warn(exception.Message);
            return null;
        }
    }

    /// <summary>A core index does not tell A from R: the file does.</summary>
    private Table InMode(Table table)
    {
        if (string.IsNullOrEmpty(dataModes) || selected.Results is not [{ Kind: GdacIndexKind.Core }]) return table;
        var modes = table.Texts("data_mode");
        return modes.All(mode => dataModes.Contains(mode!, StringComparison.Ordinal)) ? table : table.Where(row => dataModes.Contains(modes[row]!, StringComparison.Ordinal));
    }

    private void CheckAgainstIndex(GdacEntry entry, Table table)
    {
        var invariant = CultureInfo.InvariantCulture;
        var (latitude, longitude, time) = (table.Numbers("latitude")[0], table.Numbers("longitude")[0], table.Times("time")[0]);
        var before = warnings;
        if (Math.Abs(latitude - entry.Latitude) > 0.1 || Math.Abs(Math.IEEERemainder(longitude - entry.Longitude, 360)) * Math.Cos(latitude * Math.PI / 180) > 0.1)
            Warn(string.Create(invariant, $"{entry.File}: the file places it at latitude {latitude:0.###}, longitude {longitude:0.###}, the index at {entry.Latitude:0.###}, {entry.Longitude:0.###}"));
        if (time != Timestamp.Missing && entry.Time != Timestamp.Missing && Math.Abs(time - entry.Time) > Timestamp.PerDay)
            Warn($"{entry.File}: the file dates it {Timestamp.Format(time)}, the index {Timestamp.Format(entry.Time)}");
        if (warnings > before) Disagreeing++;
    }

    private void Warn(string message)
    {
        if (FirstFailure.Length == 0) FirstFailure = message;
        if (++warnings <= MostWarnings) run.Warn(message);
    }
}
