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
    public static MatchupCube Build(Table table, IReadOnlyList<Candidate> matchups, ColumnPlan plan, IReadOnlyList<string> names)
    {
        var rows = matchups.Select(matchup => matchup.Footprint.Box.Rows).DefaultIfEmpty(0).Max();
        var columns = matchups.Select(matchup => matchup.Footprint.Box.Columns).DefaultIfEmpty(0).Max();
        var variables = Families(plan).Select(family => Pixels(family, matchups, rows, columns, names)).ToList();
        var meanings = new List<string> { OutsideMacroPixel };
        var mask = new byte[matchups.Count * rows * columns];
        Array.Fill(mask, (byte)1);
        for (var i = 0; i < matchups.Count; i++)
        {
            var box = matchups[i].Footprint.Box;
            for (var p = 0; p < box.Pixels; p++)
            {
                var why = matchups[i].Pixels!.Mask[p];
                var code = 0;
                if (why is not null && (code = meanings.IndexOf(why) + 1) == 0)
                {
                    meanings.Add(why);
                    code = meanings.Count;
                }

                mask[(((i * rows) + (p / box.Columns)) * columns) + (p % box.Columns)] = (byte)code;
            }
        }

        return new MatchupCube(table, rows, columns, variables, mask, meanings);
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
