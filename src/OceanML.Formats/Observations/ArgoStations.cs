using System.Globalization;
using OceanML.Core;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Observations;

/// <summary>What an Argo profile file says of its profiles: which, when, where, in what mode, with which parameters.</summary>
internal sealed class ArgoStations
{
    private const string Usable = "1258";

    private readonly string?[] platforms;
    private readonly double[] cycles;
    private readonly string directions;
    private readonly long[] times;
    private readonly string timeFlags;
    private readonly double[] latitudes;
    private readonly double[] longitudes;
    private readonly string positionFlags;
    private readonly string?[] samplings;
    private readonly string? dataModes;
    private readonly string? parameterModes;

    private ArgoStations(NetCdfFile file)
    {
        var pressure = file["PRES"];
        (Count, Levels) = ((int)pressure.Dimensions[0].Length, (int)pressure.Dimensions[1].Length);
        Product = file["DATA_TYPE"].ReadCharacters().Trim();
        platforms = file["PLATFORM_NUMBER"].ReadTexts();
        cycles = file["CYCLE_NUMBER"].ReadDoubles();
        directions = Characters(file, "DIRECTION", 'A');
        times = ReadTimes(file["JULD"]);
        timeFlags = Characters(file, "JULD_QC", ' ');
        latitudes = file["LATITUDE"].ReadDoubles(NetCdfDecoding.Measured);
        longitudes = file["LONGITUDE"].ReadDoubles(NetCdfDecoding.Measured);
        positionFlags = Characters(file, "POSITION_QC", ' ');
        samplings = ReadSamplings(file);
        dataModes = file.Find("DATA_MODE")?.ReadCharacters();
        parameterModes = file.Find("PARAMETER_DATA_MODE")?.ReadCharacters();
        var names = file["STATION_PARAMETERS"].ReadTexts();
        Parameters = new string[Count][];
        for (var profile = 0; profile < Count; profile++)
            Parameters[profile] = [.. names.Skip(profile * (names.Length / Count)).Take(names.Length / Count).Select(name => name ?? "")];
        if (platforms.Length != Count || cycles.Length != Count || latitudes.Length != Count)
            throw OceanException.BadInput($"{file.Path}: PLATFORM_NUMBER, CYCLE_NUMBER and LATITUDE do not have one value per profile");
    }

    /// <summary>Number of profiles (N_PROF).</summary>
    public int Count { get; }

    /// <summary>Number of levels of each (N_LEVELS).</summary>
    public int Levels { get; }

    /// <summary>DATA_TYPE, e.g. <c>Argo synthetic profile</c>.</summary>
    public string Product { get; }

    /// <summary>The parameters of each profile, blank names kept so that places agree with the data modes.</summary>
    public string[][] Parameters { get; }

    public static ArgoStations Read(NetCdfFile file) => new(file);

    /// <summary>Data mode of a parameter in a profile: its own where the file has it, else that of the profile; R where unknown.</summary>
    public char Mode(int profile, string parameter)
    {
        if (parameterModes is not null && Array.IndexOf(Parameters[profile], parameter) is var place and >= 0)
            return Known(parameterModes[(profile * (parameterModes.Length / Count)) + place]);
        return dataModes is null ? 'R' : Known(dataModes[profile]);
    }

