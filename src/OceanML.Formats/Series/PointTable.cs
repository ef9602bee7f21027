using System.Globalization;
using OceanML.Core;
using OceanML.Formats.Observations;
using OceanML.Formats.Tables;

namespace OceanML.Formats.Series;

/// <summary>Points of which series are wanted, from a table or from text.</summary>
public static class PointTable
{
    private static readonly string[] Names = ["name", "platform", "station", "site", "id", "code"];

    /// <summary>The points of a table with a latitude and a longitude under any usual name, and a name where it has one; each position of a name once.</summary>
    /// <exception cref="OceanException">It has no positions, or none of them is on Earth.</exception>
    public static IReadOnlyList<(string Name, double Latitude, double Longitude)> Read(string path)
    {
        var table = TableFile.Read(path);
        var (latitudes, longitudes) = (TableObservations.Position(table, "latitude").Values, TableObservations.Position(table, "longitude").Values);
        var names = CoordinateColumns.Find(table, Names) ?? CoordinateColumns.Find(table, "platform");
        var points = new List<(string, double, double)>();
        for (var row = 0; row < table.RowCount; row++)
        {
            if (!Sphere.IsPosition(latitudes[row], longitudes[row])) throw OceanException.BadInput(FormattableString.Invariant($"{path}: row {row + 1}: {latitudes[row]}, {longitudes[row]} is no position"));
            var name = names switch
            {
                TextColumn text => text.Values[row],
                NumberColumn number when !number.IsMissing(row) => number.Values[row].ToString(CultureInfo.InvariantCulture),
                _ => null,
            };
            points.Add((name ?? NameOf(latitudes[row], longitudes[row]), latitudes[row], longitudes[row]));
        }

        return points.Count > 0 ? Distinct(path, points) : throw OceanException.BadInput($"{path}: has no rows");
    }

    /// <summary>A point written as <c>latitude,longitude</c> or <c>name=latitude,longitude</c>.</summary>
    /// <exception cref="OceanException">It is not.</exception>
    public static (string Name, double Latitude, double Longitude) Parse(string text)
    {
        var equals = text.LastIndexOf('=');
        var numbers = text[(equals + 1)..].Split(',');
        if (numbers.Length == 2 && double.TryParse(numbers[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var latitude)
            && double.TryParse(numbers[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var longitude) && Sphere.IsPosition(latitude, longitude))
            return (equals > 0 ? text[..equals].Trim() : NameOf(latitude, longitude), latitude, longitude);
        throw OceanException.Usage($"'{text}' is not a point; write latitude,longitude in degrees, e.g. 48.36,-4.55 or brest=48.36,-4.55");
    }

    private static List<(string Name, double Latitude, double Longitude)> Distinct(string path, List<(string Name, double Latitude, double Longitude)> points)
    {
        var distinct = points.Distinct().ToList();
        var twice = distinct.GroupBy(point => point.Name).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? distinct : throw OceanException.BadInput($"{path}: '{twice.Key}' has {twice.Count()} positions; a series needs one place, so give each a name of its own");
    }

    private static string NameOf(double latitude, double longitude) => string.Create(CultureInfo.InvariantCulture, $"{latitude:0.####},{longitude:0.####}");
}
