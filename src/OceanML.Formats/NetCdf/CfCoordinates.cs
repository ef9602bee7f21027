using OceanML.Core;

namespace OceanML.Formats.NetCdf;

/// <summary>The coordinate variables of a file, found by CF attributes first and by their usual names second; null where there is none.</summary>
/// <param name="Latitude">Latitude.</param>
/// <param name="Longitude">Longitude, of the shape of the latitude where that is possible.</param>
/// <param name="Time">Time.</param>
/// <param name="Vertical">Depth, pressure or level.</param>
public sealed record CfCoordinates(NetCdfVariable? Latitude, NetCdfVariable? Longitude, NetCdfVariable? Time, NetCdfVariable? Vertical)
{
    private static readonly string[] NorthUnits = ["degrees_north", "degree_north", "degrees_n", "degree_n", "degreesn", "degreen"];
    private static readonly string[] EastUnits = ["degrees_east", "degree_east", "degrees_e", "degree_e", "degreese", "degreee"];
    private static readonly string[] LatitudeNames = ["latitude", "lat", "nav_lat", "lats", "ylat"];
    private static readonly string[] LongitudeNames = ["longitude", "lon", "nav_lon", "long", "lons", "xlon"];
    private static readonly string[] TimeNames = ["time", "juld", "time_counter", "date_time", "t"];
    private static readonly string[] VerticalNames = ["depth", "deph", "pres", "pressure", "lev", "level", "levels", "deptht", "z", "height"];
    private static readonly string[] VerticalStandardNames = ["depth", "sea_water_pressure", "height", "altitude", "air_pressure", "model_level_number"];

    /// <summary>Finds the coordinates of a file.</summary>
    public static CfCoordinates Find(NetCdfFile file)
    {
        var bounds = file.Variables.Select(variable => variable.Attributes.Text("bounds")).Where(name => name is not null).ToHashSet();
        var candidates = file.Variables.Where(variable => variable.Type.IsNumeric() && !bounds.Contains(variable.Name)).ToList();
        var latitude = Best(candidates, variable => Score(variable, "latitude", NorthUnits, LatitudeNames));
        var longitude = Best(candidates, variable => Score(variable, "longitude", EastUnits, LongitudeNames) is var score and > 0
            ? score + (SameShape(variable, latitude) ? 2 : 0)
            : 0);
        return new CfCoordinates(latitude, longitude, Best(candidates, TimeScore), Best(candidates, VerticalScore));
    }

    /// <summary>Whether a variable is one of the coordinates.</summary>
    public bool Contains(NetCdfVariable variable) =>
        ReferenceEquals(variable, Latitude) || ReferenceEquals(variable, Longitude) || ReferenceEquals(variable, Time) || ReferenceEquals(variable, Vertical);

    private static bool SameShape(NetCdfVariable variable, NetCdfVariable? other) =>
        other is not null && variable.Group == other.Group && variable.Dimensions.Count == other.Dimensions.Count;

    private static NetCdfVariable? Best(List<NetCdfVariable> candidates, Func<NetCdfVariable, int> score)
    {
        var (best, most) = ((NetCdfVariable?)null, 0);
        foreach (var candidate in candidates)
        {
            var points = score(candidate);
            if (points > most) (best, most) = (candidate, points);
        }

        return best;
    }

    private static int Score(NetCdfVariable variable, string standardName, string[] units, string[] names)
    {
        var points = 0;
        if (variable.StandardName == standardName) points += 4;
        if (Is(variable.Unit?.Trim().Replace(' ', '_'), units)) points += 4;
        if (Is(variable.Name, names)) points += 5;
        if (points > 0 && IsOwnDimension(variable)) points += 1;
        return variable.Dimensions.Count > 3 ? 0 : points;
    }

    private static int TimeScore(NetCdfVariable variable)
    {
        if (!CfTime.IsTime(variable.Unit) || variable.Dimensions.Count > 1) return 0;
        var points = 1;
        if (variable.StandardName == "time") points += 4;
        if (variable.Attributes.Text("axis") == "T") points += 4;
        if (Is(variable.Name, TimeNames)) points += 4;
        if (IsOwnDimension(variable)) points += 4;
        return points;
    }

    private static int VerticalScore(NetCdfVariable variable)
    {
        var points = 0;
        if (variable.Attributes.Text("axis") == "Z") points += 4;
        if (variable.Attributes.Text("positive") is not null) points += 3;
        if (Is(variable.StandardName, VerticalStandardNames)) points += 3;
        if (Is(variable.Name, VerticalNames)) points += 4;
        if (points > 0 && IsOwnDimension(variable)) points += 2;
        return points < 3 ? 0 : points;
    }

    private static bool IsOwnDimension(NetCdfVariable variable) => variable.Dimensions is [var only] && only.Name == variable.Name;

    private static bool Is(string? text, string[] names) => text is not null && names.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase);
}
