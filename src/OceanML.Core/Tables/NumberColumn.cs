namespace OceanML.Core;

/// <summary>Numbers; a missing value is NaN.</summary>
public sealed class NumberColumn(string name, double[] values, ColumnMetadata? metadata = null, NumberKind kind = NumberKind.Float64)
    : Column(name, metadata)
{
    /// <summary>The values, one per row; NaN where missing.</summary>
    public double[] Values { get; } = values;

    /// <summary>How the column is stored in files.</summary>
    public NumberKind Kind { get; } = kind;

    /// <inheritdoc/>
    public override int Length => Values.Length;

    /// <inheritdoc/>
    public override bool IsMissing(int row) => double.IsNaN(Values[row]);

    /// <inheritdoc/>
    public override Column Take(ReadOnlySpan<int> rows) => new NumberColumn(Name, Rows.Take(Values, rows), Metadata, Kind);

    /// <inheritdoc/>
    public override Column With(string? name = null, ColumnMetadata? metadata = null) =>
        new NumberColumn(name ?? Name, Values, metadata ?? Metadata, Kind);

    /// <inheritdoc/>
    public override Column Append(Column below) =>
        below is NumberColumn other
            ? new NumberColumn(Name, [.. Values, .. other.Values], Metadata, Kind == other.Kind ? Kind : NumberKind.Float64)
            : throw Rows.DifferentKinds(this, below);

    /// <inheritdoc/>
    public override Column Missing(int length)
    {
        var values = new double[length];
        Array.Fill(values, double.NaN);
        return new NumberColumn(Name, values, Metadata, Kind);
    }
}
