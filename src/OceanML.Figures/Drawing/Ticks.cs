using System.Globalization;

namespace OceanML.Figures;

/// <summary>Round numbers for axes.</summary>
public static class Ticks
{
    /// <summary>Ticks at multiples of 1, 2 or 5 times a power of ten, ends included where they are multiples.</summary>
    /// <param name="from">Lower end.</param>
    /// <param name="to">Upper end, above the lower one.</param>
    /// <param name="about">How many are wanted, roughly.</param>
    public static IReadOnlyList<double> Linear(double from, double to, int about)
    {
        var step = Step((to - from) / about);
        var ticks = new List<double>();
        for (var i = (long)Math.Ceiling((from / step) - 1e-9); i <= (long)Math.Floor((to / step) + 1e-9); i++) ticks.Add(Clean(i * step));
        return ticks;
    }

    /// <summary>Ticks of a logarithmic axis: decades, and 2 and 5 in between where there is room.</summary>
    /// <param name="from">Lower end, above zero.</param>
    /// <param name="to">Upper end, above the lower one.</param>
    /// <param name="atMost">How many decades have room.</param>
    public static IReadOnlyList<double> Logarithmic(double from, double to, int atMost = 7)
    {
        var decades = Math.Log10(to / from);
        double[] marks = 3 * decades <= atMost + 1 ? [1, 2, 5] : [1];
        var every = Math.Max(1, (int)Math.Ceiling(decades / atMost));
        var ticks = new List<double>();
        for (var power = (int)Math.Floor(Math.Log10(from)); power <= (int)Math.Ceiling(Math.Log10(to)); power++)
        {
            if (power % every != 0) continue;
            foreach (var mark in marks)
            {
                var tick = Clean(mark * Math.Pow(10, power));
                if (tick >= from * (1 - 1e-9) && tick <= to * (1 + 1e-9)) ticks.Add(tick);
            }
        }

        return ticks;
    }

    /// <summary>The ends moved outward to multiples of a round step.</summary>
    public static (double From, double To) Round(double from, double to)
    {
        if (!(to > from)) return (from, to);
        var step = Step((to - from) / 5) / 2;
        return (Clean(Math.Floor((from / step) + 1e-9) * step), Clean(Math.Ceiling((to / step) - 1e-9) * step));
    }

    /// <summary>The nearest 1, 2 or 5 times a power of ten at or below.</summary>
    public static double LogFloor(double value)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(value) + 1e-12));
        return Clean((value / power) switch { >= 5 - 1e-9 => 5, >= 2 - 1e-9 => 2, _ => 1 } * power);
    }

    /// <summary>The nearest 1, 2 or 5 times a power of ten at or above.</summary>
    public static double LogCeiling(double value)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(value) + 1e-12));
        return Clean((value / power) switch { <= 1 + 1e-9 => 1, <= 2 + 1e-9 => 2, <= 5 + 1e-9 => 5, _ => 10 } * power);
    }

    /// <summary>A tick as text: plain decimals as far as they are readable, else 1e-05.</summary>
    public static string Text(double value)
    {
        var size = Math.Abs(value);
        if (size == 0) return "0";
        return size is >= 1e-4 and < 1e6
            ? value.ToString("0.######", CultureInfo.InvariantCulture)
            : value.ToString("0.##e0", CultureInfo.InvariantCulture);
    }

    private static double Step(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return (rough / power) switch { <= 1.0001 => 1, <= 2.0001 => 2, <= 5.0001 => 5, _ => 10 } * power;
    }

    // Products like 3 x 0.1 become the decimal they stand for.
    private static double Clean(double value) => double.Parse(value.ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
