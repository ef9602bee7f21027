using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>The columns of a spectrum measured in situ, with their uncertainties.</summary>
internal sealed class InSituSpectrum
{
    public InSituSpectrum(Table table, IReadOnlyList<SpectralBand> bands)
    {
        Bands = bands;
        Wavelengths = [.. bands.Select(band => band.Wavelength)];
        Values = [.. bands.Select(band => table.Numbers(band.Column))];
        double[]?[] sigmas = [.. bands.Select(band => Uncertainty(table, band.Column))];
        Sigmas = Array.Exists(sigmas, sigma => sigma is not null) ? sigmas : null;
        Metadata = [.. bands.Select(band => table[band.Column].Metadata)];
        RowCount = table.RowCount;
    }

    public IReadOnlyList<SpectralBand> Bands { get; }

    public double[] Wavelengths { get; }

    /// <summary>Values per wavelength and row.</summary>
    public double[][] Values { get; }

    /// <summary>Standard deviations likewise; null where the table has none, an entry null where a wavelength has none.</summary>
    public double[]?[]? Sigmas { get; }

    public ColumnMetadata[] Metadata { get; }

    public int RowCount { get; }

    /// <summary>Which wavelengths rows have: each combination once, as the places of its wavelengths, and the number of the combination of every row.</summary>
    public (IReadOnlyList<int[]> Places, int[] OfRow) Combinations()
    {
        var (numbers, places, ofRow) = (new Dictionary<string, int>(StringComparer.Ordinal), new List<int[]>(), new int[RowCount]);
        for (var row = 0; row < RowCount; row++)
        {
            var present = string.Create(Values.Length, (Values, row), static (text, state) =>
            {
                for (var i = 0; i < text.Length; i++) text[i] = double.IsNaN(state.Values[i][state.row]) ? '0' : '1';
            });
            if (!numbers.TryGetValue(present, out ofRow[row]))
            {
                numbers.Add(present, ofRow[row] = places.Count);
                places.Add([.. Enumerable.Range(0, present.Length).Where(i => present[i] == '1')]);
            }
        }

        return (places, ofRow);
    }

    public double Sigma(int band, int row) => Sigmas?[band] is { } sigma ? sigma[row] : double.NaN;

    // v_sigma is ours, v_unc that of SeaBASS and OCDB.
    private static double[]? Uncertainty(Table table, string name) =>
        (table.Find(name + "_sigma") as NumberColumn ?? table.Find(name + "_unc") as NumberColumn)?.Values;

    /// <summary>The unit that all columns with one share; null where none has one.</summary>
    /// <exception cref="OceanException">They differ.</exception>
    public string? Unit()
    {
        string? unit = null;
        for (var i = 0; i < Metadata.Length; i++)
        {
            var own = Metadata[i].Unit;
            if (UnitText.Differ(unit, own)) throw OceanException.BadInput($"column '{Bands[i].Column}' is in '{own}' and others of the spectrum in '{unit}'; match them apart");
            unit ??= own;
        }

        return unit;
    }
}
