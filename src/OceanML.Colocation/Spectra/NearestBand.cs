using System.Globalization;

namespace OceanML.Colocation;

/// <summary>
/// The value of the wavelength nearest to the band that has one in that row; of two equally near the shorter. Instruments of one network differ in their
/// bands, so that the wavelength may change from row to row.
/// </summary>
internal sealed class NearestBand(InSituSpectrum spectrum, BandQuantities quantities, BandMatchOptions options) : IBandMean
{
    // 442.6 and 447.6 are 5 nm apart, whatever binary fractions make of it.
    private const double Rounding = 1e-6;

    public string Means(SpectralBand sensor) => string.Create(CultureInfo.InvariantCulture, $"at the nearest wavelength within {options.Limit} nm");

    public (BandPartner Partner, BandValues? Values) Of(SpectralBand sensor)
    {
        var candidates = Enumerable.Range(0, spectrum.Wavelengths.Length)
            .Where(i => Distance(sensor, i) <= options.Limit + Rounding)
            .OrderBy(i => Math.Round(Distance(sensor, i), 6)).ThenBy(i => spectrum.Wavelengths[i]).ToArray();
        if (candidates.Length == 0)
        {
            var nearest = spectrum.Wavelengths.MinBy(wavelength => Math.Abs(wavelength - sensor.Wavelength));
            return (new BandPartner(sensor, [], 0, spectrum.RowCount, string.Create(CultureInfo.InvariantCulture, $"nearest is {nearest} nm, over {options.Limit} nm away")), null);
        }

        var factors = Array.ConvertAll(candidates, i => quantities.Factor(spectrum.Wavelengths[i], options.SolarWidth));
        var (values, wavelengths) = (new double[spectrum.RowCount], new double[spectrum.RowCount]);
        var sigmas = spectrum.Sigmas is null ? null : new double[spectrum.RowCount];
        var (used, count) = (new SortedSet<double>(), 0);
        for (var row = 0; row < values.Length; row++)
        {
            var at = 0;
            while (at < candidates.Length && double.IsNaN(spectrum.Values[candidates[at]][row])) at++;
            if (at == candidates.Length)
            {
                values[row] = wavelengths[row] = double.NaN;
                if (sigmas is not null) sigmas[row] = double.NaN;
                continue;
            }

            var i = candidates[at];
            values[row] = spectrum.Values[i][row] * factors[at];
            wavelengths[row] = spectrum.Wavelengths[i];
            if (sigmas is not null) sigmas[row] = spectrum.Sigma(i, row) * factors[at];
            used.Add(spectrum.Wavelengths[i]);
            count++;
        }

        var without = values.Length - count;
        return (new BandPartner(sensor, [.. used], count, without, without > 0 ? "not measured" : null), new BandValues(values, sigmas, wavelengths));
    }

    private double Distance(SpectralBand sensor, int i) => Math.Abs(spectrum.Wavelengths[i] - sensor.Wavelength);
}
