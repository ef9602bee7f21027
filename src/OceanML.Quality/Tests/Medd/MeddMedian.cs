namespace OceanML.Quality;

/// <summary>The running median of the MEDD test: doubtful levels do not count, and both sides of a level count with as many levels.</summary>
internal static class MeddMedian
{
    /// <summary>Median at each level of a profile without missing values.</summary>
    public static double[] Of(double[] pressure, double[] values, MeddLimits limits)
    {
        var gradient = Gradients(pressure, values);
        var isDoubtful = Doubtful(pressure, gradient, limits);
        var kept = new List<int>(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            if (!isDoubtful[i]) kept.Add(i);
        }

        var median = new double[values.Length];
        var running = new double[values.Length];
        var window = new MeddWindow(pressure, values, [.. kept]);
        var deepestAbove = LastAbove(pressure);
        for (var i = 0; i < values.Length; i++)
        {
            var half = Math.Ceiling(Window(pressure[i]) / 2) + 1;
            running[i] = median[i] = window.Median(i, half, isDoubtful[i], out var isAmongFirstTwo, out var isAmongLastTwo);
            if (isDoubtful[i]) continue;
            var isOwn = (i > 0 && !isDoubtful[i - 1] && isAmongLastTwo)
                || (i < values.Length - 1 && !isDoubtful[i + 1] && isAmongFirstTwo && !(gradient[i] > limits.HighestAtTop));
            if (pressure[i] >= MeddSpike.DeepFrom)
            {
                var fromAbove = deepestAbove < 0 ? 0 : (values[i] - values[deepestAbove]) / (pressure[i] - pressure[deepestAbove]);
                isOwn = !(Math.Abs(fromAbove) > limits.Steepest[MeddSpike.Zone(MeddSpike.GradientZones, pressure[i])]);
                if (!isOwn) median[i] = running[deepestAbove];
            }

            if (isOwn) median[i] = values[i];
        }

        // A doubtful level has the median of the last level above it that is not; those before the first such level have that of the first.
        var last = kept.Count > 0 ? kept[0] : 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (!isDoubtful[i]) last = i;
            else median[i] = median[last];
        }

        return median;
    }

    /// <summary>Change per dbar from the level above; the first level has that of the second. Near-equal neighbours have none.</summary>
    private static double[] Gradients(double[] pressure, double[] values)
    {
        var gradient = new double[values.Length];
        for (var i = 1; i < values.Length; i++)
        {
            var (change, step) = (values[i] - values[i - 1], pressure[i] - pressure[i - 1]);
            gradient[i] = Math.Abs(change) < 0.01 && Math.Abs(step) < 5 ? 0 : change / step;
        }

        gradient[0] = gradient[1];
        return gradient;
    }

    private static bool[] Doubtful(double[] pressure, double[] gradient, MeddLimits limits)
    {
        var isDoubtful = new bool[gradient.Length];
        for (var i = 1; i < gradient.Length - 1; i++)
        {
            isDoubtful[i] = Math.Abs(gradient[i]) > limits.SteepestTurn[MeddSpike.Zone(MeddSpike.GradientZones, pressure[i])]
                && Math.Abs(gradient[i + 1]) > limits.SteepestTurn[MeddSpike.Zone(MeddSpike.GradientZones, pressure[i + 1])]
                && Math.Sign(gradient[i]) == -Math.Sign(gradient[i + 1]);
        }

        isDoubtful[0] = isDoubtful[1];
        for (var i = 0; i < gradient.Length; i++)
        {
            isDoubtful[i] |= gradient[i] < limits.LowestGradient || gradient[i] > limits.HighestGradient
                || Math.Abs(gradient[i]) > limits.Steepest[MeddSpike.Zone(MeddSpike.GradientZones, pressure[i])];
        }

        return isDoubtful;
    }

    private static int LastAbove(double[] pressure)
    {
        var last = pressure.Length - 1;
        while (last >= 0 && pressure[last] >= MeddSpike.DeepFrom) last--;
        return last;
    }

    /// <summary>Width of the window (dbar) at a pressure.</summary>
    private static double Window(double pressure)
    {
        var (zones, windows) = (MeddSpike.WindowZones, MeddSpike.Windows);
        var zone = MeddSpike.Zone(zones, pressure);
        if (zone == 0) return windows[0];
        if (zone == zones.Count) return windows[^1];
        return windows[zone - 1] + ((windows[zone] - windows[zone - 1]) * (pressure - zones[zone - 1]) / (zones[zone] - zones[zone - 1]));
    }
}
