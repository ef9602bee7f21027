using OceanML.Core;

namespace OceanML.Colocation.Tests;

/// <summary>Things that many tests need.</summary>
internal static class Some
{
    public static long At(string time) => Timestamp.Parse(time);

    public static TimeInterval Day(string day) => new(At(day), At(day) + Timestamp.PerDay);

    public static TimeInterval Instant(string time) => new(At(time), At(time));

    public static FieldGeometry.Grid Grid(int rows = 10, int columns = 10) =>
        new([.. Enumerable.Range(0, rows).Select(row => (double)row)], [.. Enumerable.Range(0, columns).Select(column => (double)column)]);

    public static Table Observations(params (string Time, double Latitude, double Longitude)[] rows) => new(
    [
        new TextColumn("platform", [.. rows.Select((_, i) => $"P{i}")]),
        new TimeColumn("time", [.. rows.Select(row => row.Time.Length == 0 ? Timestamp.Missing : At(row.Time))]),
        new NumberColumn("latitude", [.. rows.Select(row => row.Latitude)]),
        new NumberColumn("longitude", [.. rows.Select(row => row.Longitude)]),
    ]);

    public static MatchupProtocol Protocol(params string[] variables) => new() { Variables = variables.Length == 0 ? ["v"] : variables };

    public static MatchupResult Match(Table observations, MatchupProtocol protocol, params MemoryField[] fields)
    {
        var result = Matchups.Find(observations, fields.Select(field => field.AsSource()), protocol, keepRejected: true);
        Assert.Equal(result.Observations, result.Matched + result.Rejected.Values.Sum());
        return result;
    }
}
