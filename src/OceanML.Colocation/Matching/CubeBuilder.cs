using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Puts the pixels of matchups into arrays, all macro-pixels on the rectangle of the largest.</summary>
internal static class CubeBuilder
{
    private const string OutsideMacroPixel = "outside_macro_pixel";

    /// <summary>Builds the cube of matchups.</summary>
    /// <param name="table">Their table.</param>
    /// <param name="matchups">The matchups, in the order of its rows.</param>
    /// <param name="plan">Their columns.</param>
    /// <param name="names">The name each of them has in the table.</param>
    /// <exception cref="OceanException">More pixels than an array holds.</exception>
    public static MatchupCube Build(Table table, IReadOnlyList<Candidate> matchups, ColumnPlan plan, IReadOnlyList<string> names)
    {
        var rows = matchups.Select(matchup => matchup.Footprint.Box.Rows).DefaultIfEmpty(0).Max();
        var columns = matchups.Select(matchup => matchup.Footprint.Box.Columns).DefaultIfEmpty(0).Max();
        var families = Families(plan).ToList();
        Check(matchups.Count, rows, columns, families.Select(family => family.Count).DefaultIfEmpty(1).Max());
        var variables = families.ConvertAll(family => Pixels(family, matchups, rows, columns, names));
        var (mask, meanings) = Masks(matchups, rows, columns);
        return new MatchupCube(table, rows, columns, variables, mask, meanings);
    }

    /// <summary>Checks that the pixels of a variable fit into one array, and its bytes into one call that writes them.</summary>
    /// <exception cref="OceanException">They do not.</exception>
    internal static void Check(long matchups, long rows, long columns, long bands)
    {
        if ((Int128)matchups * rows * columns * bands <= Array.MaxLength / sizeof(float)) return;
        throw OceanException.Usage(
            $"{matchups} matchups of {rows} x {columns} pixels{(bands > 1 ? $" and {bands} bands" : "")} do not fit into a file with pixels; use a smaller box, fewer variables, or a shorter period with --start and --end");
    }

    private static (byte[] Mask, List<string> Meanings) Masks(IReadOnlyList<Candidate> matchups, int rows, int columns)
    {
        var meanings = new List<string> { OutsideMacroPixel };
        var mask = new byte[matchups.Count * rows * columns];
        Array.Fill(mask, (byte)1);
        Span<byte> codes = stackalloc byte[256];
        for (var i = 0; i < matchups.Count; i++)
        {
            var (box, pixels) = (matchups[i].Footprint.Box, matchups[i].Pixels!);

            // Granules number their flags each in its own way.
            codes.Clear();
            for (var p = 0; p < box.Pixels; p++)
            {
                var own = pixels.Mask[p];
                if (own != 0 && codes[own] == 0) codes[own] = CodeOf(pixels.Meanings[own], meanings);
                mask[(((i * rows) + (p / box.Columns)) * columns) + (p % box.Columns)] = codes[own];
            }
        }

        return (mask, meanings);
    }

    private static byte CodeOf(string meaning, List<string> meanings)
    {
        var at = meanings.IndexOf(meaning);
        if (at < 0)
        {
            if (meanings.Count == byte.MaxValue) throw OceanException.Usage($"the fields have more than {byte.MaxValue} flags and limits to mask by together; colocate them product by product");
            at = meanings.Count;
            meanings.Add(meaning);
        }

        return (byte)(at + 1);
    }

    // Bands of one variable are one array: Rrs_443 and Rrs_560 of the variable Rrs.
    private static IEnumerable<List<(int Column, ColumnPlan.Entry Entry)>> Families(ColumnPlan plan) =>
        plan.Entries.Select((entry, column) => (column, entry)).GroupBy(pair => pair.entry.Variable).Select(family => family.ToList());

    private static MatchupPixels Pixels(List<(int Column, ColumnPlan.Entry Entry)> family, IReadOnlyList<Candidate> matchups, int rows, int columns, IReadOnlyList<string> names)
    {
        var bands = family.Count;
        var values = new float[matchups.Count * rows * columns * bands];
        Array.Fill(values, float.NaN);
        for (var band = 0; band < bands; band++)
        {
            for (var i = 0; i < matchups.Count; i++)
            {
                var at = -1;
                for (var c = 0; c < matchups[i].Columns.Count && at < 0; c++) at = matchups[i].Columns[c] == family[band].Column ? c : -1;
                if (at < 0) continue;
                var box = matchups[i].Footprint.Box;
                var own = matchups[i].Pixels!.Values[at];
                for (var p = 0; p < own.Length; p++) values[(((((i * rows) + (p / box.Columns)) * columns) + (p % box.Columns)) * bands) + band] = own[p];
            }
        }

        double[] wavelengths = family.TrueForAll(pair => double.IsFinite(pair.Entry.Wavelength)) ? [.. family.Select(pair => pair.Entry.Wavelength)] : [];
        return new MatchupPixels(family[0].Entry.Variable, family[0].Entry.Metadata, wavelengths, bands, values) { Columns = [.. family.Select(pair => names[pair.Column])] };
    }
}
