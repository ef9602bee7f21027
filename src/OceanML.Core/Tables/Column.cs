namespace OceanML.Core;

/// <summary>One named column of a <see cref="Table"/>. Immutable by convention: transformations make new columns.</summary>
public abstract class Column
{
    private protected Column(string name, ColumnMetadata? metadata)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        Metadata = metadata ?? ColumnMetadata.None;
    }

    /// <summary>The column's name, unique in its table, compared with case.</summary>
    public string Name { get; }

    /// <summary>Unit, CF names, flag scheme and source.</summary>
    public ColumnMetadata Metadata { get; }

    /// <summary>Number of rows.</summary>
    public abstract int Length { get; }

    /// <summary>Whether the value of a row is missing.</summary>
    public abstract bool IsMissing(int row);

    /// <summary>The rows asked for, in that order.</summary>
    public abstract Column Take(ReadOnlySpan<int> rows);

    /// <summary>The same values under another name or with other metadata.</summary>
    public abstract Column With(string? name = null, ColumnMetadata? metadata = null);

    /// <summary>This column followed by <paramref name="below"/>, which must be of the same kind.</summary>
    public abstract Column Append(Column below);

    /// <summary>A column of the same kind and name, all missing.</summary>
    public abstract Column Missing(int length);
}
