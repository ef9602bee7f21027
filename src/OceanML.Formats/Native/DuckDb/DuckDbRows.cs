namespace OceanML.Formats.Native.DuckDb;

/// <summary>A batch of rows of a query, valid while it is being received.</summary>
internal readonly ref struct DuckDbRows(DuckDbChunkHandle chunk)
{
    private readonly DuckDbChunkHandle chunk = chunk;

    /// <summary>Number of rows, at most 2048.</summary>
    public int Count { get; } = (int)DuckDbNative.ChunkSize(chunk);

    /// <summary>Number of columns.</summary>
    public int Columns { get; } = (int)DuckDbNative.ChunkColumns(chunk);

    /// <summary>One column of the batch.</summary>
    public DuckDbVector Column(int column) => new(DuckDbNative.ChunkVector(chunk, (ulong)column), Count);
}
