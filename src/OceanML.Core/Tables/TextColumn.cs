namespace OceanML.Core;

/// <summary>Text: identifiers, labels and quality flags; a missing value is null.</summary>
public sealed class TextColumn(string name, string?[] values, ColumnMetadata? metadata = null) : Column(name, metadata)
{
    /// <summary>The values, one per row; null where missing.</summary>
    public string?[] Values { get; } = values;

    /// <inheritdoc/>
    public override int Length => Values.Length;

    /// <inheritdoc/>
    public override bool IsMissing(int row) => Values[row] is null;

    /// <inheritdoc/>
    public override Column Take(ReadOnlySpan<int> rows) => new TextColumn(Name, Rows.Take(Values, rows), Metadata);

    /// <inheritdoc/>
    public override Column With(string? name = null, ColumnMetadata? metadata = null) =>
        new TextColumn(name ?? Name, Values, metadata ?? Metadata);

    /// <inheritdoc/>
    public override Column Append(Column below) =>
        below is TextColumn other
            ? new TextColumn(Name, [.. Values, .. other.Values], Metadata)
            : throw Rows.DifferentKinds(this, below);

    /// <inheritdoc/>
    public override Column Missing(int length) => new TextColumn(Name, new string?[length], Metadata);
}
