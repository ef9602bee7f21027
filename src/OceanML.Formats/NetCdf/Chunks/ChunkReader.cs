using System.Buffers;
using System.Runtime.ExceptionServices;
using OceanML.Formats.Native;

namespace OceanML.Formats.NetCdf.Chunks;

/// <summary>Reads chunks of a variable on several threads: the library's thread gets the stored bytes, the others inflate them.</summary>
internal static class ChunkReader
{
    // Small chunks are fetched together: a visit to the library's thread costs as much as inflating a few kilobytes.
    private const int FetchBytes = 1 << 19;
    private const int MostFetched = 64;

    /// <summary>What is done with the values of a chunk, on one of several threads.</summary>
    /// <param name="position">Position of the chunk in the list.</param>
    /// <param name="values">Its values, valid until the call returns.</param>
    /// <returns>True to keep the array of the values, which belongs to the shared pool.</returns>
    public delegate bool Use(int position, ChunkValues values);

    /// <summary>Inflates chunks, each once, and hands them out in any order.</summary>
    /// <param name="dataset">The variable.</param>
    /// <param name="numbers">Numbers of the chunks in its grid.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="run">Runs work on the library's thread.</param>
    /// <param name="use">Takes the values.</param>
    /// <exception cref="InvalidDataException">A chunk is damaged.</exception>
    public static void ForEach(ChunkedDataset dataset, long[] numbers, int threads, Action<Action> run, Use use)
    {
        var together = Math.Clamp(Math.Min(FetchBytes / dataset.ChunkBytes, numbers.Length / threads), 1, MostFetched);
        var fetches = (numbers.Length + together - 1) / together;
        var next = -1;
        Parallel(Math.Min(threads, fetches), () =>
        {
            var stored = new StoredChunk[together];
            for (var i = 0; i < together; i++) stored[i] = new StoredChunk();
            var target = ArrayPool<byte>.Shared.Rent(dataset.ChunkBytes);
            try
            {
                for (var fetch = Interlocked.Increment(ref next); fetch < fetches; fetch = Interlocked.Increment(ref next))
                {
                    var first = fetch * together;
                    var count = Math.Min(together, numbers.Length - first);
                    run(() =>
                    {
                        for (var i = 0; i < count; i++) dataset.ReadStored(numbers[first + i], stored[i]);
                    });
                    for (var i = 0; i < count; i++)
                    {
                        if (use(first + i, dataset.Inflate(stored[i], target))) target = ArrayPool<byte>.Shared.Rent(dataset.ChunkBytes);
                    }
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(target);
                foreach (var chunk in stored) chunk.Dispose();
            }
        });
    }

    // The calling thread works too. The first failure reaches the caller as it was thrown.
    private static void Parallel(int threads, Action work)
    {
        if (threads <= 1)
        {
            work();
            return;
        }

        try
        {
            System.Threading.Tasks.Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ => work());
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }
}
