using System.Runtime.InteropServices;
using OceanML.Core;
using OceanML.Formats.Native.DuckDb;

namespace OceanML.Formats.Tables;

/// <summary>Gathers one column from the batches of a query. The query has cast it to DOUBLE, BIGINT (times) or VARCHAR.</summary>
internal abstract class ColumnReader
{
    /// <summary>Takes the next batch.</summary>
    public abstract void Take(DuckDbVector vector, int at);

    /// <summary>The column, once all batches are in.</summary>
    public abstract Column Finish();

    /// <summary>A reader for a column of a kind.</summary>
    public static ColumnReader For(string name, ColumnKind kind, ColumnMetadata metadata, int rows, IReadOnlyList<string> missing) => kind switch
    {
        ColumnKind.Text => new TextReader(name, metadata, rows, missing),
        ColumnKind.Time => new TimeReader(name, metadata, rows),
        _ => new NumberReader(name, kind, metadata, rows, missing),
    };

    private sealed class NumberReader(string name, ColumnKind kind, ColumnMetadata metadata, int rows, IReadOnlyList<string> missing) : ColumnReader
    {
        private readonly double[] values = new double[rows];
        private readonly double[] fills = MissingTokens.Numbers(missing);

        public override void Take(DuckDbVector vector, int at)
        {
            var target = values.AsSpan(at, vector.Rows);
            vector.Values<double>().CopyTo(target);
            for (var row = 0; row < target.Length; row++)
            {
                if (!vector.IsValid(row) || fills.AsSpan().Contains(target[row])) target[row] = double.NaN;
            }
        }

        public override Column Finish() => new NumberColumn(name, values, metadata, kind switch
        {
            ColumnKind.Single => NumberKind.Float32,
            ColumnKind.Integer => NumberKind.Int64,
            ColumnKind.Boolean => NumberKind.Boolean,
            _ => NumberKind.Float64,
        });
    }

    private sealed class TimeReader(string name, ColumnMetadata metadata, int rows) : ColumnReader
    {
        private readonly long[] values = new long[rows];

        public override void Take(DuckDbVector vector, int at)
        {
            var source = vector.Values<long>();
            for (var row = 0; row < source.Length; row++) values[at + row] = vector.IsValid(row) ? source[row] : Timestamp.Missing;
        }

        public override Column Finish() => new TimeColumn(name, values, metadata);
    }

    private sealed class TextReader(string name, ColumnMetadata metadata, int rows, IReadOnlyList<string> missing) : ColumnReader
    {
        private readonly string?[] values = new string?[rows];
        private readonly TextCache cache = new();
        private readonly HashSet<string> fills = [.. missing];

        public override void Take(DuckDbVector vector, int at)
        {
            for (var row = 0; row < vector.Rows; row++)
            {
                if (vector.IsValid(row) && cache[vector.Bytes(row)] is { Length: > 0 } text && !fills.Contains(text)) values[at + row] = text;
            }
        }

        public override Column Finish() => new TextColumn(name, values, metadata);
    }
}
