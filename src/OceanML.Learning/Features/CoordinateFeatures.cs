using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Features made of time and place.</summary>
internal static class CoordinateFeatures
{
    /// <summary>Rotation of the Earth, s-1, as in Sonnewald and Lguensat (2021), doi:10.1029/2021MS002496.</summary>
    public const double Omega = 7.2921e-5;

    public static IEnumerable<NumberColumn> Season(FeatureContext context, FeatureRequest request) => [.. SinDay(context, request), .. CosDay(context, request)];

    public static IEnumerable<NumberColumn> SinDay(FeatureContext context, FeatureRequest request)
    {
        request.RequireArguments(0, 0);
        return [Derived.Part(request, "sin_day", request.Name is null ? "" : "_sin_day", OfTime(context, request, time => Math.Sin(YearAngle(time))), "1", "Sine of the day of the year")];
    }

    public static IEnumerable<NumberColumn> CosDay(FeatureContext context, FeatureRequest request)
    {
        request.RequireArguments(0, 0);
        return [Derived.Part(request, "cos_day", request.Name is null ? "" : "_cos_day", OfTime(context, request, time => Math.Cos(YearAngle(time))), "1", "Cosine of the day of the year")];
    }

    public static IEnumerable<NumberColumn> Hour(FeatureContext context, FeatureRequest request)
    {
        request.RequireArguments(0, 0);
        var longitudes = (context.Table.Find("longitude") as NumberColumn)?.Values;
        var times = context.Times(request);
        var (sin, cos) = (new double[times.Length], new double[times.Length]);
        for (var row = 0; row < times.Length; row++)
        {
            var east = longitudes is null || double.IsNaN(longitudes[row]) ? 0 : longitudes[row];
            var angle = times[row] == Timestamp.Missing ? double.NaN : ((times[row] % Timestamp.PerDay / (double)Timestamp.PerDay) + (east / 360)) * 2 * Math.PI;
            (sin[row], cos[row]) = Math.SinCos(angle);
        }

        var kind = longitudes is null ? "hour (UTC)" : "local mean solar hour";
        return [Derived.Part(request, "", request.Name is null ? "sin_hour" : "_sin_hour", sin, "1", $"Sine of the {kind}"), Derived.Part(request, "", request.Name is null ? "cos_hour" : "_cos_hour", cos, "1", $"Cosine of the {kind}")];
    }

    public static IEnumerable<NumberColumn> Year(FeatureContext context, FeatureRequest request)
    {
        request.RequireArguments(0, 0);
        return [Derived.Column(request, "decimal_year", OfTime(context, request, time => Timestamp.ToDateTime(time).Year + (YearAngle(time) / (2 * Math.PI))), "year", "Year and the part of it that is over")];
    }

    public static IEnumerable<NumberColumn> Position(FeatureContext context, FeatureRequest request)
    {
        request.RequireArguments(0, 0);
        var (latitudes, longitudes) = (context.Coordinate("latitude", request), context.Coordinate("longitude", request));
        var (x, y, z) = (new double[latitudes.Length], new double[latitudes.Length], new double[latitudes.Length]);
        for (var row = 0; row < x.Length; row++) (x[row], y[row], z[row]) = Sphere.UnitVector(latitudes[row], longitudes[row]);
        return
        [
            Derived.Part(request, "position", "_x", x, "1", "Position on the unit sphere, towards 0 E on the equator"),
            Derived.Part(request, "position", "_y", y, "1", "Position on the unit sphere, towards 90 E on the equator"),
            Derived.Part(request, "position", "_z", z, "1", "Position on the unit sphere, towards the north pole"),
        ];
    }

    public static IEnumerable<NumberColumn> Coriolis(FeatureContext context, FeatureRequest request)
    {
        request.RequireArguments(0, 0);
        var values = context.Coordinate("latitude", request).Select(latitude => 2 * Omega * Math.Sin(latitude * Math.PI / 180)).ToArray();
        return [new NumberColumn(request.Name ?? "coriolis", values, new ColumnMetadata("s-1", "coriolis_parameter", "Coriolis parameter", Source: Derived.Mark + request.Text))];
    }

    /// <summary>How much of its year is over, as an angle from 0 to 2 pi: leap years have one day more.</summary>
    public static double YearAngle(long time)
    {
        var date = Timestamp.ToDateTime(time);
        var (start, next) = (Timestamp.From(new DateTime(date.Year, 1, 1, 0, 0, 0, DateTimeKind.Utc)), Timestamp.From(new DateTime(date.Year, 12, 31, 0, 0, 0, DateTimeKind.Utc)) + Timestamp.PerDay);
        return 2 * Math.PI * (time - start) / (next - start);
    }

    private static double[] OfTime(FeatureContext context, FeatureRequest request, Func<long, double> function) =>
        [.. context.Times(request).Select(time => time == Timestamp.Missing ? double.NaN : function(time))];
}
