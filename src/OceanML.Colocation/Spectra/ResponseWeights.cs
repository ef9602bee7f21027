namespace OceanML.Colocation;

/// <summary>How much the wavelengths of a spectrum count in the mean over a response.</summary>
/// <param name="Places">Places of the wavelengths that count, rising.</param>
/// <param name="Shares">Their weights; they add up to 1 where anything is covered.</param>
/// <param name="Coverage">Share of the area of the response that the wavelengths cover, 0 to 1.</param>
internal sealed record ResponseWeights(int[] Places, double[] Shares, double Coverage)
{
    /// <summary>
    /// Weights of a spectrum that is taken as straight between neighbours no further apart than <paramref name="gap"/> and unknown elsewhere. Products
    /// of the spectrum with the response are integrated exactly (Simpson's rule between all points of both), not on the spectrum's points alone.
    /// </summary>
    /// <param name="wavelengths">Wavelengths with a value, nm, rising.</param>
    /// <param name="response">The response.</param>
    /// <param name="gap">Greatest distance of two neighbours that is bridged, nm.</param>
    public static ResponseWeights Of(ReadOnlySpan<double> wavelengths, SpectralCurve response, double gap)
    {
        var (weights, covered) = (new double[wavelengths.Length], 0.0);
        for (var i = 1; i < wavelengths.Length; i++)
        {
            var (left, right) = (wavelengths[i - 1], wavelengths[i]);
            if (right - left > gap || right <= response.Start || left >= response.End) continue;
            var (low, high) = (Math.Max(left, response.Start), Math.Min(right, response.End));
            var (a, last) = (low, response.At(low));
            foreach (var point in response.Wavelengths)
            {
                if (point <= low) continue;
                var b = Math.Min(point, high);
                var next = response.At(b);
                var (areaA, areaB) = ((b - a) / 6 * ((2 * last) + next), (b - a) / 6 * (last + (2 * next)));

                // areaA and areaB weigh the spectrum at a and b; each is a mixture of its values at left and right.
                var (shareA, shareB) = ((a - left) / (right - left), (b - left) / (right - left));
                weights[i - 1] += (areaA * (1 - shareA)) + (areaB * (1 - shareB));
                weights[i] += (areaA * shareA) + (areaB * shareB);
                covered += areaA + areaB;
                (a, last) = (b, next);
                if (b >= high) break;
            }
        }

        int[] places = [.. Enumerable.Range(0, weights.Length).Where(i => weights[i] != 0)];
        return new ResponseWeights(places, Array.ConvertAll(places, i => weights[i] / covered), covered / response.Integral);
    }
}
