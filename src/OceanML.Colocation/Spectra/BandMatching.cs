using System.Globalization;
using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>
/// Puts beside every band of a sensor what was measured in situ at that band: the value of the nearest wavelength, or the mean weighted by the band's
/// spectral response.
/// </summary>
/// <remarks>
/// A band by its response is ∫ S L dλ / ∫ S dλ for radiances. Reflectances are ratios of such means, which is not the mean of the ratio (up to 5 %,
/// Burggraaff 2020, doi:10.1364/OE.391470): where the solar irradiance is given they are weighted by S F0, otherwise by S.
/// </remarks>
public static class BandMatching
{
    /// <summary>Adds a column per band of the sensor that has an in situ partner: its name with the prefix, and <c>_sigma</c> where the spectrum has uncertainties.</summary>
    /// <param name="table">Matchups: the columns of the observations and of the fields.</param>
    /// <param name="options">What is matched with what, and how.</param>
    /// <exception cref="OceanException">No such columns, no band has a partner, or a conversion lacks its solar irradiance or unit.</exception>
    public static BandMatchResult Match(Table table, BandMatchOptions options)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        if (!(options.Limit >= 0)) throw OceanException.Usage(string.Create(CultureInfo.InvariantCulture, $"the greatest distance of two bands is {options.Limit} nm; it must be 0 or more"));
        var sensors = Sensors(table, options);
        if (sensors.Count == 0)
            throw OceanException.BadInput($"{table.Label}: no bands of water spectra (Rrs, rho_w, nLw) among the columns of the fields; name those of the sensor");
        var others = sensors.Select(band => band.Column).ToHashSet(StringComparer.Ordinal);
        var spectrum = new InSituSpectrum(table, BandColumns.Find(table, options.InSitu, others));
        var warnings = new List<string>();
        var quantities = BandQuantities.Of(table, sensors, spectrum, options, warnings);
        IBandMean mean = options.Responses.Count > 0 ? new ResponseMean(spectrum, sensors, quantities, options) : new NearestBand(spectrum, quantities, options);

        var (columns, partners) = (new List<Column>(), new List<BandPartner>());
        foreach (var sensor in sensors)
        {
            var (partner, values) = mean.Of(sensor);
            partners.Add(partner);
            if (values is null || partner.Values == 0) continue;
            columns.AddRange(Columns(table, options, partner, values, mean.Means(sensor), quantities));
        }

        if (columns.Count == 0)
            throw OceanException.NothingSelected($"{table.Label}: no band has an in situ partner: {string.Join("; ", partners.Take(3).Select(partner => $"{partner.Sensor.Column}: {partner.Reason}"))}");
        foreach (var column in columns)
        {
            if (table.Has(column.Name)) throw OceanException.BadInput($"{table.Label}: has a column '{column.Name}' already, which would hold the in situ value; rename it");
        }

        Warn(warnings, partners, table.RowCount);
        return new BandMatchResult(table.With(columns), partners, warnings);
    }

    private static IReadOnlyList<SpectralBand> Sensors(Table table, BandMatchOptions options)
    {
        if (options.Sensor.Count > 0)
        {
            // Where a pattern fits the columns of both spectra (Rrs_443 in situ, Rrs_442.5 of the field), those with the statistics of a macro-pixel are the field's.
            var named = BandColumns.Find(table, options.Sensor);
            var ofFields = named.Where(band => BandColumns.IsOfField(table, band.Column)).ToList();
            return ofFields.Count > 0 ? ofFields : named;
        }

        // A file may hold the same water as Rrs and as rho_w: the in situ values go beside one of them.
        var all = BandColumns.OfFields(table);
        var kinds = all.GroupBy(band => SpectralQuantities.Guess(band.Column, table[band.Column].Metadata)!.Value).ToDictionary(group => group.Key, group => group.ToList());
        if (kinds.Count <= 1) return all;
        var inSitu = BandColumns.Find(table, options.InSitu, all.Select(band => band.Column).ToHashSet(StringComparer.Ordinal))[0];
        return (options.Quantity ?? options.InSituQuantity ?? SpectralQuantities.Guess(inSitu.Column, table[inSitu.Column].Metadata)) is { } wanted && kinds.TryGetValue(wanted, out var bands)
            ? bands
            : throw OceanException.Usage($"the fields hold {string.Join(" and ", kinds.Keys.Select(SpectralQuantities.Name))}; say with --quantity or --sensor-bands which of them is compared");
    }

    private static IEnumerable<Column> Columns(Table table, BandMatchOptions options, BandPartner partner, BandValues values, string how, BandQuantities quantities)
    {
        var sensor = table[partner.Sensor.Column];
        var name = options.Prefix + sensor.Name;
        var what = quantities.Target is { } quantity ? SpectralQuantities.Name(quantity) : "value";
        var converted = quantities.Conversion is { } conversion && conversion.From != conversion.To ? $", from {SpectralQuantities.Name(conversion.From)}" : "";
        var standard = quantities.Target is { } target ? SpectralQuantities.StandardName(target) : null;
        var metadata = new ColumnMetadata(quantities.Unit, standard, $"in situ {what} {how}, for {sensor.Name}{converted}: {Said(partner.Wavelengths)} nm", Source: quantities.Source);
        yield return new NumberColumn(name, values.Value, metadata);
        if (values.Sigma is { } sigma && Array.Exists(sigma, double.IsFinite))
        {
            var together = options.Responses.Count == 0 ? "" : options.IndependentSigma ? ", errors of the wavelengths independent" : ", errors of the wavelengths fully correlated";
            yield return new NumberColumn(name + "_sigma", sigma, new ColumnMetadata(quantities.Unit, LongName: $"standard deviation of {name}{together}", Source: quantities.Source));
        }

        // Which wavelength it was is only a question where instruments differ from row to row.
        if (values.Wavelength is { } wavelengths && partner.Wavelengths.Count > 1)
            yield return new NumberColumn(name + "_wavelength", wavelengths, new ColumnMetadata("nm", "radiation_wavelength", $"wavelength measured in situ that is used for {sensor.Name}"));
    }

    private static void Warn(List<string> warnings, List<BandPartner> partners, int rows)
    {
        var alone = partners.Where(partner => partner.Values == 0).ToList();
        if (alone.Count > 0)
        {
            const int shown = 12;
            var more = alone.Count > shown ? $"; and {alone.Count - shown} more" : "";
            warnings.Add($"{alone.Count} of {partners.Count} bands have no in situ partner: {string.Join("; ", alone.Take(shown).Select(partner => $"{partner.Sensor.Column} ({partner.Reason})"))}{more}");
        }

        foreach (var partner in partners)
        {
            if (partner is { Values: > 0, Without: > 0, Reason: { } reason }) warnings.Add($"{partner.Sensor.Column}: {partner.Without} of {rows} rows without in situ value ({reason})");
        }
    }

    private static string Said(IReadOnlyList<double> wavelengths) => wavelengths.Count <= 4
        ? string.Join(", ", wavelengths.Select(wavelength => wavelength.ToString("0.###", CultureInfo.InvariantCulture)))
        : string.Create(CultureInfo.InvariantCulture, $"{wavelengths.Count} wavelengths, {wavelengths[0]:0.###} to {wavelengths[^1]:0.###}");
}
