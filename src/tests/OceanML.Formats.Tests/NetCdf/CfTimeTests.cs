using OceanML.Core;

namespace OceanML.Formats.Tests.NetCdf;

/// <summary>Expected dates by cftime 1.6.2 (num2date), the reference implementation of CF calendars.</summary>
public class CfTimeTests
{
    [Theory]
    [InlineData("days since 1950-01-01 00:00:00 UTC", null, 25205.041655092594, "2019-01-04T00:59:59.000000Z")]
    [InlineData("days since 1950-01-01T00:00:00Z", "standard", 25205.5, "2019-01-04T12:00:00Z")]
    [InlineData("seconds since 1970-01-01", null, 1741190973.101671, "2025-03-05T16:09:33.101671Z")]
    [InlineData("Hours since 2002-02-15", null, 7272, "2002-12-15T00:00:00Z")]
    [InlineData("hours since 1800-01-01 00:00:0.0", "gregorian", 1569072, "1979-01-01T00:00:00Z")]
    [InlineData("days since 0001-01-01 00:00:00", "standard", 730000, "1999-09-02T00:00:00Z")]
    [InlineData("days since 0001-01-01 00:00:00", "proleptic_gregorian", 730000, "1999-09-04T00:00:00Z")]
    [InlineData("days since 1900-01-01", "julian", 10, "1900-01-23T00:00:00Z")]
    [InlineData("days since 2000-02-28", "noleap", 1, "2000-03-01T00:00:00Z")]
    [InlineData("days since 2000-01-01", "365_day", 365, "2001-01-01T00:00:00Z")]
    [InlineData("days since 2001-02-28", "all_leap", 2, "2001-03-01T00:00:00Z")]
    [InlineData("days since 2000-01-01", "360_day", 45.25, "2000-02-16T06:00:00Z")]
    [InlineData("minutes since 2000-01-01 00:00:00 +01:30", null, 90, "2000-01-01T00:00:00Z")]
    [InlineData("milliseconds since 1970-1-1", null, -1, "1969-12-31T23:59:59.999Z")]
    [InlineData("days since 1582-10-04", "standard", 1, "1582-10-15T00:00:00Z")]
    public void A_number_becomes_the_instant_that_cftime_says(string units, string? calendar, double value, string expected)
    {
        var timestamp = CfTime.Parse(units, calendar).Decode(value);
        Assert.Equal(expected.Replace(".000000Z", "Z", StringComparison.Ordinal), Timestamp.Format(timestamp));
    }

    [Fact]
    public void Thirty_february_of_a_360_day_year_becomes_the_last_of_february() =>
        Assert.Equal("2001-02-28T00:00:00Z", Timestamp.Format(CfTime.Parse("days since 2001-01-01", "360_day").Decode(59)));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(9.969209968386869e36)]
    [InlineData(1e12)]
    public void What_is_not_a_date_is_missing(double value) =>
        Assert.Equal(Timestamp.Missing, CfTime.Parse("days since 1950-01-01").Decode(value));

    [Theory]
    [InlineData("months since 1950-01-01", "no fixed length")]
    [InlineData("years since 0000-01-01", "no fixed length")]
    [InlineData("fortnights since 1950-01-01", "'fortnights' is not a unit of time")]
    [InlineData("days since yesterday", "should read like 1950-01-01")]
    [InlineData("metres", "not a time unit")]
    public void A_unit_that_cannot_be_dates_is_refused_in_words(string units, string reason)
    {
        var exception = Assert.Throws<OceanException>(() => CfTime.Parse(units));
        Assert.Equal(ExitCode.BadInput, exception.Code);
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_calendar_is_refused_with_those_that_are_known() =>
        Assert.Contains("noleap", Assert.Throws<OceanException>(() => CfTime.Parse("days since 2000-01-01", "martian")).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_day_of_four_centuries_is_one_day_after_the_last()
    {
        var unit = CfTime.Parse("days since 1600-01-01");
        for (var day = 0; day < 146097; day++) Assert.Equal(Timestamp.From(new DateTime(1600, 1, 1).AddDays(day)), unit.Decode(day));
    }
}
