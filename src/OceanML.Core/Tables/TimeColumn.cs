namespace OceanML.Core;

/// <summary>Instants in UTC, as microseconds since 1970-01-01T00:00:00Z; see <see cref="Timestamp"/>.</summary>
public sealed class TimeColumn(string name, long[] values, ColumnMetadata? metadata = null) : Column(name, metadata)
{
    /// <summary>Microseconds since 1970-01-01 UTC, one per row; <see cref="Timestamp.Missing"/> where missing.</summary>
    public long[] Values { get; } = values;

    /// <inheritdoc/>
    public override int Length => Values.Length;

    /// <inheritdoc/>
    public override bool IsMissing(int row) => Values[row] == Timestamp.Missing;

    /// <inheritdoc/>
    public override Column Take(ReadOnlySpan<int> rows) => new TimeColumn(Name, Rows.Take(Values, rows), Metadata);

    /// <inheritdoc/>
    public override Column With(string? name = null, ColumnMetadata? metadata = null) =>
        new TimeColumn(name ?? Name, Values, metadata ?? Metadata);

    /// <inheritdoc/>
    public override Column Append(Column below) =>
        below is TimeColumn other
            ? new TimeColumn(Name, [.. Values, .. other.Values], Metadata)
            : throw Rows.DifferentKinds(this, below);

    /// <inheritdoc/>
    public override Column Missing(int length)
    {
        var values = new long[length];
        Array.Fill(values, Timestamp.Missing);
        return new TimeColumn(Name, values, Metadata);
    }
}
