using OceanML.Core;

namespace OceanML.Colocation.Tests;

public sealed class SpectralCurveTests
{
    [Fact]
    public void A_triangle_has_its_area_centre_and_values()
    {
        var triangle = new SpectralCurve([400, 410, 430], [0, 1, 0]);
        Assert.Equal(15, triangle.Integral, 12);
        Assert.Equal((400 + 410 + 430) / 3.0, triangle.Centroid, 10);
        Assert.Equal((0.0, 0.5, 1.0, 0.5, 0.0), (triangle.At(399), triangle.At(405), triangle.At(410), triangle.At(420), triangle.At(431)));
        Assert.Equal(5 + 7.5, triangle.Integrate(390, 420), 12);
    }

    [Fact]
    public void Weights_reproduce_every_straight_spectrum_exactly_whatever_its_sampling()
    {
        var random = new Random(3);
        for (var again = 0; again < 200; again++)
        {
            var centre = 420 + (random.NextDouble() * 300);
            var response = Response(random, centre);
            var wavelengths = new List<double> { response.Start - random.NextDouble() };
            while (wavelengths[^1] < response.End) wavelengths.Add(wavelengths[^1] + 0.2 + (random.NextDouble() * 4));
            var weights = ResponseWeights.Of([.. wavelengths], response, 10);
            Assert.Equal(1, weights.Coverage, 10);
            Assert.Equal(1, weights.Shares.Sum(), 10);
            var (offset, slope) = (random.NextDouble(), random.NextDouble() - 0.5);

            // ∫ S (a + b λ) / ∫ S = a + b times the centre of gravity.
            Assert.Equal(offset + (slope * response.Centroid), weights.Places.Select((place, i) => weights.Shares[i] * (offset + (slope * wavelengths[place]))).Sum(), 8);
        }
    }

    [Fact]
    public void A_fine_spectrum_gives_the_integral_that_numerical_quadrature_gives()
    {
        // A Gaussian response of 10 nm and a spectrum with structure, both sampled at 0.5 nm: the trapezoid of their product on 0.01 nm as reference.
        double[] wavelengths = [.. Enumerable.Range(0, 121).Select(i => 530 + (0.5 * i))];
        static double Spectrum(double wavelength) => 0.01 + (0.002 * Math.Sin(wavelength / 8));
        static double Gauss(double wavelength) => Math.Exp(-4 * Math.Log(2) * Math.Pow((wavelength - 560) / 10, 2));
        var response = new SpectralCurve(wavelengths, Array.ConvertAll(wavelengths, Gauss));
        var weights = ResponseWeights.Of(wavelengths, response, 10);
        var mean = weights.Places.Select((place, i) => weights.Shares[i] * Spectrum(wavelengths[place])).Sum();
        var (above, below) = (0.0, 0.0);
        for (var i = 0; i < 6000; i++)
        {
            var wavelength = 530 + (0.01 * i) + 0.005;
            above += Spectrum(wavelength) * Gauss(wavelength);
            below += Gauss(wavelength);
        }

        Assert.Equal(above / below, mean, 1e-6);
    }

    [Fact]
    public void What_lies_in_a_wide_gap_or_beyond_the_spectrum_is_not_covered()
    {
        var response = new SpectralCurve([400, 400.001, 419.999, 420], [0, 1, 1, 0]);
        Assert.Equal(0.5, ResponseWeights.Of([400, 405, 410], response, 10).Coverage, 4);
        Assert.Equal(0.45, ResponseWeights.Of([395, 400, 405, 416, 420, 425], response, 10).Coverage, 4);
        Assert.Equal(1, ResponseWeights.Of([395, 400, 405, 415, 420, 425], response, 10).Coverage, 4);
        Assert.Equal(0, ResponseWeights.Of([410], response, 10).Coverage);
    }

    [Fact]
    public void Responses_come_from_long_and_from_wide_tables()
    {
        var wide = new Table([new NumberColumn("Wavelength", [400, 401, 402, 403]), new NumberColumn("Oa01", [0, 1, 1, 0]), new NumberColumn("412.5", [double.NaN, 0, 1, 0])]);
        var responses = SpectralResponse.From(wide);
        Assert.Equal(["Oa01", "412.5"], responses.Select(response => response.Name));
        Assert.Equal([401.5, 412.5], responses.Select(response => Math.Round(response.Wavelength, 9)));
        var tall = new Table([new TextColumn("band", ["a", "a", "b", "b", "a"]), new NumberColumn("wavelength", [400, 402, 500, 502, 401]), new NumberColumn("response", [0.5, 0.5, 1, 1, 1])]);
        responses = SpectralResponse.From(tall);
        Assert.Equal([("a", 401.0, 1.5), ("b", 501, 2)], responses.Select(response => (response.Name, response.Wavelength, response.Curve.Integral)));
        Assert.Contains("no column 'wavelength'", Assert.Throws<OceanException>(() => SpectralResponse.From(wide.Without("Wavelength"))).Message, StringComparison.Ordinal);
        Assert.Contains("in 'um'", Assert.Throws<OceanException>(() => SpectralResponse.From(wide.With(new NumberColumn("Wavelength", [1, 2, 3, 4], new ColumnMetadata("um"))))).Message, StringComparison.Ordinal);
        Assert.Contains("has no area", Assert.Throws<OceanException>(() => SpectralResponse.From(wide.With(new NumberColumn("Oa01", [0, 0, 0, 0])))).Message, StringComparison.Ordinal);
    }

    private static SpectralCurve Response(Random random, double centre)
    {
        var wavelengths = new List<double> { centre - 12 };
        while (wavelengths[^1] < centre + 12) wavelengths.Add(wavelengths[^1] + 0.1 + random.NextDouble());
        return new SpectralCurve([.. wavelengths], [.. wavelengths.Select(_ => random.NextDouble())]);
    }
}
