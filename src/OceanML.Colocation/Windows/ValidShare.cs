using System.Globalization;
using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>How many pixels of a macro-pixel must be valid.</summary>
/// <param name="Share">Share of the pixels that count (water within the window), 0..1.</param>
/// <param name="MoreThan">Whether the share itself is not enough: more than half of 9 and of 10 pixels is 5 and 6.</param>
public readonly record struct ValidShare(double Share, bool MoreThan = false)
{
    /// <summary>The share as <see cref="Parse"/> reads it.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{(MoreThan ? ">" : "")}{Share:0.######}");

    /// <summary>Parses <c>0.5</c> (at least) or <c>&gt;0.5</c> (more than).</summary>
    /// <exception cref="OceanException">Not a share of 0..1.</exception>
    public static ValidShare Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var more = text.StartsWith('>');
        return double.TryParse(text.AsSpan(more ? 1 : 0), NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1
            ? new ValidShare(share, more)
            : throw OceanException.Usage($"'{text}' is not a share of valid pixels; write a number within 0..1, e.g. 0.5 for at least half or '>0.5' for more than half");
    }

    /// <summary>The smallest number of valid pixels among so many that count; at least 1.</summary>
    public int Needed(int counted)
    {
        var exact = Share * counted;
        var needed = MoreThan ? (int)Math.Floor(exact + 1e-9) + 1 : (int)Math.Ceiling(exact - 1e-9);
        return Math.Max(1, Math.Min(needed, MoreThan ? Math.Max(1, counted) : needed));
    }
}
