using OceanML.Core;

namespace OceanML.Formats.Archives;

/// <summary>Names of the variables and dimensions of a multi-matchup file, chosen so that none collide.</summary>
internal sealed class MatchupLayout
{
    /// <summary>The dimension of the matchups.</summary>
    public const string Matchup = "matchup";

    /// <summary>The dimension of rows of the macro-pixel.</summary>
    public const string Row = "row";

    /// <summary>The dimension of columns of the macro-pixel.</summary>
    public const string Column = "column";

    /// <summary>The variable that tells which pixels were used.</summary>
    public const string Mask = "mask";

    /// <summary>The statistics as they end the names of variables, and of columns of the table.</summary>
    public static readonly (string Variable, string Column, string? Method)[] Statistics =
    [
        ("_mean", "", "mean"), ("_median", "_median", "median"), ("_sd", "_sd", "standard_deviation"), ("_n", "_n", null), ("_cv", "_cv", null), ("_centre", "_centre", null),
    ];

    private readonly HashSet<string> taken = new(StringComparer.Ordinal) { Matchup, Row, Column, Mask };
    private readonly List<(string Dimension, IReadOnlyList<double> Wavelengths, int Bands)> bandDimensions = [];

    public MatchupLayout(MatchupCube cube)
    {
        Variables = [.. cube.Variables.Select(Place)];
        var statistics = cube.Variables.SelectMany(variable => variable.Columns.SelectMany(column => Statistics.Select(statistic => column + statistic.Column))).ToHashSet(StringComparer.Ordinal);
        Columns = [.. cube.Matchups.Columns.Where(column => !statistics.Contains(column.Name)).Select(column => (Free(Legal(column.Name), "observation_"), column))];
    }

    /// <summary>Variables of the field.</summary>
    /// <param name="Name">Name of the array of pixels.</param>
    /// <param name="Pixels">The pixels.</param>
    /// <param name="Bands">Its bands in ascending order of wavelength.</param>
    /// <param name="Dimension">The dimension of bands; null for a plain variable.</param>
    public sealed record Variable(string Name, MatchupPixels Pixels, int[] Bands, string? Dimension);

    /// <summary>The variables of the field.</summary>
    public IReadOnlyList<Variable> Variables { get; }

    /// <summary>The columns of the table that are no statistics of them, with the names of their variables.</summary>
    public IReadOnlyList<(string Name, Column Column)> Columns { get; }

    /// <summary>The dimensions of bands: name, wavelengths in ascending order (empty where the bands have none), number of bands.</summary>
    public IEnumerable<(string Dimension, IReadOnlyList<double> Wavelengths, int Bands)> BandDimensions => bandDimensions;

    private Variable Place(MatchupPixels pixels)
    {
        // Columns carry the prefix that the user or a collision gave them, so the array gets it too.
        var own = new FieldVariable(pixels.Name, null, null, null, pixels.Wavelengths, pixels.Bands).BandName(0);
        var first = pixels.Columns[0];
        var stem = first.EndsWith(own, StringComparison.Ordinal) ? first[..^own.Length] + pixels.Name : pixels.Name;
        var name = Free(Legal(stem), "field_");
        foreach (var statistic in Statistics) taken.Add(name + statistic.Variable);
        var bands = Enumerable.Range(0, pixels.Bands).ToArray();
        var spectral = pixels.Wavelengths.Count == pixels.Bands;
        if (spectral) Array.Sort(pixels.Wavelengths.ToArray(), bands);
        return new Variable(name, pixels, bands, pixels.Bands == 1 ? null : Dimension(name, spectral ? [.. bands.Select(band => pixels.Wavelengths[band])] : [], pixels.Bands));
    }

    // Variables with the same wavelengths share a dimension; the first set has the plain name.
    private string Dimension(string variable, IReadOnlyList<double> wavelengths, int bands)
    {
        foreach (var existing in bandDimensions)
        {
            if (wavelengths.Count > 0 && existing.Wavelengths.SequenceEqual(wavelengths)) return existing.Dimension;
        }

        var name = wavelengths.Count == 0 ? Free($"{variable}_band", "field_") : taken.Add("wavelength") ? "wavelength" : Free($"wavelength_{variable}", "field_");
        bandDimensions.Add((name, wavelengths, bands));
        return name;
    }

    private string Free(string name, string prefix)
    {
        var free = name;
        for (var again = 1; !taken.Add(free); again++) free = again == 1 ? prefix + name : FormattableString.Invariant($"{prefix}{name}_{again}");
        return free;
    }

    /// <summary>A name that netCDF takes: no slash, no control character, no blank at the end, a letter, digit or underscore first.</summary>
    public static string Legal(string name)
    {
        var legal = string.Concat(name.Trim().Select(letter => letter == '/' || char.IsControl(letter) ? '_' : letter));
        return legal.Length > 0 && (char.IsLetterOrDigit(legal[0]) || legal[0] == '_') ? legal : "_" + legal;
    }
}
