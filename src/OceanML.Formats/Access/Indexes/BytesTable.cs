using System.Runtime.InteropServices;
using System.Text;

namespace OceanML.Formats.Access;

/// <summary>Numbers the different byte texts that it is asked for; neighbouring lines mostly have the same.</summary>
internal sealed class BytesTable
{
    private readonly List<byte[]> texts = [];
    private readonly Dictionary<int, List<int>> places = [];
    private int last = -1;

    /// <summary>The texts, in the order of first appearance.</summary>
    public IEnumerable<string> Texts => texts.Select(Encoding.Latin1.GetString);

    /// <summary>The number of a text.</summary>
    public int Number(ReadOnlySpan<byte> text)
    {
        if (last >= 0 && text.SequenceEqual(texts[last])) return last;
        var hash = default(HashCode);
        hash.AddBytes(text);
        ref var candidates = ref CollectionsMarshal.GetValueRefOrAddDefault(places, hash.ToHashCode(), out _);
        candidates ??= [];
        foreach (var candidate in candidates)
        {
            if (text.SequenceEqual(texts[candidate])) return last = candidate;
        }

        candidates.Add(texts.Count);
        texts.Add(text.ToArray());
        return last = texts.Count - 1;
    }
}
