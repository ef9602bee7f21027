using System.Globalization;
using OceanML.Core;

namespace OceanML.Formats.Access;

/// <summary>Cycles of a float from one to another.</summary>
/// <param name="First">First cycle, inclusive.</param>
/// <param name="Last">Last cycle, inclusive.</param>
public sealed record CycleRange(int First, int Last)
{
    /// <summary>Whether a cycle lies in the range.</summary>
    public bool Holds(int cycle) => cycle >= First && cycle <= Last;

    /// <summary>Reads <c>15</c>, <c>1-10</c> or <c>100-</c> (to the last).</summary>
    /// <exception cref="OceanException">None of them.</exception>
    public static CycleRange Parse(string text)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var (from, to) = dash < 0 ? (text, text) : (text[..dash], text[(dash + 1)..]);
        var last = int.MaxValue;
        if (!Number(from, out var first) || (!(dash >= 0 && to.Length == 0) && !Number(to, out last)))
            throw OceanException.Usage($"'{text}' is not a cycle; write 15, 1-10 or 100- (from 100 on)");
        return first <= last ? new CycleRange(first, last) : throw OceanException.Usage($"cycles '{text}' end before they begin");
    }

    private static bool Number(string text, out int number) => int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
