namespace OceanML.Core.Tests;

public sealed class TimeTests
{
    [Theory]
    [InlineData("2024-06-08T13:45:00Z", "2024-06-08T13:45:00Z")]
    [InlineData("2024-06-08 13:45", "2024-06-08T13:45:00Z")]
    [InlineData("2024-06-08T15:45:00+02:00", "2024-06-08T13:45:00Z")]
    [InlineData("2024-06-08T13:45:00.25Z", "2024-06-08T13:45:00.25Z")]
    [InlineData("2024-06-08", "2024-06-08T00:00:00Z")]
    [InlineData("2024-06", "2024-06-01T00:00:00Z")]
    [InlineData("2024", "2024-01-01T00:00:00Z")]
    [InlineData("20240608", "2024-06-08T00:00:00Z")]
    [InlineData("20240608134500", "2024-06-08T13:45:00Z")]
    [InlineData("1949-12-31T23:59:59Z", "1949-12-31T23:59:59Z")]
    public void Iso_times_are_read_and_written(string text, string canonical)
    {
        Assert.True(Timestamp.TryParse(text, out var timestamp));
        Assert.Equal(canonical, Timestamp.Format(timestamp));
        Assert.Equal(timestamp, Timestamp.Parse(canonical));
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2024-13-01")]
    [InlineData("2023-02-29")]
    [InlineData("08/06/2024")]
    public void What_is_no_iso_time_is_refused_with_the_right_form(string text)
    {
        Assert.False(Timestamp.TryParse(text, out var timestamp));
        Assert.Equal(Timestamp.Missing, timestamp);
        var failure = Assert.Throws<OceanException>(() => Timestamp.Parse(text));
        Assert.Equal(ExitCode.Usage, failure.Code);
        Assert.EndsWith("write 2024-06-08 or 2024-06-08T13:45:00Z", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_epoch_is_1970_and_the_unit_a_microsecond()
    {
        Assert.Equal(0, Timestamp.Parse("1970-01-01"));
        Assert.Equal(86_400_000_000, Timestamp.Parse("1970-01-02"));
        Assert.Equal("", Timestamp.Format(Timestamp.Missing));
    }

    [Theory]
    [InlineData("1d", 86400)]
    [InlineData("3h", 10800)]
    [InlineData("30min", 1800)]
    [InlineData("90s", 90)]
    [InlineData("1.5h", 5400)]
    public void Lengths_of_time_are_read(string text, double seconds) => Assert.Equal(seconds, Duration.Parse(text).TotalSeconds);

    [Theory]
    [InlineData("3")]
    [InlineData("d")]
    [InlineData("1 fortnight")]
    public void A_length_without_a_unit_is_a_usage_error(string text) =>
        Assert.Equal(ExitCode.Usage, Assert.Throws<OceanException>(() => Duration.Parse(text)).Code);
}
