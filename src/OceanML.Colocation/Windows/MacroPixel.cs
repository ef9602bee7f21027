namespace OceanML.Colocation;

/// <summary>Statistics of the valid pixels of a box round an observation, for one variable or band.</summary>
/// <param name="Mean">Arithmetic mean, or geometric mean where asked; NaN without valid pixels.</param>
/// <param name="Median">Median; the mean of the middle two for an even number.</param>
/// <param name="Deviation">
/// Sample standard deviation (divisor n - 1), of log10 of the values where the geometric mean is asked; NaN below two pixels.
/// </param>
/// <param name="Used">Number of pixels in the statistics: valid and not outliers.</param>
/// <param name="Valid">Number of valid pixels before outliers were left out.</param>
/// <param name="Variation">Coefficient of variation, sample standard deviation over |mean|, always of the values themselves; NaN below two pixels.</param>
/// <param name="Centre">Value of the centre pixel; NaN where it is not valid.</param>
public readonly record struct MacroPixel(double Mean, double Median, double Deviation, int Used, int Valid, double Variation, double Centre)
{
    private const double OutlierDeviations = 1.5;

    /// <summary>Summarises the pixels of a box.</summary>
    /// <param name="pixels">Values, row-major, an odd number of them; NaN where missing or masked.</param>
    /// <param name="outliers">Which pixels to leave out.</param>
    /// <param name="geometric">Mean and deviation of log10; values that are not positive count as missing.</param>
    public static MacroPixel Of(ReadOnlySpan<double> pixels, OutlierRule outliers = OutlierRule.None, bool geometric = false) =>
        Of(pixels, pixels.Length / 2, outliers, geometric);

    /// <summary>Summarises the pixels of a macro-pixel of any shape.</summary>
    /// <param name="pixels">Values; NaN where missing, masked or outside the macro-pixel.</param>
    /// <param name="centreIndex">Which of them is the centre pixel.</param>
    /// <param name="outliers">Which pixels to leave out.</param>
    /// <param name="geometric">Mean and deviation of log10; values that are not positive count as missing.</param>
    public static MacroPixel Of(ReadOnlySpan<double> pixels, int centreIndex, OutlierRule outliers, bool geometric)
    {
        var centre = pixels[centreIndex];
        if (geometric && !(centre > 0)) centre = double.NaN;
        Span<double> kept = pixels.Length <= 1024 ? stackalloc double[pixels.Length] : new double[pixels.Length];
        var valid = 0;
        foreach (var value in pixels)
        {
            if (geometric ? value > 0 && double.IsFinite(value) : double.IsFinite(value)) kept[valid++] = geometric ? Math.Log10(value) : value;
        }

        kept = kept[..valid];
        if (valid == 0) return new MacroPixel(double.NaN, double.NaN, double.NaN, 0, 0, double.NaN, double.NaN);
        if (outliers != OutlierRule.None) kept = WithoutOutliers(kept);
        var (mean, deviation) = Moments(kept);
        kept.Sort();
        var median = kept.Length % 2 == 1 ? kept[kept.Length / 2] : (kept[(kept.Length / 2) - 1] + kept[kept.Length / 2]) / 2;
        if (!geometric) return new MacroPixel(mean, median, deviation, kept.Length, valid, deviation / Math.Abs(mean), centre);
        for (var i = 0; i < kept.Length; i++) kept[i] = Math.Pow(10, kept[i]);
        var (arithmetic, linear) = Moments(kept);
        return new MacroPixel(Math.Pow(10, mean), Math.Pow(10, median), deviation, kept.Length, valid, linear / arithmetic, centre);
    }

    /// <summary>Marks the pixels that are outliers of the others, and leaves other marks as they are.</summary>
    /// <param name="pixels">Values; NaN where missing or masked.</param>
    /// <param name="marks">One per pixel.</param>
    internal static void MarkOutliers(ReadOnlySpan<double> pixels, Span<bool> marks)
    {
        Span<double> valid = pixels.Length <= 1024 ? stackalloc double[pixels.Length] : new double[pixels.Length];
        var count = 0;
        foreach (var value in pixels)
        {
            if (double.IsFinite(value)) valid[count++] = value;
        }

        var (mean, deviation) = Moments(valid[..count]);
        if (!(deviation > 0)) return;
        for (var i = 0; i < pixels.Length; i++) marks[i] |= Math.Abs(pixels[i] - mean) > OutlierDeviations * deviation;
    }

    private static Span<double> WithoutOutliers(Span<double> values)
    {
        var (mean, deviation) = Moments(values);
        if (!(deviation > 0)) return values;
        var kept = 0;
        foreach (var value in values)
        {
            if (Math.Abs(value - mean) <= OutlierDeviations * deviation) values[kept++] = value;
        }

        return values[..kept];
    }

    private static (double Mean, double Deviation) Moments(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        var mean = sum / values.Length;
        if (values.Length < 2) return (mean, double.NaN);
        var squares = 0.0;
        foreach (var value in values) squares += (value - mean) * (value - mean);
        return (mean, Math.Sqrt(squares / (values.Length - 1)));
    }
}
