using System.Text;

namespace OceanML.Formats.Tables;

/// <summary>Texts of a column repeat (platforms, flags): one string serves all equal values that meet in a slot of a small cache.</summary>
internal sealed class TextCache
{
    private const int Slots = 1024;
    private readonly (byte[]? Bytes, string Text)[] slots = new (byte[]?, string)[Slots];

    /// <summary>The text of UTF-8 bytes.</summary>
    public string this[ReadOnlySpan<byte> bytes]
    {
        get
        {
            var hash = default(HashCode);
            hash.AddBytes(bytes);
            ref var slot = ref slots[hash.ToHashCode() & (Slots - 1)];
            if (slot.Bytes is null || !bytes.SequenceEqual(slot.Bytes)) slot = (bytes.ToArray(), Encoding.UTF8.GetString(bytes));
            return slot.Text;
        }
    }
}
