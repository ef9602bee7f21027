using System.Globalization;
using System.Text.RegularExpressions;
using OceanML.Core;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Observations;

/// <summary>When and where, for files that say it elsewhere than in the usual places.</summary>
internal static partial class NetCdfPlace
{
    /// <summary>The position in the attributes of a fixed station, or null.</summary>
    public static (double Latitude, double Longitude)? Of(NetCdfFile file)
    {
        foreach (var (north, east) in (ReadOnlySpan<(string, string)>)[("site_latitude", "site_longitude"), ("station_latitude", "station_longitude"), ("latitude", "longitude")])
        {
            if (Number(file, north) is { } latitude && Number(file, east) is { } longitude) return (latitude, longitude);
        }

        return Number(file, "geospatial_lat_min") is { } south && south == Number(file, "geospatial_lat_max") && Number(file, "geospatial_lon_min") is { } west && west == Number(file, "geospatial_lon_max")
            ? (south, west)
            : null;
    }

    /// <summary>A variable of times whose long name alone says since when (HYPERNETS), with units as CF writes them; null where there is none.</summary>
    public static (NetCdfVariable Variable, string Units)? Times(NetCdfFile file)
    {
        foreach (var variable in file.Variables)
        {
            if (variable.StandardName == "time" && variable.Type.IsNumeric() && Since().Match(variable.LongName ?? "") is { Success: true } since)
                return (variable, since.Value);
        }

        return null;
    }

    /// <summary>
    /// Times as the file means them. Days in double precision are good to some microseconds; what is written there comes from clocks of
    /// milliseconds at best.
    /// </summary>
    public static long[] Decode(NetCdfVariable variable, string units)
    {
        var times = CfTime.Parse(units, variable.Attributes.Text("calendar")).Decode(variable.ReadDoubles(NetCdfDecoding.All));
        if (!units.TrimStart().StartsWith("day", StringComparison.OrdinalIgnoreCase)) return times;
        const long millisecond = Timestamp.PerSecond / 1000;
        return Array.ConvertAll(times, time => time == Timestamp.Missing ? time : (long)Math.Round(time / (double)millisecond) * millisecond);
    }

    private static double? Number(NetCdfFile file, string name) => file.Attributes[name] switch
    {
        { Number: { } number } => number,
        { } text when double.TryParse(text.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
        _ => null,
    };

    [GeneratedRegex(@"\b(seconds|minutes|hours|days) since \d{4}-\d{1,2}-\d{1,2}([T ]\d{1,2}:\d{2}(:\d{2})?)?", RegexOptions.IgnoreCase)]
    private static partial Regex Since();
}
