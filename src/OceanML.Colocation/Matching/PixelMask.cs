using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Which pixels of some boxes are masked, and by which flag.</summary>
internal sealed class PixelMask
{
    private const byte Free = 0;
    private const byte NothingRequired = 255;

    private readonly byte[] maskedBy;
    private readonly List<string> names;

    private PixelMask(byte[] maskedBy, List<string> names) => (this.maskedBy, this.names) = (maskedBy, names);

    /// <summary>Reads the flags of some boxes of one time step. A pixel with several masking flags counts for the lowest bit.</summary>
    public static PixelMask Read(IField field, MaskRule rule, ReadOnlySpan<PixelBox> boxes, int rows, int columns, int period)
    {
        var names = new List<string>();
        var pixels = boxes.Length == 0 ? 0 : boxes[0].Pixels;
        var maskedBy = new byte[boxes.Length * pixels];
        foreach (var flags in field.Flags)
        {
            var (excluded, required) = rule.For(flags);
            if (excluded.Count == 0 && required == 0) continue;
            var all = excluded.Aggregate(0UL, (bits, flag) => bits | flag.Bits);
            var firstName = names.Count + 1;
            names.AddRange(excluded.Select(flag => flag.Name));
            if (names.Count >= NothingRequired) throw OceanException.Usage($"{field.Source}: more than {NothingRequired - 1} flags to mask");
            var bits = new ulong[maskedBy.Length];

            // Pixels beyond the edge have no value anyway; they are not to look as if they lacked a required flag.
            Array.Fill(bits, required);
            BoxReader.Read<ulong>(boxes, 0, rows, columns, period, (window, into) => field.ReadFlags(flags.Name, window, into), bits);
            for (var i = 0; i < bits.Length; i++)
            {
                if (maskedBy[i] != Free) continue;
                if ((bits[i] & all) != 0) maskedBy[i] = (byte)(firstName + First(excluded, bits[i]));
                else if (required != 0 && (bits[i] & required) == 0) maskedBy[i] = NothingRequired;
            }
        }

        return new PixelMask(maskedBy, names);
    }

    /// <summary>Makes the masked pixels missing.</summary>
    public void Apply(Span<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (maskedBy[i] != Free) values[i] = double.NaN;
        }
    }

    /// <summary>Why a box without valid pixels has none: the flag that masks most of its pixels, or that values are missing.</summary>
    public string Reason(int first, int pixels)
    {
        Span<int> counts = stackalloc int[256];
        foreach (var flag in maskedBy.AsSpan(first, pixels)) counts[flag]++;
        var most = Free;
        for (var flag = 1; flag < counts.Length; flag++)
        {
            if (counts[flag] > (most == Free ? 0 : counts[most])) most = (byte)flag;
        }

        if (most == Free || counts[Free] > counts[most]) return Rejections.Missing;
        return Rejections.Masked(most == NothingRequired ? "no_required_flag" : names[most - 1]);
    }

    private static int First(IReadOnlyList<(string Name, ulong Bits)> excluded, ulong bits)
    {
        for (var i = 0; i < excluded.Count; i++)
        {
            if ((excluded[i].Bits & bits) != 0) return i;
        }

        return -1;
    }
}
