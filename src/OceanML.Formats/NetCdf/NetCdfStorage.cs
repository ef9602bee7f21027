namespace OceanML.Formats.NetCdf;

/// <summary>How a variable lies on disk.</summary>
/// <param name="ChunkLengths">Lengths of a chunk along each dimension; empty where the variable is contiguous.</param>
/// <param name="DeflateLevel">Level of the compression, 1..9; 0 for none.</param>
/// <param name="Shuffle">Whether bytes are shuffled before compression.</param>
public sealed record NetCdfStorage(IReadOnlyList<long> ChunkLengths, int DeflateLevel, bool Shuffle)
{
    /// <summary>One run of bytes, not compressed.</summary>
    public static readonly NetCdfStorage Contiguous = new([], 0, false);

    /// <summary>Whether the variable is stored in chunks.</summary>
    public bool IsChunked => ChunkLengths.Count > 0;
}
