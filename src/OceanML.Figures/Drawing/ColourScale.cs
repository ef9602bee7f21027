using System.Globalization;
using System.Text;

namespace OceanML.Figures;

/// <summary>How values become colours, and the bar that explains it.</summary>
/// <param name="Label">What the colour means, with its unit set by <see cref="GmtText"/>.</param>
/// <param name="Palette">The colours.</param>
/// <param name="Minimum">Value of the first colour.</param>
/// <param name="Maximum">Value of the last colour.</param>
/// <param name="Log10">Whether the colours are even in the logarithm.</param>
/// <param name="Below">Whether some values lie below the minimum.</param>
/// <param name="Above">Whether some values lie above the maximum.</param>
public sealed record ColourScale(string Label, Palette Palette, double Minimum, double Maximum, bool Log10 = false, bool Below = false, bool Above = false)
{
    /// <summary>
    /// A scale for values: from the 2nd to the 98th percentile, so that one wild value does not turn the rest into one colour; the
    /// bar gets pointed ends where values lie beyond.
    /// </summary>
    public static ColourScale Covering(string label, ReadOnlySpan<double> values, bool log10 = false)
    {
        var sorted = Sample.Sorted(values, log10);
        var (low, high) = (Sample.Quantile(sorted, 0.02), Sample.Quantile(sorted, 0.98));
        if (log10) (low, high) = (Ticks.LogFloor(low), Ticks.LogCeiling(high));
        else (low, high) = Ticks.Round(low, high);
        if (!(high > low)) (low, high) = log10 ? (low / 2, high * 2) : (low - 0.5, high + 0.5);
        return new ColourScale(label, Palette.Batlow, low, high, log10, sorted[0] < low, sorted[^1] > high);
    }

    /// <summary>A scale for differences, symmetric around nothing.</summary>
    public static ColourScale Around(string label, ReadOnlySpan<double> values)
    {
        var sizes = Sample.Sorted(values, false);
        for (var i = 0; i < sizes.Length; i++) sizes[i] = Math.Abs(sizes[i]);
        Array.Sort(sizes);
        var (_, reach) = Ticks.Round(0, Math.Max(Sample.Quantile(sizes, 0.95), 1e-12));
        var beyond = sizes[^1] > reach;
        return new ColourScale(label, Palette.Vik, -reach, reach, false, beyond, beyond);
    }

    /// <summary>Where a value lies between the first colour (0) and the last (1).</summary>
    public double Position(double value) => Log10
        ? Math.Log10(value / Minimum) / Math.Log10(Maximum / Minimum)
        : (value - Minimum) / (Maximum - Minimum);

    /// <summary>The colour of a value.</summary>
    public string At(double value) => Palette.At(Position(value));

    /// <summary>Draws the bar with ticks and label.</summary>
    /// <param name="canvas">The page.</param>
    /// <param name="x">Left end, cm.</param>
    /// <param name="y">Lower edge, cm.</param>
    /// <param name="length">Length, cm.</param>
    public void DrawBar(Canvas canvas, double x, double y, double length)
    {
        const double thickness = 0.28;
        var (from, to) = Ends;
        var ends = (Below ? "b" : "") + (Above ? "f" : "");
        var arguments = new List<string>
        {
            $"-C{Table(canvas)}",
            $"-Dx0/0+w{Canvas.Cm(length)}/{Canvas.Cm(thickness)}+h" + (ends.Length > 0 ? $"+e{ends}0.3c" : ""),
            $"-Xf{Canvas.Cm(x)}",
            $"-Yf{Canvas.Cm(y)}",
            "-B" + Custom(canvas, from, to),
        };
        canvas.Run("colorbar", [.. arguments]);
        canvas.Write(x + (length / 2), y - 0.62, Label, 9, "CT");
    }

    /// <summary>Writes the colour table for GMT and returns its name; in the logarithm of the values where the scale is logarithmic.</summary>
    internal string Table(Canvas canvas)
    {
        var (from, to) = Ends;
        // Red/green/blue written out: GMT interpolates between hexadecimal colours along the hue.
        var colours = Palette.Colours.Select(Palette.Triplet).ToList();
        var table = new StringBuilder("# COLOR_MODEL = RGB\n");
        for (var i = 0; i + 1 < Palette.Colours.Count; i++)
        {
            var step = (to - from) / (Palette.Colours.Count - 1);
            table.Append(CultureInfo.InvariantCulture, $"{from + (i * step):G10} {colours[i]} {from + ((i + 1) * step):G10} {colours[i + 1]}\n");
        }

        table.Append(CultureInfo.InvariantCulture, $"B {colours[0]}\nF {colours[^1]}\nN {Palette.Triplet(Ink.Quiet)}\n");
        return canvas.Table(table.ToString());
    }

    private (double From, double To) Ends => Log10 ? (Math.Log10(Minimum), Math.Log10(Maximum)) : (Minimum, Maximum);

    private string Custom(Canvas canvas, double from, double to)
    {
        // The bar is linear in the logarithm; its ticks carry the values themselves.
        var marks = new StringBuilder();
        foreach (var tick in Log10 ? Ticks.Logarithmic(Minimum, Maximum) : Ticks.Linear(Minimum, Maximum, 6))
        {
            var at = Log10 ? Math.Log10(tick) : tick;
            if (at >= from - 1e-9 && at <= to + 1e-9) marks.Append(CultureInfo.InvariantCulture, $"{at:G10} a {Ticks.Text(tick)}\n");
        }

        return "xc" + canvas.Table(marks.ToString());
    }
}
