using System.Globalization;
using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>The mean of the spectrum weighted by the spectral response of the band.</summary>
internal sealed class ResponseMean : IBandMean
{
    // A response and a band whose centres are further apart are not one band (OLCI: nominal and real centres differ by up to 1 nm, VIIRS by 2).
    private const double Apart = 4;

    private readonly InSituSpectrum spectrum;
    private readonly BandQuantities quantities;
    private readonly BandMatchOptions options;
    private readonly Dictionary<string, SpectralResponse> responses;

    // Rows that have the same wavelengths share their weights.
    private readonly IReadOnlyList<int[]> places;
    private readonly int[] ofRow;

    public ResponseMean(InSituSpectrum spectrum, IReadOnlyList<SpectralBand> sensors, BandQuantities quantities, BandMatchOptions options)
    {
        (this.spectrum, this.quantities, this.options) = (spectrum, quantities, options);
        (places, ofRow) = spectrum.Combinations();
        responses = new Dictionary<string, SpectralResponse>(StringComparer.Ordinal);
        foreach (var sensor in sensors)
        {
            var named = options.Responses.FirstOrDefault(response => response.Name.Equals(sensor.Column, StringComparison.OrdinalIgnoreCase));
            var near = options.Responses.MinBy(response => Math.Abs(response.Wavelength - sensor.Wavelength))!;

            // The nearest both ways: a response serves one band.
            var back = sensors.MinBy(band => Math.Abs(near.Wavelength - band.Wavelength));
            if ((named ?? (back == sensor && Math.Abs(near.Wavelength - sensor.Wavelength) <= Apart ? near : null)) is { } response) responses[sensor.Column] = response;
        }
    }

    public string Means(SpectralBand sensor) => $"weighted by the response of band {responses[sensor.Column].Name}{(Weighted ? " and the solar irradiance" : "")}";

    private bool Weighted => options.Solar is not null && quantities.IsReflectance;

    public (BandPartner Partner, BandValues? Values) Of(SpectralBand sensor)
    {
        if (!responses.TryGetValue(sensor.Column, out var response))
            return (new BandPartner(sensor, [], 0, spectrum.RowCount, "no response for it in the table of responses"), null);
        var factor = quantities.Factor(response.Curve);
        var curve = Weighted ? Light(response.Curve) : response.Curve;
        var (values, used, count, beyond) = (new double[spectrum.RowCount], new bool[spectrum.Wavelengths.Length], 0, 0);
        var sigmas = spectrum.Sigmas is null ? null : new double[spectrum.RowCount];
        var weights = places.Select(combination => Weights(combination, curve)).ToArray();
        for (var row = 0; row < values.Length; row++)
        {
            var own = weights[ofRow[row]];
            (values[row], var sigma) = (double.NaN, double.NaN);
            if (own.Coverage >= options.MinimumCoverage)
            {
                (values[row], sigma) = Mean(row, own, factor);
                foreach (var i in own.Places) used[i] = true;
                count++;
            }
            else if (places[ofRow[row]].Length > 0)
            {
                beyond++;
            }

            if (sigmas is not null) sigmas[row] = sigma;
        }

        var reason = beyond > 0
            ? string.Create(CultureInfo.InvariantCulture, $"the spectrum covers less than {100 * options.MinimumCoverage:0.#} % of the response in {beyond} of them")
            : count < values.Length ? "not measured" : null;
        double[] wavelengths = [.. spectrum.Wavelengths.Where((_, i) => used[i])];
        return (new BandPartner(sensor, wavelengths, count, values.Length - count, reason), new BandValues(values, sigmas, null));
    }

    private SpectralCurve Light(SpectralCurve response)
    {
        options.Solar!.Over(response);
        return options.Solar.Curve.Times(response);
    }

    // Places among the wavelengths of the combination become places among all.
    private ResponseWeights Weights(int[] combination, SpectralCurve curve)
    {
        var weights = ResponseWeights.Of(Array.ConvertAll(combination, i => spectrum.Wavelengths[i]), curve, 2 * options.Limit);
        return weights with { Places = Array.ConvertAll(weights.Places, i => combination[i]) };
    }

    private (double Value, double Sigma) Mean(int row, ResponseWeights weights, double factor)
    {
        var (sum, sigma) = (0.0, 0.0);
        for (var i = 0; i < weights.Places.Length; i++)
        {
            sum += weights.Shares[i] * spectrum.Values[weights.Places[i]][row];
            var part = weights.Shares[i] * spectrum.Sigma(weights.Places[i], row);
            sigma += options.IndependentSigma ? part * part : part;
        }

        return (sum * factor, (options.IndependentSigma ? Math.Sqrt(sigma) : sigma) * factor);
    }
}
