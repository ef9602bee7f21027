using OceanML.Core;
using OceanML.Formats.Native.DuckDb;
using OceanML.Formats.Observations;
using OceanML.Formats.Tables;

namespace OceanML.Formats.Tests.Archives;

public sealed class ParquetObservationsTests : IDisposable
{
    private static readonly long Start = Timestamp.Parse("2024-03-30T00:00:00Z");
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1, "TIMESTAMP")]
    [InlineData(2, "TIMESTAMP WITH TIME ZONE")]
    [InlineData(3, "TIMESTAMP_NS")]
    [InlineData(4, "TIMESTAMP_MS")]
    [InlineData(5, "DATE")]
    [InlineData(6, "VARCHAR")]
    public void A_folder_answers_as_the_same_rows_in_memory_do(int seed, string type)
    {
        var random = new Random(seed);
        var rows = WriteFolder(random, type, 3, 3_000);
        using var store = ObservationStores.Open(folder["store"], 2);
        var memory = InMemory();
        Assert.Equal(rows, store.Count);
        Assert.Equal(memory.RowCount, store.Count);

        var times = memory.Times("time");
        for (var query = 0; query < 25; query++)
        {
            var from = query == 0 ? long.MinValue : Start + random.NextInt64(-2, 12) * Timestamp.PerDay + random.NextInt64(0, 3) * 3_600_000_001;
            var to = query == 1 ? long.MaxValue : query == 2 ? times.Max() : from == long.MinValue ? Start : from + random.NextInt64(0, 2 * Timestamp.PerDay);
            var expected = Enumerable.Range(0, memory.RowCount)
                .Where(row => times[row] != Timestamp.Missing && times[row] >= from && times[row] <= to).OrderBy(row => times[row]).ThenBy(row => row).ToArray();
            Same(memory.Take(expected), expected, store.Between(from, to));
        }

        var all = store.Coordinates().ToList();
        Same(memory, [.. Enumerable.Range(0, memory.RowCount)], Table.Concatenate(all));

        for (var query = 0; query < 8; query++)
        {
            var numbers = Enumerable.Range(0, random.Next(0, 300)).Select(_ => random.NextInt64(store.Count)).ToList();
            if (numbers.Count > 3) numbers[2] = numbers[0];
            var taken = store.Take(numbers);
            var expected = memory.Take([.. numbers.Select(number => (int)number)]);
            Assert.Equal(expected.Names, taken.Names);
            foreach (var name in expected.Names) SameColumn(expected[name], taken[name]);
        }
    }

    private static void Same(Table expected, IReadOnlyList<int> numbers, Table found)
    {
        Assert.Equal(numbers.Select(number => (double)number), found.Numbers("observation"));
        foreach (var name in (string[])["time", "latitude", "longitude", "time_qc", "position_qc"]) SameColumn(expected[name], found[name]);
    }

    private static void SameColumn(Column expected, Column found)
    {
        Assert.Equal(expected.Metadata, found.Metadata);
        Assert.IsType(expected.GetType(), found);
        if (expected is NumberColumn numbers)
        {
            Assert.Equal(numbers.Values, ((NumberColumn)found).Values);
            Assert.Equal(numbers.Kind, ((NumberColumn)found).Kind);
        }
        else if (expected is TimeColumn times)
        {
            Assert.Equal(times.Values, ((TimeColumn)found).Values);
        }
        else
        {
            Assert.Equal(((TextColumn)expected).Values, ((TextColumn)found).Values);
        }
    }

    private Table InMemory() => Table.Concatenate(
        [.. Directory.GetFiles(folder["store"], "*.parquet").Order(StringComparer.Ordinal).Select(path => TableObservations.Placed(TableFile.Read(path), ObservationOptions.Default))]);

    private int WriteFolder(Random random, string type, int files, int rows)
    {
        Directory.CreateDirectory(folder["store"]);
        var total = 0;
        using var session = new DuckDbSession(1);
        for (var file = 0; file < files; file++)
        {
            var count = rows + random.Next(500);
            var times = Enumerable.Range(0, count).Select(_ => random.Next(50) == 0 ? Timestamp.Missing : Start + random.NextInt64(0, 10 * 86_400) * Timestamp.PerSecond).Order().ToArray();
            random.Shuffle(times.AsSpan(0, count / 3));
            var columns = new List<Column>
            {
                new TextColumn("profile", [.. Enumerable.Range(0, count).Select(row => $"{690 + file}_{row / 10:000}")]),
                new TimeColumn("TIME", times, new ColumnMetadata(LongName: "when")),
                new NumberColumn("lat", [.. times.Select(_ => random.Next(40) == 0 ? double.NaN : (random.NextDouble() * 180) - 90)]),
                new NumberColumn("lon", [.. times.Select(_ => random.NextDouble() * 360)]),
                new NumberColumn("chl", [.. times.Select(_ => (double)(float)random.NextDouble())], new ColumnMetadata("mg m-3", LongName: "chlorophyll"), file == 2 ? NumberKind.Float32 : NumberKind.Float64),
            };
            if (file != 1) columns.Add(new TextColumn("position_qc", [.. times.Select(_ => random.Next(2) == 0 ? "1" : null)], new ColumnMetadata(FlagScheme: "argo")));
            if (file == 1) columns.Add(new TextColumn("time_qc", [.. times.Select(_ => "12"[random.Next(2)..][..1])]));
            if (file == 1) columns.Add(new TextColumn("note", [.. times.Select(_ => random.Next(3) == 0 ? null : "Ærø, d'été")]));
            var plain = folder[$"plain{file}.parquet"];
            TableFile.Write(plain, new Table(columns, new Dictionary<string, string> { ["title"] = "planted", ["number"] = $"{file}" }));
            var target = Path.Combine(folder["store"], $"part-{file}.parquet");
            if (type == "TIMESTAMP WITH TIME ZONE") File.Move(plain, target);
            else Recast(session, plain, target, type);
            total += count;
        }

        return total;
    }

    private static void Recast(DuckDbSession session, string from, string to, string type)
    {
        var value = type == "VARCHAR" ? "strftime(\"TIME\"::TIMESTAMP, '%Y-%m-%dT%H:%M:%SZ')" : $"\"TIME\"::TIMESTAMP::{type}";
        var keys = session.Texts($"SELECT decode(key), decode(value) FROM parquet_kv_metadata('{from}')");
        var metadata = string.Join(", ", keys.Select(pair => $"{DuckDbSession.Literal(pair[0]!)}: {DuckDbSession.Literal(pair[1]!)}"));
        session.Execute($"COPY (SELECT * REPLACE ({value} AS \"TIME\") FROM '{from}') TO '{to}' (FORMAT parquet, ROW_GROUP_SIZE 2048, KV_METADATA {{{metadata}}})");
    }
}
