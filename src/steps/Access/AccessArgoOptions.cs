using System.CommandLine;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Access;
using OceanML.Formats.Vocabularies;

namespace OceanML.Steps;

/// <summary>The options by which <c>oceanml-access argo</c> chooses profiles, beside those of every way of access.</summary>
internal sealed class AccessArgoOptions
{
    public Option<string[]> Index { get; } = new("--index")
    {
        HelpName = "FILES",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
        Description = "Profile index of a GDAC, plain or gzipped; or synthetic, bio or core for the one that the mirror or the server has now. Synthetic files have temperature, salinity and biogeochemistry on one axis. Of several, e.g. synthetic,bio,core, each profile comes once: synthetic, or else core merged with biogeochemical.",
    };

    public Option<string[]> Parameters { get; } = List("--parameters", "Profiles that have at least one of these, by Argo or canonical name, e.g. CHLA,DOXY. A core index alone cannot tell.");

    public Option<string[]> Platforms { get; } = List("--platforms", "Floats by WMO number, e.g. 6903247,3902131.");

    public Option<string[]> Cycles { get; } = List("--cycles", "Cycles of the floats: single ones and ranges, e.g. 1-10,15,100- (from 100 on).");

    public Option<string?> Direction { get; } = new("--direction")
    {
        HelpName = "A|D",
        Description = "A for profiles measured on the way up, D on the way down. Default: both.",
    };

    public Option<string[]> DataModes { get; } = List("--data-mode", "Data modes of the wanted parameters: R real time, A adjusted, D delayed mode, e.g. A,D. A core index tells only D from the rest, the file itself then decides.");

    public Option<string[]> Dacs { get; } = List("--dac", "Data centres, e.g. coriolis,aoml.");

    public Option<string?> Polygon { get; } = new("--polygon")
    {
        HelpName = "AREA",
        Description = "Area with any border: a file with WKT or GeoJSON, or the text itself, or vertices as longitude,latitude: '3,42 6,42 6,44'. Sides are straight in degrees and go the short way round, so 170 to -170 crosses the dateline. The border belongs to it.",
    };

    public Option<string?> Near { get; } = new("--near")
    {
        HelpName = "LON,LAT,KM",
        Description = "Profiles within a distance (km, great circle) of a point, e.g. 7.9,43.4,50.",
    };

    public Option<bool> AllPlaces { get; } = new("--all-places")
    {
        Description = "Keep profiles whose position or time is missing or not flagged 1, 2, 5 or 8, with what the file says; the columns position_qc and time_qc tell. Default: they are left out and counted.",
    };

    public Option<bool> Core { get; } = new("--core")
    {
        Description = "With a bio index: read the core file of each profile too and merge it level by level, which adds temperature and salinity.",
    };

    public Option<string?> GreyList { get; } = new("--greylist")
    {
        HelpName = "FILE|none",
        Description = "Grey list of failing sensors (ar_greylist.txt): flags of listed values that are not in delayed mode are raised to the listed one, never lowered. Default: that of the mirror or the server, if it has one.",
    };

    public Option<string?> ListFile { get; } = new("--list")
    {
        HelpName = "FILE",
        Description = "Also write the selected profiles with what became of each (CSV, or Parquet by extension).",
    };

    /// <summary>The selection that the options ask for.</summary>
    /// <exception cref="OceanException">A value that is none.</exception>
    public GdacSelection SelectionOf(StepRun run, SelectionOptions selection)
    {
        var modes = string.Concat(SelectionOptions.List(run, DataModes)).ToUpperInvariant();
        if (modes.AsSpan().IndexOfAnyExcept("RAD") is var at and >= 0)
            throw OceanException.Usage($"--data-mode has '{modes[at]}'; it must be R, A, D or several of them");
        var direction = run.Value(Direction)?.Trim().ToUpperInvariant();
        if (direction is not (null or "" or "A" or "D")) throw OceanException.Usage($"--direction is '{direction}'; it must be A (up) or D (down)");
        return new GdacSelection(
            selection.BoxOf(run),
            selection.StartOf(run),
            selection.EndOf(run),
            [.. SelectionOptions.List(run, Parameters).Select(ArgoName)],
            SelectionOptions.List(run, Platforms),
            modes,
            SelectionOptions.List(run, Dacs),
            [.. SelectionOptions.List(run, Cycles).Select(CycleRange.Parse)],
            string.IsNullOrEmpty(direction) ? null : direction[0],
            run.Value(Polygon) is { Length: > 0 } area ? AreaFile.Read(area) : null,
            run.Value(Near) is { Length: > 0 } circle ? GeoCircle.Parse(circle) : null);
    }

    /// <summary>The Argo name of a parameter given by its canonical name: chlorophyll is CHLA. Other names pass as Argo's.</summary>
    private static string ArgoName(string name)
    {
        var argo = name.ToUpperInvariant();
        if (VocabularyFile.Load().Find(name) is not { } entry || !entry.Aliases.TryGetValue("argo", out var names)) return argo;
        return names.Contains(argo) ? argo : names[0];
    }

    private static Option<string[]> List(string name, string description) =>
        new(name) { HelpName = "NAMES", AllowMultipleArgumentsPerToken = true, Description = description };
}
