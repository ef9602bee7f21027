using System.Globalization;
using OceanML.Core;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Vocabularies;

namespace OceanML.Formats.Observations;

/// <summary>
/// Argo profile files (user manual 3.4, 10.13155/29825) as observation tables: core (R, D), biogeochemical (BR, BD), synthetic (SR, SD),
/// and the whole-float <c>_prof</c> and <c>_Sprof</c> files, recognised by their DATA_TYPE.
/// </summary>
/// <remarks>
/// Columns: <c>platform</c> (WMO number), <c>profile</c> (6903247_010, with D behind it where descending), <c>cycle</c>, <c>direction</c>
/// (A, D), <c>data_mode</c> (R, A, D), <c>sampling</c> (the vertical sampling scheme), <c>level</c> (index in the file), <c>time</c>,
/// <c>latitude</c>, <c>longitude</c>, <c>time_qc</c>, <c>position_qc</c>, <c>pressure</c> and, for each variable v, <c>v</c>,
/// <c>v_qc</c> (Argo flag), <c>v_sigma</c> (adjusted error), <c>v_origin</c> (estimated where the flag is 8, else measured) and
/// <c>v_mode</c> (data mode of the parameter). Values outside the valid range of the file are kept: judging them is quality control.
/// </remarks>
public static class ArgoProfiles
{
    internal const string Source = "Argo float data and metadata, doi:10.17882/42182";

    /// <summary>Whether a file holds Argo profiles.</summary>
    public static bool IsArgoProfiles(NetCdfFile file) =>
        file.Find("DATA_TYPE") is not null && file.Find("PRES") is { } pressure && pressure.HasDimensions("N_PROF", "N_LEVELS");

    /// <summary>Whether a file comes from the Argo data system at all: profiles, trajectory, metadata or technical data.</summary>
    public static bool IsArgo(NetCdfFile file) =>
        file.Find("DATA_TYPE") is { Type: NetCdfType.Char } type && type.ReadCharacters().Contains("Argo", StringComparison.OrdinalIgnoreCase);

    /// <summary>The observation table of a file.</summary>
    /// <exception cref="OceanException">Not Argo profiles, or a variable asked for is not there.</exception>
    public static Table Read(NetCdfFile file, ArgoOptions? options = null) => ReadAll(file, options).Table;

    /// <summary>The observation table of a file with the account of what was left out.</summary>
    /// <exception cref="OceanException">Not Argo profiles, or a variable asked for is not there.</exception>
    public static ArgoReading ReadAll(NetCdfFile file, ArgoOptions? options = null)
    {
        options ??= ArgoOptions.Default;
        RequireProfiles(file);
        var stations = ArgoStations.Read(file);
        var parameters = ArgoParameters.Choose(file, stations, options);
        var pressure = ArgoParameter.Read(file, stations, "PRES", "pressure", options.Values);
        var values = parameters.Select(choice => ArgoParameter.Read(file, stations, choice.Argo, choice.Canonical, options.Values)).ToList();

        var rows = new List<int>(stations.Count * stations.Levels);
        for (var cell = 0; cell < stations.Count * stations.Levels; cell++)
        {
            foreach (var parameter in values)
            {
                if (double.IsNaN(parameter.Values[cell])) continue;
                rows.Add(cell);
                break;
            }
        }

        var columns = stations.Columns(rows, options.AllPlaces, out var unusableTimes, out var unusablePositions);
        var vocabulary = VocabularyFile.Load();
        columns.AddRange(pressure.Columns(rows, stations, vocabulary.Find("pressure"), hasOrigin: false));
        foreach (var parameter in values) columns.AddRange(parameter.Columns(rows, stations, vocabulary.Find(parameter.Canonical), hasOrigin: true));
        var table = new Table(columns, new Dictionary<string, string>
        {
            ["title"] = file.Attributes.Text("title") ?? "Argo float vertical profile",
            ["product"] = stations.Product,
            ["source"] = Source,
            ["licence"] = "CC-BY-4.0",
            ["updated"] = file.Find("DATE_UPDATE")?.ReadCharacters().Trim() ?? "",
            ["file"] = file.Path,
        });
        return new ArgoReading(table, stations.Count, stations.Count * stations.Levels, (stations.Count * stations.Levels) - rows.Count, unusableTimes, unusablePositions)
        {
            ForeignFlags = pressure.ForeignFlags + values.Sum(parameter => parameter.ForeignFlags),
            PressuresOfEmptyLevels = pressure.Values.Count(value => !double.IsNaN(value)) - rows.Count(cell => !double.IsNaN(pressure.Values[cell])),
            NotRead = [.. stations.Parameters.SelectMany(names => names).Where(name => name.Length > 0 && name != "PRES").Distinct().Except(parameters.Select(choice => choice.Argo)).Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>What a file of profiles is, in its own words, and which profiles it holds, each once.</summary>
    /// <exception cref="OceanException">Not Argo profiles.</exception>
    public static (string Product, IReadOnlyList<string> Profiles) Contents(NetCdfFile file)
    {
        RequireProfiles(file);
        var stations = ArgoStations.Read(file);
        return (stations.Product, [.. Enumerable.Range(0, stations.Count).Select(stations.ProfileName).OfType<string>().Distinct()]);
    }

    private static void RequireProfiles(NetCdfFile file)
    {
        if (IsArgoProfiles(file)) return;
        var type = file.Find("DATA_TYPE") is { Type: NetCdfType.Char } kind ? kind.ReadCharacters().Trim() : "";
        throw OceanException.NoObservations(type.Length == 0
            ? $"{file.Path}: is not an Argo file: it has no DATA_TYPE"
            : string.Create(CultureInfo.InvariantCulture, $"{file.Path}: is '{type}', which holds no profiles; give a profile file (R, D, BR, BD, SR, SD, _prof or _Sprof)"));
    }
}
