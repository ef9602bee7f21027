using OceanML.Core;

namespace OceanML.Formats.Access;

/// <summary>Reads an index block by block: one thread reads or inflates, the others make columns of the lines, and the blocks come in the order of the file.</summary>
internal sealed class GdacIndexReader : IDisposable
{
    private readonly IndexBytes bytes;
    private readonly ArraySegment<byte> first;
    private readonly int headerLength;

    /// <summary>Opens an index and reads its header.</summary>
    /// <exception cref="OceanException">Not a profile index, or a damaged one.</exception>
    public GdacIndexReader(string path)
    {
        bytes = new IndexBytes(path);
        first = bytes.Next();
        Header = GdacIndexHeader.Read(path, first, out headerLength);
    }

    /// <summary>What stands before the first profile.</summary>
    public GdacIndexHeader Header { get; }

    /// <summary>The different origins and contents so far.</summary>
    public GdacNames Names { get; } = new();

    /// <summary>Number of lines so far that are no entries.</summary>
    public int Malformed { get; private set; }

    /// <summary>The lines, a block at a time, texts numbered as in <see cref="Names"/>.</summary>
    /// <param name="threads">Most threads at work; the result does not depend on it.</param>
    public IEnumerable<GdacLines> Blocks(int threads)
    {
        var ahead = Math.Max(0, threads - 1) * 4;
        var pending = new Queue<Task<(GdacLines Lines, GdacLineParser Parser)>>();
        var (block, skipped) = (first, headerLength);
        while (block.Count > 0 || pending.Count > 0)
        {
            if (block.Count > 0)
            {
                var (lines, start) = (block, skipped);
                pending.Enqueue(ahead == 0 ? Task.FromResult(Parse(lines, start)) : Task.Run(() => Parse(lines, start)));
                (block, skipped) = (bytes.Next(), 0);
                if (block.Count > 0 && pending.Count <= ahead) continue;
            }

            var parsed = pending.Dequeue().GetAwaiter().GetResult();
            yield return Renumber(parsed.Lines, parsed.Parser);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => bytes.Dispose();

    private (GdacLines Lines, GdacLineParser Parser) Parse(ArraySegment<byte> block, int start)
    {
        var parser = new GdacLineParser(Header);
        var lines = parser.Parse(block.AsSpan(start));
        IndexBytes.Release(block);
        return (lines, parser);
    }

    private GdacLines Renumber(GdacLines lines, GdacLineParser parser)
    {
        Malformed += parser.Malformed;
        Renumber(lines.Origins.AsSpan(0, lines.Count), [.. parser.OriginTexts.Select(Names.Origin)]);
        Renumber(lines.Contents.AsSpan(0, lines.Count), [.. parser.ContentTexts.Select(Names.Content)]);
        return lines;
    }

    private static void Renumber(Span<int> numbers, int[] names)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (names[i] == i) continue;
            foreach (ref var number in numbers) number = names[number];
            return;
        }
    }
}
