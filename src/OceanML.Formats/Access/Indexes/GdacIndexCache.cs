using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OceanML.Core;
using OceanML.Formats.Native.DuckDb;

namespace OceanML.Formats.Access;

/// <summary>
/// An index kept as Parquet in a cache folder: <c>index-KEY.CHECK.parquet</c>. The key tells the text (its length, time of change, first and last bytes),
/// the check the bytes of the Parquet file. A file that is damaged, or of another version of this program, is left aside and written anew.
/// </summary>
internal sealed class GdacIndexCache
{
    private const int Version = 1;

    private readonly string path;
    private readonly string folder;
    private readonly string key;

    /// <summary>The cache of an index.</summary>
    public GdacIndexCache(string path, string folder) => (this.path, this.folder, key) = (path, folder, KeyOf(path));

    /// <summary>Searches the cache; null where there is none.</summary>
    public GdacIndexResult? Search(GdacSelection selection, int threads)
    {
        if (!Directory.Exists(folder)) return null;
        foreach (var file in Directory.GetFiles(folder, $"index-{key}.*.parquet").Order(StringComparer.Ordinal))
        {
            try
            {
                // While the bytes are checked the search goes on; its result counts only if they are right.
                var name = Task.Run(() => NameOf(file));
                GdacIndexResult? result = null;
                try
                {
                    result = new GdacIndexParquet(file).Search(path, selection, threads);
                }
                finally
                {
                    name.Wait();
                }

                if (result is not null && Path.GetFileName(file) == name.Result) return result;
            }
            catch (Exception exception) when (exception is DuckDbException or IOException or UnauthorizedAccessException or FormatException or JsonException or KeyNotFoundException)
            {
                // The text is there: what cannot be read is written again.
            }
        }

        return null;
    }

    /// <summary>Starts to write the cache.</summary>
    public GdacIndexWriter Write(int threads) => new(folder, threads, NameOf);

    private string NameOf(string file) => string.Create(CultureInfo.InvariantCulture, $"index-{key}.{Check(file):x8}.parquet");

    /// <summary>CRC-32C of a file, four lanes of it, so that the processor's instruction is busy.</summary>
    private static uint Check(string file)
    {
        using var stream = File.OpenRead(file);
        var buffer = new byte[1 << 20];
        var (a, b, c, d) = (0u, 1u, 2u, 3u);
        while (stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) is var length and > 0)
        {
            if (length < buffer.Length) Array.Clear(buffer, length, buffer.Length - length);
            var words = MemoryMarshal.Cast<byte, ulong>(buffer.AsSpan(0, (length + 31) & ~31));
            for (var i = 0; i < words.Length; i += 4)
            {
                a = BitOperations.Crc32C(a, words[i]);
                b = BitOperations.Crc32C(b, words[i + 1]);
                c = BitOperations.Crc32C(c, words[i + 2]);
                d = BitOperations.Crc32C(d, words[i + 3]);
            }
        }

        return BitOperations.Crc32C(BitOperations.Crc32C(BitOperations.Crc32C(BitOperations.Crc32C(a, b), c), d), (ulong)stream.Length);
    }

    private static string KeyOf(string path)
    {
        const int most = 1 << 16;
        using var stream = File.OpenRead(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Version}|{stream.Length}|{File.GetLastWriteTimeUtc(path).Ticks}|")));
        var buffer = new byte[most];
        hash.AppendData(buffer.AsSpan(0, stream.ReadAtLeast(buffer, most, throwOnEndOfStream: false)));
        stream.Seek(Math.Max(0, stream.Length - most), SeekOrigin.Begin);
        hash.AppendData(buffer.AsSpan(0, stream.ReadAtLeast(buffer, most, throwOnEndOfStream: false)));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..32];
    }
}
