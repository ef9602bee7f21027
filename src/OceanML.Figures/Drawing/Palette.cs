using System.Globalization;
using System.Text;

namespace OceanML.Figures;

/// <summary>A perceptually even colour map that readers with any colour vision can follow, as equidistant colours between 0 and 1.</summary>
/// <param name="Name">Its published name.</param>
/// <param name="Colours">Colours as <c>#RRGGBB</c> from low to high.</param>
public sealed record Palette(string Name, IReadOnlyList<string> Colours)
{
    /// <summary>batlow for values from low to high (F. Crameri, Scientific colour maps 7.0.1, MIT, doi:10.5281/zenodo.5501399).</summary>
    public static Palette Batlow { get; } = FromTriplets(
        "batlow",
        "1/25/89 13/49/93 17/67/96 23/82/98 34/96/97 52/106/90 76/114/77 101/122/63 129/130/50 159/137/43 190/144/53 219/149/75 241/157/107 252/167/142 253/179/177 252/191/211 250/203/248");

    /// <summary>vik for differences around nothing, blue below and brown above (F. Crameri, as above).</summary>
    public static Palette Vik { get; } = FromTriplets(
        "vik",
        "0/18/97 2/43/113 3/68/129 11/93/145 45/123/165 93/156/187 144/188/209 195/218/229 236/229/224 233/204/186 220/172/144 207/142/104 195/114/67 179/83/31 150/49/7 118/23/6 91/1/8");

    /// <summary>devon from light to dark, for densities on white paper (F. Crameri, as above; reversed and without its ends).</summary>
    public static Palette Density { get; } = FromTriplets(
        "devon, reversed",
        "214/211/247 202/198/244 190/184/242 175/170/238 154/155/231 125/142/220 93/127/206 65/113/187 49/101/164 41/88/143 39/71/123");

    /// <summary>The colour at a position between 0 and 1; outside it the end's.</summary>
    public string At(double position)
    {
        if (double.IsNaN(position)) return Ink.Quiet;
        var place = Math.Clamp(position, 0, 1) * (Colours.Count - 1);
        var low = Math.Min((int)place, Colours.Count - 2);
        var weight = place - low;
        var (a, b) = (Colours[low], Colours[low + 1]);
        var mixed = new StringBuilder("#");
        for (var channel = 1; channel < 7; channel += 2)
        {
            var from = int.Parse(a.AsSpan(channel, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var to = int.Parse(b.AsSpan(channel, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            mixed.Append(((int)Math.Round(from + ((to - from) * weight))).ToString("X2", CultureInfo.InvariantCulture));
        }

        return mixed.ToString();
    }

    /// <summary>A colour <c>#RRGGBB</c> as red/green/blue, 0 to 255.</summary>
    internal static string Triplet(string colour) => string.Join('/', Enumerable.Range(0, 3).Select(channel =>
        int.Parse(colour.AsSpan(1 + (2 * channel), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)));

    private static Palette FromTriplets(string name, string triplets) => new(
        name,
        [.. triplets.Split(' ').Select(triplet => "#" + string.Concat(triplet.Split('/').Select(part => int.Parse(part, CultureInfo.InvariantCulture).ToString("X2", CultureInfo.InvariantCulture))))]);
}
