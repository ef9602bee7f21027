using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// A synthetic series of dense water that cascades down a canyon: a system forced by the winter, with a threshold and a lag, in which everything is known.
/// The heat that the sea lost in the last days counts; where it passes a threshold, cold water arrives at depth so many days later. So a model must remember
/// weeks, most winters hold no event, and the strength of a winter decides, as in the Gulf of Lion (Fos et al. 2025, doi:10.5194/os-21-2169-2025).
/// </summary>
public sealed record CascadeSeries
{
    /// <summary>First day.</summary>
    public long Start { get; init; } = Timestamp.Parse("1990-01-01");

    /// <summary>Number of years.</summary>
    public int Years { get; init; } = 30;

    /// <summary>Days whose heat loss counts.</summary>
    public int Memory { get; init; } = 30;

    /// <summary>Days from passing the threshold to the arrival of cold water at depth.</summary>
    public int Lag { get; init; } = 12;

    /// <summary>Threshold of the mean heat loss over <see cref="Memory"/>, W m-2.</summary>
    public double Threshold { get; init; } = 210;

    /// <summary>How much colder the water of an event is, degrees.</summary>
    public double Drop { get; init; } = 1.5;

    /// <summary>Standard deviation of the noise of the temperature at depth, degrees.</summary>
    public double Noise { get; init; } = 0.03;

    /// <summary>Seed of the weather.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>
    /// The series: <c>platform</c>, <c>time</c> (daily), <c>latitude</c>, <c>longitude</c>, <c>depth</c>, <c>heat_loss</c> (W m-2), <c>air_temperature</c> (degC),
    /// <c>wind_speed</c> (m s-1), <c>temperature</c> at depth (degC), and the truth: <c>event_truth</c>, 1 on days when cold water arrives.
    /// </summary>
    public Table Make()
    {
        var (weather, instrument) = (new RandomStream(Seed, 0xCA5C), new RandomStream(Seed, 0xDEE9));
        var days = (int)((Timestamp.From(Timestamp.ToDateTime(Start).AddYears(Years)) - Start) / Timestamp.PerDay);
        var (times, loss, air, wind) = (new long[days], new double[days], new double[days], new double[days]);
        var (anomaly, gust, strength, winter) = (0.0, 0.0, 1.0, -1);
        for (var day = 0; day < days; day++)
        {
            times[day] = Start + (day * Timestamp.PerDay);
            var date = Timestamp.ToDateTime(times[day]);
            var season = Math.Cos(CoordinateFeatures.YearAngle(times[day]) - (2 * Math.PI * 15 / 365.25));
            if (date.Month >= 7 && winter != date.Year) (winter, strength) = (date.Year, 1 + (0.25 * weather.NextNormal()));
            anomaly = (0.85 * anomaly) + (1.3 * weather.NextNormal());
            gust = (0.6 * gust) + (1.6 * weather.NextNormal());
            air[day] = 16 - (7 * season * (season > 0 ? strength : 1)) + anomaly;
            wind[day] = Math.Max(0.2, 7 + (1.5 * season) + gust);
            loss[day] = Math.Max(-150, (60 * season) + (2.2 * wind[day] * (15 - air[day])));
        }

        var (truth, temperature) = (new double[days], new double[days]);
        var cold = 0.0;
        for (var day = 0; day < days; day++)
        {
            var end = day - Lag;
            var mean = 0.0;
            for (var back = 0; back < Memory && end - back >= 0; back++) mean += loss[end - back] / Memory;
            truth[day] = end + 1 >= Memory && mean > Threshold ? 1 : 0;

            // Cold water arrives within days and is mixed away within two weeks.
            cold += ((truth[day] * Drop) - cold) * (truth[day] > cold / Drop ? 0.5 : 0.1);
            temperature[day] = 13.1 + (0.002 * (times[day] - Start) / (365.25 * Timestamp.PerDay)) - cold + (Noise * instrument.NextNormal());
        }

        return new Table(
        [
            new TextColumn("platform", [.. Enumerable.Repeat("CANYON", days)]),
            new TimeColumn("time", times),
            new NumberColumn("latitude", [.. Enumerable.Repeat(42.4, days)], new ColumnMetadata("degrees_north", "latitude")),
            new NumberColumn("longitude", [.. Enumerable.Repeat(3.5, days)], new ColumnMetadata("degrees_east", "longitude")),
            new NumberColumn("depth", [.. Enumerable.Repeat(500.0, days)], new ColumnMetadata("m", "depth")),
            new NumberColumn("heat_loss", loss, new ColumnMetadata("W m-2", LongName: "Heat loss of the sea surface")),
            new NumberColumn("air_temperature", air, new ColumnMetadata("degC", "air_temperature")),
            new NumberColumn("wind_speed", wind, new ColumnMetadata("m s-1", "wind_speed")),
            new NumberColumn("temperature", temperature, new ColumnMetadata("degC", "sea_water_temperature")),
            new NumberColumn("event_truth", truth, new ColumnMetadata("1", LongName: "1 on days when cold water arrives: the truth"), NumberKind.Int64),
        ],
        new Dictionary<string, string> { ["title"] = "Synthetic cascading series", ["source"] = $"simulated: heat loss above {Threshold} W m-2 over {Memory} days lowers the temperature {Lag} days later" });
    }
}
