using System.Globalization;
using OceanML.Core;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Vocabularies;

namespace OceanML.Formats.Observations;

/// <summary>
/// The flat files of argopy (dimension N_POINTS, one value per measurement), where raw or adjusted has been chosen already. The table has
/// the columns of <see cref="ArgoProfiles"/> without <c>sampling</c> and <c>level</c>, which the file does not tell.
/// </summary>
public static class ArgoPoints
{
    private static readonly string[] Places = ["PLATFORM_NUMBER", "CYCLE_NUMBER", "DIRECTION", "DATA_MODE", "TIME", "LATITUDE", "LONGITUDE", "PRES"];

    /// <summary>Whether a file holds Argo points.</summary>
    public static bool IsArgoPoints(NetCdfFile file) =>
        file.Length("N_POINTS") is not null && file.Find("PLATFORM_NUMBER") is not null && file.Find("PRES") is { } pressure && pressure.HasDimensions("N_POINTS");

    /// <summary>The observation table of a file.</summary>
    /// <exception cref="OceanException">A variable asked for is not there, or one of the places is missing.</exception>
    public static ArgoReading ReadAll(NetCdfFile file, ArgoOptions? options = null)
    {
        var vocabulary = VocabularyFile.Load();
        var available = file.Variables
            .Where(variable => variable.HasDimensions("N_POINTS") && variable.Type.IsNumeric() && !Places.Contains(variable.Name))
            .Select(variable => (variable.Name, Canonical: ArgoParameters.Canonical(vocabulary, variable.Name)))
            .Where(choice => choice.Canonical is not null)
            .ToList();
        var wanted = options?.Variables is { Count: > 0 } names
            ? names.Where(name => !name.Equals("pressure", StringComparison.OrdinalIgnoreCase) && !name.Equals("PRES", StringComparison.OrdinalIgnoreCase))
                .Select(name => available.FirstOrDefault(choice => name.Equals(choice.Name, StringComparison.OrdinalIgnoreCase) || name.Equals(choice.Canonical, StringComparison.OrdinalIgnoreCase)) is { Name: not null } found
                    ? found
                    : throw OceanException.Missing(file.Path, "variable", name, available.Select(choice => choice.Canonical!))).ToList()
            : available;

        var platforms = Numbers(file, "PLATFORM_NUMBER");
        var cycles = Numbers(file, "CYCLE_NUMBER");
        var directions = file.Find("DIRECTION")?.ReadTexts();
        var modes = file.Find("DATA_MODE")?.ReadTexts();
        var count = platforms.Length;
        var (platform, profile) = (new string?[count], new string?[count]);
        for (var row = 0; row < count; row++)
        {
            platform[row] = platforms[row].ToString(CultureInfo.InvariantCulture);
            profile[row] = string.Create(CultureInfo.InvariantCulture, $"{platform[row]}_{(int)cycles[row]:000}{(directions?[row] == "D" ? "D" : "")}");
        }

        var time = file["TIME"];
        var times = CfTime.Parse(time.Unit ?? throw OceanException.BadInput($"{file.Path}: TIME has no unit"), time.Attributes.Text("calendar"))
            .Decode(time.ReadDoubles(NetCdfDecoding.Measured));
        var columns = new List<Column>
        {
            new TextColumn("platform", platform, new ColumnMetadata(LongName: "WMO number of the float")),
            new TextColumn("profile", profile, new ColumnMetadata(LongName: "Float, cycle, and D where descending")),
            new NumberColumn("cycle", cycles, new ColumnMetadata("1", LongName: "Cycle number"), NumberKind.Int64),
        };
        if (directions is not null) columns.Add(new TextColumn("direction", directions));
        if (modes is not null) columns.Add(new TextColumn("data_mode", modes));
        columns.Add(new TimeColumn("time", times, new ColumnMetadata(StandardName: "time", LongName: "Time of the profile, UTC")));
        AddFlags(columns, file, "time_qc", "TIME_QC");
        columns.Add(new NumberColumn("latitude", Numbers(file, "LATITUDE"), new ColumnMetadata("degrees_north", "latitude", "Latitude")));
        columns.Add(new NumberColumn("longitude", [.. Numbers(file, "LONGITUDE").Select(value => value > 180 ? value - 360 : value)], new ColumnMetadata("degrees_east", "longitude", "Longitude")));
        AddFlags(columns, file, "position_qc", "POSITION_QC");
        AddVariable(columns, file, "PRES", "pressure", vocabulary, null);
        foreach (var (name, canonical) in wanted) AddVariable(columns, file, name, canonical!, vocabulary, modes);
        var table = new Table(columns, new Dictionary<string, string>
        {
            ["title"] = file.Attributes.Text("title") ?? "Argo points",
            ["product"] = "Argo points (argopy)",
            ["source"] = ArgoProfiles.Source,
            ["licence"] = "CC-BY-4.0",
            ["file"] = file.Path,
        });
        return new ArgoReading(table, profile.Distinct().Count(), count, 0, times.Count(value => value == Timestamp.Missing), 0);
    }

    private static double[] Numbers(NetCdfFile file, string name) => file[name].ReadDoubles(NetCdfDecoding.Measured);

    private static void AddFlags(List<Column> columns, NetCdfFile file, string column, string name)
    {
        if (file.Find(name) is not { } variable) return;
        string?[] flags = variable.Type.IsNumeric()
            ? [.. variable.ReadDoubles(NetCdfDecoding.Raw).Select(flag => ((int)flag).ToString(CultureInfo.InvariantCulture))]
            : variable.ReadTexts();
        columns.Add(new TextColumn(column, flags, new ColumnMetadata(FlagScheme: FlagScheme.Argo.Name)));
    }

    private static void AddVariable(List<Column> columns, NetCdfFile file, string name, string canonical, Vocabulary vocabulary, string?[]? modes)
    {
        var entry = vocabulary.Find(canonical);
        var values = Numbers(file, name);
        columns.Add(new NumberColumn(canonical, values, new ColumnMetadata(entry?.Unit, entry?.StandardName, entry?.LongName, Source: $"{ArgoProfiles.Source} ({name})"), NumberKind.Float32));
        AddFlags(columns, file, canonical + "_qc", name + "_QC");
        if (file.Find(name + "_ERROR") is not null)
            columns.Add(new NumberColumn(canonical + "_sigma", Numbers(file, name + "_ERROR"), new ColumnMetadata(entry?.Unit), NumberKind.Float32));
        if (canonical == "pressure") return;
        var flags = (columns.FirstOrDefault(column => column.Name == canonical + "_qc") as TextColumn)?.Values;
        columns.Add(new TextColumn(canonical + "_origin", [.. values.Select((value, row) => double.IsNaN(value) ? null : flags?[row] == "8" ? "estimated" : "measured")]));
        if (modes is not null) columns.Add(new TextColumn(canonical + "_mode", [.. values.Select((value, row) => double.IsNaN(value) ? null : modes[row])]));
    }
}
