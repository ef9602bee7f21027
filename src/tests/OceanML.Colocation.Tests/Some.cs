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
        var options = new MatchupOptions { KeepRejected = true };
        var result = Matchups.Find(observations, fields.Select(field => field.AsSource()), protocol, options);
        Assert.Equal(result.Observations, result.Matched + result.Rejected.Values.Sum());
        AssertSame(result, InTwoPhases(observations, protocol, options, fields));
        var onDisk = Matchups.Find(new TableStore(observations), fields.Select(field => field.AsSource()), protocol, options);
        Assert.Equal(result.Rejected, onDisk.Rejected);
        AssertSame(result.Matchups, onDisk.Matchups);
        return result;
    }

    /// <summary>The same by a manifest per field, as an archive is worked through.</summary>
    public static MatchupResult InTwoPhases(Table observations, MatchupProtocol protocol, MatchupOptions options, params MemoryField[] fields)
    {
        var manifests = fields.Select(field => GranuleManifest.Of(Matchups.Extract(observations, field.AsSource(), protocol).Table)).ToList();
        return Matchups.Assemble(observations, manifests, name => fields.Single(field => field.Source == name).AsSource(), Protocol([.. protocol.Variables]) with
        {
            Mask = protocol.Mask,
            MinimumValid = protocol.MinimumValid,
            Limits = protocol.Limits,
            Outliers = protocol.Outliers,
            VariationLimit = protocol.VariationLimit,
            VariationOf = protocol.VariationOf,
            Geometric = protocol.Geometric,
            Matches = protocol.Matches,
            Several = protocol.Several,
            Once = protocol.Once,
            Prefix = protocol.Prefix,
        }, options);
    }

    private static void AssertSame(MatchupResult one, MatchupResult other)
    {
        Assert.Equal(one.Rejected, other.Rejected);
        Assert.Equal((one.Matched, one.NearestMissKm, one.NearestMissTime), (other.Matched, other.NearestMissKm, other.NearestMissTime));
        AssertSame(one.Matchups, other.Matchups);
        AssertSame(one.Candidates!, other.Candidates!);
    }

    private static void AssertSame(Table one, Table other)
    {
        Assert.Equal(one.Names, other.Names);
        Assert.Equal(one.Metadata, other.Metadata);
        foreach (var name in one.Names)
        {
            Assert.Equal(one[name].Metadata, other[name].Metadata);
            Assert.Equal(Values(one[name]), Values(other[name]));
        }
    }

    private static IEnumerable<object?> Values(Column column) => column switch
    {
        NumberColumn numbers => numbers.Values.Cast<object?>(),
        TimeColumn times => times.Values.Cast<object?>(),
        TextColumn texts => texts.Values,
        _ => throw new ArgumentException("a column holds numbers, times or text", nameof(column)),
    };
}
