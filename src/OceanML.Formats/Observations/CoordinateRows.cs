using OceanML.Core;
using OceanML.Formats.Native.DuckDb;
using OceanML.Formats.Tables;

namespace OceanML.Formats.Observations;

/// <summary>Gathers number, time, position and flags of stored observations.</summary>
internal sealed class CoordinateRows(Table head, IReadOnlyList<string> flags)
{
    private readonly List<long> numbers = [];
    private readonly List<long> times = [];
    private readonly List<double> latitudes = [];
    private readonly List<double> longitudes = [];
    private readonly List<string?>[] flagValues = [.. flags.Select(_ => new List<string?>())];
    private readonly TextCache texts = new();

    /// <summary>Number of rows since the last table.</summary>
    public int Count => numbers.Count;

    /// <summary>Adds a batch: number, time, latitude, longitude, then the flags.</summary>
    public void Add(DuckDbRows batch) => Add(batch, null, 0, null);

    /// <summary>Adds those rows of a batch whose times, known by their number, lie in a span.</summary>
    /// <param name="batch">Number, nothing, latitude, longitude, flags.</param>
    /// <param name="known">Times by row of the file; null where they are in the batch.</param>
    /// <param name="first">Number of the first row of the file.</param>
    /// <param name="span">The span, both ends inclusive; null for all rows.</param>
    public void Add(DuckDbRows batch, long[]? known, long first, (long Earliest, long Latest)? span)
    {
        var numberValues = batch.Column(0).Values<long>();
        var time = batch.Column(1);
        var latitude = batch.Column(2);
        var longitude = batch.Column(3);
        var timeValues = time.Values<long>();
        var latitudeValues = latitude.Values<double>();
        var longitudeValues = longitude.Values<double>();
        for (var row = 0; row < batch.Count; row++)
        {
            var instant = known is not null ? known[numberValues[row] - first] : time.IsValid(row) ? timeValues[row] : Timestamp.Missing;
            if (span is { } wanted && (instant == Timestamp.Missing || instant < wanted.Earliest || instant > wanted.Latest)) continue;
            numbers.Add(numberValues[row]);
            times.Add(instant);
            latitudes.Add(latitude.IsValid(row) ? latitudeValues[row] : double.NaN);
            longitudes.Add(longitude.IsValid(row) ? TableObservations.Wrap(longitudeValues[row]) : double.NaN);
            for (var flag = 0; flag < flagValues.Length; flag++)
            {
                var vector = batch.Column(4 + flag);
                flagValues[flag].Add(vector.IsValid(row) && texts[vector.Bytes(row)] is { Length: > 0 } text ? text : null);
            }
        }
    }

    /// <summary>The rows as a table; what is added afterwards goes into the next one.</summary>
    /// <param name="sorted">By time, then by number; otherwise as they came.</param>
    public Table Finish(bool sorted)
    {
        var table = new Table(
            [
                new NumberColumn("observation", [.. numbers.Select(number => (double)number)], new ColumnMetadata("1"), NumberKind.Int64),
                new TimeColumn("time", [.. times], head["time"].Metadata),
                new NumberColumn("latitude", [.. latitudes], head["latitude"].Metadata),
                new NumberColumn("longitude", [.. longitudes], head["longitude"].Metadata),
                .. flags.Select((flag, i) => new TextColumn(flag, [.. flagValues[i]], head[flag].Metadata)),
            ]);
        if (sorted)
        {
            var keys = new (long, long)[Count];
            for (var i = 0; i < keys.Length; i++) keys[i] = (times[i], numbers[i]);
            var order = Enumerable.Range(0, Count).ToArray();
            Array.Sort(keys, order);
            table = table.Take(order);
        }

        numbers.Clear();
        times.Clear();
        latitudes.Clear();
        longitudes.Clear();
        foreach (var values in flagValues) values.Clear();
        return table;
    }
}
