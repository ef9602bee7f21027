using OceanML.Core;
using OceanML.Quality;

namespace OceanML.Tests.Quality;

/// <summary>The climatology vectors of ioos_qc (tests/test_qartod.py at 9c1853a, Apache-2.0).</summary>
public sealed class QartodClimatologyTests
{
    private static readonly ClimatologySpan[] Years =
    [
        Dates("2011-01-01", "2011-07-01", (10, 20)),
        Dates("2011-07-01", "2012-01-01", (30, 40)),
        Dates("2012-01-01", "2013-01-01", (40, 50)),
        Dates("2012-01-01", "2013-01-01", (50, 60), depths: (0, 10)),
        Dates("2012-01-01", "2013-01-01", (70, 80), depths: (10, 100)),
    ];

    [Theory]
    [InlineData("month", 0, 3)]
    [InlineData("weekofyear", 0, 12)]
    [InlineData("week", 0, 12)]
    [InlineData("dayofyear", 0, 90)]
    [InlineData("quarter", 0, 1)]
    public void A_range_holds_for_its_part_of_every_year(string period, int from, int to)
    {
        ClimatologySpan[] spans = [new(CalendarPeriods.Parse(period), from, to, (10, 20))];
        Assert.Equal("3,1,2,2,1", Flags(spans, ("2011-02-02", 9, double.NaN), ("2013-02-03", 11, double.NaN), ("2011-04-01", 21, double.NaN), ("2011-12-31", 21, double.NaN), ("2020-02-29", 15, double.NaN)));
    }

    [Fact]
    public void Ranges_of_dates_and_depths_hold_in_order_and_the_last_decides()
    {
        Assert.Equal("1", Flags(Years, ("2011-01-02", 11, double.NaN)));
        Assert.Equal("3,1,3,2", Flags(Years, ("2011-01-02", 9, double.NaN), ("2011-01-02", 11, double.NaN), ("2011-01-02", 21, double.NaN), ("2015-01-02", 21, double.NaN)));
        Assert.Equal(
            "1,1,1,3,3,3",
            Flags(Years, ("2012-01-02", 51, 2), ("2012-01-02", 71, 90), ("2012-01-02", 42, double.NaN), ("2012-01-02", 39, double.NaN), ("2012-01-02", 59, 11), ("2012-01-02", 79, 101)));
    }

    [Fact]
    public void Without_depths_a_climatology_of_depths_says_nothing() =>
        Assert.Equal("2,2", Flags(Years[3..], ("2012-01-02", 9, double.NaN), ("2015-01-02", 21, double.NaN)));

    [Fact]
    public void A_missing_value_stays_missing() =>
        Assert.Equal("3,9,1", Flags([Dates("2021-07-01", "2021-09-01", (3.4, 5))], ("2021-07-16", 0, 0), ("2021-07-16", double.NaN, double.NaN), ("2021-07-16", 4.16743, 0.08931513)));

    [Theory]
    [InlineData("2019-10-31", 55, 5, "2")]
    [InlineData("2019-11-01", 55, 5, "1")]
    [InlineData("2020-02-04", 55, 5, "1")]
    [InlineData("2020-02-05", 55, 5, "2")]
    [InlineData("2019-11-02", 49.9, 5, "3")]
    [InlineData("2019-11-02", 50, 5, "1")]
    [InlineData("2019-11-02", 60, 5, "1")]
    [InlineData("2019-11-02", 60.1, 5, "3")]
    [InlineData("2019-11-02", 39.9, 5, "4")]
    [InlineData("2019-11-02", 40, 5, "3")]
    [InlineData("2019-11-02", 70, 5, "3")]
    [InlineData("2019-11-02", 70.1, 5, "4")]
    [InlineData("2019-11-02", 55, -0.1, "2")]
    [InlineData("2019-11-02", 55, 0, "1")]
    [InlineData("2019-11-02", 55, 10, "1")]
    [InlineData("2019-11-02", 55, 10.1, "2")]
    public void All_ends_are_inclusive(string date, double value, double depth, string expected) =>
        Assert.Equal(expected, Flags([Dates("2019-11-01", "2020-02-04", (50, 60), (40, 70), (0, 10))], (date, value, depth)));

    [Theory]
    [InlineData("2021-01-03T12:00:00Z", 53, 6, 3, 1)]
    [InlineData("2024-12-31T23:00:00Z", 1, 1, 366, 4)]
    public void Weeks_are_those_of_iso_8601_and_days_begin_on_monday(string time, int week, int weekday, int yearDay, int quarter)
    {
        var moment = Timestamp.Parse(time);
        Assert.Equal(week, CalendarPeriod.WeekOfYear.Of(moment));
        Assert.Equal(weekday, CalendarPeriod.DayOfWeek.Of(moment));
        Assert.Equal(yearDay, CalendarPeriod.DayOfYear.Of(moment));
        Assert.Equal(quarter, CalendarPeriod.Quarter.Of(moment));
    }

    [Fact]
    public void An_unknown_period_is_told_with_the_known_ones() =>
        Assert.Contains("dayofyear", Assert.Throws<OceanException>(() => CalendarPeriods.Parse("fortnight")).Message, StringComparison.Ordinal);

    private static ClimatologySpan Dates(string from, string to, (double, double) expected, (double, double)? possible = null, (double, double)? depths = null) =>
        new(null, Timestamp.Parse(from), Timestamp.Parse(to), expected, possible, depths);

    private static string Flags(ClimatologySpan[] spans, params (string Date, double Value, double Depth)[] rows) => Vectors.Flags(
        rows.Length,
        flags => QartodClimatologyTest.Evaluate([.. rows.Select(row => row.Value)], [.. rows.Select(row => Timestamp.Parse(row.Date))], [.. rows.Select(row => row.Depth)], spans, flags));
}