    /// <summary>The columns that say which, when and where.</summary>
    /// <param name="rows">Cells of the profile by level grid, one per row.</param>
    /// <param name="unusableTimes">Rows whose time its flag forbids.</param>
    /// <param name="unusablePositions">Rows whose position its flag forbids.</param>
    /// <param name="allPlaces">Whether flags forbid nothing.</param>
    public List<Column> Columns(List<int> rows, bool allPlaces, out int unusableTimes, out int unusablePositions)
    {
        var (platform, profile, direction) = (new string?[rows.Count], new string?[rows.Count], new string?[rows.Count]);
        var (mode, sampling, timeFlag, positionFlag) = (new string?[rows.Count], new string?[rows.Count], new string?[rows.Count], new string?[rows.Count]);
        var (cycle, level, latitude, longitude) = (new double[rows.Count], new double[rows.Count], new double[rows.Count], new double[rows.Count]);
        var time = new long[rows.Count];
        (unusableTimes, unusablePositions) = (0, 0);
        string?[] names = [.. Enumerable.Range(0, Count).Select(ProfileName)];
        string[] modes = [.. Enumerable.Range(0, Count).Select(ProfileMode)];
        for (var row = 0; row < rows.Count; row++)
        {
            var (at, depth) = Math.DivRem(rows[row], Levels);
            (platform[row], profile[row], direction[row]) = (platforms[at], names[at], Text(directions[at]));
            (mode[row], sampling[row], cycle[row], level[row]) = (modes[at], samplings[at], cycles[at], depth);
            (timeFlag[row], positionFlag[row]) = (Text(timeFlags[at]), Text(positionFlags[at]));
            var hasTime = times[at] != Timestamp.Missing && (allPlaces || IsUsable(timeFlags[at]));
            var hasPosition = allPlaces || IsUsable(positionFlags[at]);
            time[row] = hasTime ? times[at] : Timestamp.Missing;
            latitude[row] = hasPosition ? latitudes[at] : double.NaN;
            longitude[row] = hasPosition ? Eastward(longitudes[at]) : double.NaN;
            if (!hasTime) unusableTimes++;
            if (!(hasPosition && double.IsFinite(latitude[row] + longitude[row]))) unusablePositions++;
        }

        var flags = new ColumnMetadata(FlagScheme: FlagScheme.Argo.Name);
        return
        [
            new TextColumn("platform", platform, new ColumnMetadata(LongName: "WMO number of the float")),
            new TextColumn("profile", profile, new ColumnMetadata(LongName: "Float, cycle, and D where descending")),
            new NumberColumn("cycle", cycle, new ColumnMetadata("1", LongName: "Cycle number"), NumberKind.Int64),
            new TextColumn("direction", direction, new ColumnMetadata(LongName: "A ascending, D descending")),
            new TextColumn("data_mode", mode, new ColumnMetadata(LongName: "R real time, A adjusted, D delayed mode")),
            new TextColumn("sampling", sampling, new ColumnMetadata(LongName: "Vertical sampling scheme")),
            new NumberColumn("level", level, new ColumnMetadata("1", LongName: "Index of the level in the file, from 0"), NumberKind.Int64),
            new TimeColumn("time", time, new ColumnMetadata(StandardName: "time", LongName: "Time of the profile, UTC")),
            new TextColumn("time_qc", timeFlag, flags with { LongName = "Quality flag of the time" }),
            new NumberColumn("latitude", latitude, new ColumnMetadata("degrees_north", "latitude", "Latitude")),
            new NumberColumn("longitude", longitude, new ColumnMetadata("degrees_east", "longitude", "Longitude")),
            new TextColumn("position_qc", positionFlag, flags with { LongName = "Quality flag of the position" }),
        ];
    }

    private static bool IsUsable(char flag) => flag is ' ' or '\0' || Usable.Contains(flag, StringComparison.Ordinal);

    /// <summary>The name of a profile as observation tables have it; null where the file does not say which float it is of.</summary>
    public string? ProfileName(int profile)
    {
        if (platforms[profile] is not { } platform) return null;
        if (double.IsNaN(cycles[profile])) return platform;
        return string.Create(CultureInfo.InvariantCulture, $"{platform}_{(int)cycles[profile]:000}{(directions[profile] == 'D' ? "D" : "")}");
    }

    private static char Known(char mode) => mode is 'A' or 'D' ? mode : 'R';

    private static string? Text(char character) => character is ' ' or '\0' ? null : character.ToString();

    private static double Eastward(double longitude) =>
        longitude is > 180 and <= 360 ? longitude - 360 : longitude;

    private static string Characters(NetCdfFile file, string name, char absent) =>
        file.Find(name)?.ReadCharacters() ?? new string(absent, (int)(file.Length("N_PROF") ?? 0));

    /// <summary>JULD has eight decimals of a day, a millisecond; rounded to it so that whole seconds come out whole.</summary>
    private static long[] ReadTimes(NetCdfVariable juld)
    {
        var days = juld.ReadDoubles(NetCdfDecoding.Measured);
        var origin = Timestamp.From(new DateTime(1950, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        return [.. days.Select(day => double.IsFinite(day) ? origin + ((long)Math.Round(day * 86_400_000) * 1000) : Timestamp.Missing)];
    }

    /// <summary>Primary, secondary and near-surface schemes; a number tells further ones of a file apart. Synthetic profiles have none.</summary>
    private string?[] ReadSamplings(NetCdfFile file)
    {
        var described = file.Find("VERTICAL_SAMPLING_SCHEME")?.ReadTexts();
        if (described is null || described.Length != Count)
            return [.. Enumerable.Repeat<string?>(Product.Contains("synthetic", StringComparison.OrdinalIgnoreCase) ? "synthetic" : "primary", Count)];
        var isOneCycle = Count > 1 && Count <= 20 && cycles.Distinct().Count() == 1 && directions.Distinct().Count() == 1;
        var samplings = new string?[Count];
        for (var profile = 0; profile < Count; profile++)
        {
            var kind = (described[profile] ?? "primary").Split(' ', ':')[0].ToLowerInvariant();
            samplings[profile] = kind == "primary" || !isOneCycle ? kind : string.Create(CultureInfo.InvariantCulture, $"{kind} {profile + 1}");
        }

        return samplings;
    }

    /// <summary>The data mode of the profile: that of the file, else the least adjusted of pressure, temperature and salinity.</summary>
    private string ProfileMode(int profile)
    {
        if (dataModes is not null) return Known(dataModes[profile]).ToString();
        var modes = new[] { "PRES", "TEMP", "PSAL" }.Where(name => Parameters[profile].Contains(name)).Select(name => Mode(profile, name)).ToList();
        return modes.Contains('R') || modes.Count == 0 ? "R" : modes.Contains('A') ? "A" : "D";
    }
}
