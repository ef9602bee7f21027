namespace OceanML.Formats.Access;

/// <summary>What a transferred file must be. A server in maintenance, or a portal on the way, answers 200 with a page of HTML.</summary>
/// <param name="Name">In messages: "the server sent something that is not …".</param>
/// <param name="IsBegun">Whether a file of this kind may begin with these bytes, sixteen of them or fewer.</param>
internal sealed record TransferKind(string Name, Func<ReadOnlyMemory<byte>, bool> IsBegun)
{
    /// <summary>NetCDF, classic or HDF5.</summary>
    public static readonly TransferKind NetCdf = new("netCDF", bytes => bytes.Span.StartsWith("CDF"u8) || bytes.Span.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'H', (byte)'D', (byte)'F']));

    /// <summary>A text of lines with commas, or a gzip.</summary>
    public static readonly TransferKind IndexText = new("an index of a GDAC", bytes => bytes.Span.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]) || bytes.Span is [(byte)'#', ..] || bytes.Span.StartsWith("file,"u8) || bytes.Span.StartsWith("PLATFORM_CODE,"u8));

    /// <summary>Whether a file is of this kind.</summary>
    public bool IsRight(string path)
    {
        var bytes = new byte[16];
        using var file = File.OpenRead(path);
        return IsBegun(bytes.AsMemory(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)));
    }
}
