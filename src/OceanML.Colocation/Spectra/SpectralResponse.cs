using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>The relative spectral response of one band of a sensor.</summary>
/// <param name="Name">Name of the band in the table it comes from.</param>
/// <param name="Curve">Response over wavelength, any scale.</param>
public sealed record SpectralResponse(string Name, SpectralCurve Curve)
{
    /// <summary>Nominal wavelength, nm: that in the name, else the centre of gravity of the response.</summary>
    public double Wavelength => double.IsNaN(BandColumns.Wavelength(Name)) ? Curve.Centroid : BandColumns.Wavelength(Name);

    /// <summary>
    /// Reads responses from a table, either with columns band, wavelength (nm) and response, one row per point, or with a column wavelength and one
    /// column of responses per band.
    /// </summary>
    /// <exception cref="OceanException">It is neither, or a band has no area.</exception>
    public static IReadOnlyList<SpectralResponse> From(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var wavelengths = SpectralTables.Wavelengths(table);
        var bands = table.Columns.FirstOrDefault(column => column is not TimeColumn && SpectralTables.Bare(column.Name) is "band" or "band_name");
        var responses = bands is null ? Wide(table, wavelengths) : Long(table, wavelengths, bands);
        foreach (var response in responses)
        {
            if (!(response.Curve.Integral > 0)) throw OceanException.BadInput($"{table.Label}: the response of band '{response.Name}' has no area; wavelengths are needed in nm and responses above 0");
        }

        return responses;
    }

    private static List<SpectralResponse> Wide(Table table, NumberColumn wavelengths)
    {
        var responses = table.Columns.OfType<NumberColumn>().Where(column => column != wavelengths)
            .Select(column => new SpectralResponse(column.Name, SpectralTables.Curve($"{table.Label}: band '{column.Name}'", wavelengths.Values.Zip(column.Values)))).ToList();
        return responses.Count > 0 ? responses : throw OceanException.BadInput($"{table.Label}: beside '{wavelengths.Name}' there is no column of responses");
    }

    private static List<SpectralResponse> Long(Table table, NumberColumn wavelengths, Column bands)
    {
        var values = table.Columns.OfType<NumberColumn>().FirstOrDefault(column => SpectralTables.Bare(column.Name) is "response" or "rsr" or "srf" or "relative_response")
            ?? throw OceanException.Missing(table.Label, "column", "response", table.Names);
        string? Band(int row) => bands is TextColumn text ? text.Values[row] : bands.IsMissing(row) ? null : ((NumberColumn)bands).Values[row].ToString(System.Globalization.CultureInfo.InvariantCulture);
        return [.. Enumerable.Range(0, table.RowCount).Where(row => Band(row) is not null).GroupBy(row => Band(row)!, StringComparer.Ordinal).Select(group =>
            new SpectralResponse(group.Key, SpectralTables.Curve($"{table.Label}: band '{group.Key}'", group.Select(row => (wavelengths.Values[row], values.Values[row])))))];
    }
}
