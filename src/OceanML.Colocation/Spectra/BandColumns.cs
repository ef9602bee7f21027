using System.Globalization;
using System.Text.RegularExpressions;
using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>
/// Finds the columns of a table that hold a spectrum, and the wavelength of each: that of its metadata, else of its name. In a pattern * and ? stand for any text and any character, and # for
/// the wavelength; a pattern without # takes the number at the end of the name: <c>rhow_*</c>, <c>Lwn*</c>, <c>#</c> (columns named 400.5), <c>Rrs#nm</c>.
/// </summary>
public static partial class BandColumns
{
    /// <summary>Shortest and longest wavelength, nm: a number outside of it in a name is no wavelength (Oa08, level 3).</summary>
    public const double Shortest = 200, Longest = 3000;

    /// <summary>The wavelength at the end of a name, nm, to 0.1 nm or as precise as written: 442.5 of <c>Rrs_442.5</c>, 412 of <c>nLw 412 nm</c>; NaN where there is none.</summary>
    public static double Wavelength(string name) => AtEnd().Match(name) is { Success: true } match ? Number(match.Groups["number"].Value) : double.NaN;

    /// <summary>The wavelength of a column, nm: that of its metadata, else that at the end of its name; NaN where neither tells one.</summary>
    public static double Wavelength(Column column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return column.Metadata.Wavelength ?? Wavelength(column.Name);
    }

    /// <summary>The columns of numbers that match and whose names hold a wavelength, in order of wavelength.</summary>
    /// <param name="table">The table.</param>
    /// <param name="patterns">Names and patterns.</param>
    /// <param name="other">Columns that are not considered: those of the other spectrum.</param>
    /// <exception cref="OceanException">A pattern matches no such column, or two columns have one wavelength.</exception>
    public static IReadOnlyList<SpectralBand> Find(Table table, IReadOnlyList<string> patterns, IReadOnlySet<string>? other = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        var found = new Dictionary<string, SpectralBand>(StringComparer.Ordinal);
        foreach (var pattern in patterns)
        {
            var (expression, any) = (Expression(pattern), false);
            foreach (var column in table.Columns)
            {
                if (column is not NumberColumn || other?.Contains(column.Name) == true || expression.Match(column.Name) is not { Success: true } match) continue;
                var wavelength = match.Groups["number"].Success ? Number(match.Groups["number"].Value) : Wavelength(column);
                if (double.IsNaN(wavelength)) continue;
                any = true;
                found[column.Name] = new SpectralBand(column.Name, wavelength);
            }

            if (!any)
                throw OceanException.BadInput($"{table.Label}: no column of numbers with a wavelength (nm) in its name matches '{pattern}'; it has {string.Join(", ", Candidates(table).Take(40))}");
        }

        var bands = found.Values.OrderBy(band => band.Wavelength).ThenBy(band => band.Column, StringComparer.Ordinal).ToList();
        for (var i = 1; i < bands.Count; i++)
        {
            if (bands[i].Wavelength == bands[i - 1].Wavelength)
            {
                throw OceanException.BadInput(string.Create(
                    CultureInfo.InvariantCulture, $"{table.Label}: columns '{bands[i - 1].Column}' and '{bands[i].Column}' both are of {bands[i].Wavelength} nm; narrow the pattern to one quantity"));
            }
        }

        return bands;
    }

    /// <summary>
    /// The bands of water spectra that colocation put into a table: columns with a wavelength that have the statistics of a macro-pixel beside them and
    /// whose name or standard name tells Rrs, rho_w or nLw.
    /// </summary>
    public static IReadOnlyList<SpectralBand> OfFields(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return [.. table.Columns
            .Where(column => column is NumberColumn && IsOfField(table, column.Name) && SpectralQuantities.Guess(column.Name, column.Metadata) is not null)
            .Select(column => new SpectralBand(column.Name, Wavelength(column)))
            .Where(band => !double.IsNaN(band.Wavelength))
            .OrderBy(band => band.Wavelength)];
    }

    /// <summary>Whether colocation put the column into the table: the statistics of its macro-pixel stand beside it.</summary>
    internal static bool IsOfField(Table table, string name) => table.Has(name + "_centre") && table.Has(name + "_cv");

    private static IEnumerable<string> Candidates(Table table)
    {
        var bands = table.Columns.Where(column => column is NumberColumn && !double.IsNaN(Wavelength(column))).Select(column => column.Name).ToList();
        return bands.Count > 0 ? bands : table.Names;
    }

    private static double Number(string text)
    {
        var wavelength = double.Parse(text, CultureInfo.InvariantCulture);
        return wavelength is >= Shortest and <= Longest ? wavelength : double.NaN;
    }

    private static Regex Expression(string pattern)
    {
        var text = Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal);
        var place = text.IndexOf(@"\#", StringComparison.Ordinal);
        if (place >= 0)
        {
            if (text.IndexOf(@"\#", place + 1, StringComparison.Ordinal) >= 0) throw OceanException.Usage($"'{pattern}': a pattern of bands holds # once, for the wavelength");
            text = text.Replace(@"\#", @"(?<number>\d+(\.\d+)?)", StringComparison.Ordinal);
        }

        return new Regex($"^{text}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
    }

    [GeneratedRegex(@"(?<![\d.])(?<number>\d+(\.\d+)?)(\s*_?nm)?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex AtEnd();
}
