using OceanML.Core;

namespace OceanML.Colocation.Tests;

/// <summary>A table that is read as if it lay on disk, three rows at a time.</summary>
internal sealed class TableStore(Table table) : IObservationStore
{
    private const int Batch = 3;

    private static readonly string[] Names = ["time", "latitude", "longitude", "time_qc", "position_qc"];

    public string Source => "store";

    public long Count => table.RowCount;

    public Table Between(long earliest, long latest)
    {
        var times = table.Times("time");
        return Of([.. Enumerable.Range(0, table.RowCount).Where(row => times[row] != Timestamp.Missing && times[row] >= earliest && times[row] <= latest).OrderBy(row => times[row])]);
    }

    public IEnumerable<Table> Coordinates() => Enumerable.Range(0, table.RowCount).Chunk(Batch).Select(Of);

    public Table Take(IReadOnlyList<long> observations) => table.Take([.. observations.Select(observation => (int)observation)]);

    private Table Of(int[] rows) =>
        table.Select(Names.Where(table.Has)).Take(rows).With(new NumberColumn("observation", [.. rows.Select(row => (double)row)], kind: NumberKind.Int64));
}
