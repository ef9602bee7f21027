namespace OceanML.Colocation;

/// <summary>A function of wavelength, straight between its points and zero beyond them.</summary>
public sealed class SpectralCurve
{
    private readonly double[] wavelengths;
    private readonly double[] values;

    /// <summary>Creates a curve.</summary>
    /// <param name="wavelengths">Wavelengths, nm, rising.</param>
    /// <param name="values">As many values.</param>
    /// <exception cref="ArgumentException">Fewer than two points, different numbers of them, or wavelengths that do not rise.</exception>
    public SpectralCurve(double[] wavelengths, double[] values)
    {
        if (wavelengths.Length < 2 || wavelengths.Length != values.Length) throw new ArgumentException("A curve has two points or more, each with a value.", nameof(values));
        for (var i = 1; i < wavelengths.Length; i++)
        {
            if (!(wavelengths[i] > wavelengths[i - 1])) throw new ArgumentException("Wavelengths must rise.", nameof(wavelengths));
        }

        (this.wavelengths, this.values) = (wavelengths, values);
        Integral = Integrate(Start, End);
        var moment = 0.0;
        for (var i = 1; i < wavelengths.Length; i++)
        {
            // The integral of the product of two straight lines, by Simpson's rule, which is exact for it.
            var (a, b) = (wavelengths[i - 1], wavelengths[i]);
            moment += (b - a) / 6 * ((a * values[i - 1]) + ((a + b) * (values[i - 1] + values[i])) + (b * values[i]));
        }

        Centroid = moment / Integral;
    }

    /// <summary>Wavelengths of the points, nm, rising.</summary>
    public ReadOnlySpan<double> Wavelengths => wavelengths;

    /// <summary>First wavelength, nm.</summary>
    public double Start => wavelengths[0];

    /// <summary>Last wavelength, nm.</summary>
    public double End => wavelengths[^1];

    /// <summary>Area under the curve, its unit times nm.</summary>
    public double Integral { get; }

    /// <summary>Wavelength of its centre of gravity, nm.</summary>
    public double Centroid { get; }

    /// <summary>The value at a wavelength.</summary>
    public double At(double wavelength)
    {
        if (!(wavelength >= Start && wavelength <= End)) return 0;
        var place = Array.BinarySearch(wavelengths, wavelength);
        if (place >= 0) return values[place];
        var after = ~place;
        var share = (wavelength - wavelengths[after - 1]) / (wavelengths[after] - wavelengths[after - 1]);
        return values[after - 1] + (share * (values[after] - values[after - 1]));
    }

    /// <summary>Area under the curve between two wavelengths.</summary>
    public double Integrate(double from, double to)
    {
        var (low, high) = (Math.Max(from, Start), Math.Min(to, End));
        if (!(high > low)) return 0;
        var (area, last, lastValue) = (0.0, low, At(low));
        foreach (var wavelength in wavelengths)
        {
            if (wavelength <= low) continue;
            var next = Math.Min(wavelength, high);
            var value = At(next);
            area += (next - last) * (lastValue + value) / 2;
            (last, lastValue) = (next, value);
            if (next >= high) break;
        }

        return area;
    }

    /// <summary>The product with another curve, exact at the points of both; zero where either is.</summary>
    /// <exception cref="ArgumentException">The curves do not overlap.</exception>
    public SpectralCurve Times(SpectralCurve other)
    {
        var (low, high) = (Math.Max(Start, other.Start), Math.Min(End, other.End));
        double[] points = [.. wavelengths.Concat(other.wavelengths).Append(low).Append(high).Where(wavelength => wavelength >= low && wavelength <= high).Distinct().Order()];
        return new SpectralCurve(points, Array.ConvertAll(points, wavelength => At(wavelength) * other.At(wavelength)));
    }
}
