using System.Text;
using OceanML.Core;
using OceanML.Formats.Native.DuckDb;

namespace OceanML.Formats.Tables;

/// <summary>
/// Gathers one column of delimited text as the kind that its first rows promise. Where a later field breaks the promise the column is
/// read once more as text (<see cref="Odd"/> tells).
/// </summary>
internal sealed class TextColumnReader(string name, ColumnKind promised, ColumnMetadata metadata, bool decimalComma, byte[][] missing, double[] fills)
{
    // Beyond 2^53 a double does not hold every whole number.
    private const double LargestExact = 9007199254740992;

    private readonly TextCache cache = new();
    private double[] numbers = [];
    private long[] times = [];
    private string?[] texts = [];
    private int count;
    private int values;
    private bool whole = true;

    /// <summary>Name of the column.</summary>
    public string Name => name;

    /// <summary>The kind promised.</summary>
    public ColumnKind Promised => promised;

    /// <summary>Fields that are not of the kind promised.</summary>
    public int Odd { get; private set; }

    /// <summary>The first of them.</summary>
    public string? FirstOdd { get; private set; }

    /// <summary>Fields that are not missing.</summary>
    public int Values => values;

    /// <summary>Takes the next batch.</summary>
    public void Take(DuckDbVector vector)
    {
        Grow(count + vector.Rows);
        for (var row = 0; row < vector.Rows; row++, count++)
        {
            var field = vector.IsValid(row) ? vector.Bytes(row).Trim((byte)' ') : [];
            var isMissing = field.IsEmpty || MissingTokens.IsMissing(field, missing);
            if (!isMissing) values++;
            switch (promised)
            {
                case ColumnKind.Text:
                    texts[count] = isMissing ? null : cache[field];
                    break;
                case ColumnKind.Time:
                    if (isMissing) times[count] = Timestamp.Missing;
                    else if (!TextField.TryTime(field, out times[count])) Note(field);
                    break;
                default:
                    numbers[count] = double.NaN;
                    if (!isMissing && !TryNumber(field, out numbers[count])) Note(field);
                    break;
            }
        }
    }

    /// <summary>The column, once all batches are in.</summary>
    public Column Finish()
    {
        switch (promised)
        {
            case ColumnKind.Text:
                Array.Resize(ref texts, count);
                return new TextColumn(name, texts, metadata);
            case ColumnKind.Time:
                Array.Resize(ref times, count);
                return new TimeColumn(name, times, metadata);
            default:
                Array.Resize(ref numbers, count);
                var kind = promised == ColumnKind.Boolean ? NumberKind.Boolean : promised == ColumnKind.Integer && whole && values > 0 ? NumberKind.Int64 : NumberKind.Float64;
                return new NumberColumn(name, numbers, metadata, kind);
        }
    }

    private bool TryNumber(ReadOnlySpan<byte> field, out double value)
    {
        var read = promised == ColumnKind.Boolean ? TextField.TryTruth(field, out value) : TextField.TryNumber(field, decimalComma, out value);
        if (!read) return false;
        if (fills.AsSpan().Contains(value)) value = double.NaN;
        else if (whole) whole = Math.Abs(value) < LargestExact && value == Math.Floor(value);
        return true;
    }

    private void Note(ReadOnlySpan<byte> field)
    {
        Odd++;
        FirstOdd ??= Encoding.UTF8.GetString(field);
    }

    private void Grow(int needed)
    {
        var length = promised switch { ColumnKind.Text => texts.Length, ColumnKind.Time => times.Length, _ => numbers.Length };
        if (length >= needed) return;
        length = Math.Max(needed, (int)Math.Min(Array.MaxLength, 2L * length));
        if (promised == ColumnKind.Text) Array.Resize(ref texts, length);
        else if (promised == ColumnKind.Time) Array.Resize(ref times, length);
        else Array.Resize(ref numbers, length);
    }
}
