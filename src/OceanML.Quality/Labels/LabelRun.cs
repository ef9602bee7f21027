using OceanML.Core;

namespace OceanML.Quality.Labels;

/// <summary>A label over a stretch of time and one layer, of which is known where its bounds may lie.</summary>
/// <param name="Label">The label.</param>
/// <param name="Confidence">How sure, NaN where unknown or not one number.</param>
/// <param name="Start">First instant.</param>
/// <param name="End">Last instant.</param>
/// <param name="Above">Deepest value above the layer that does not have the label: the top lies below it.</param>
/// <param name="First">Shallowest value that has it: the top does not lie below it.</param>
/// <param name="Last">Deepest value that has it: the bottom does not lie above it.</param>
/// <param name="Below">Shallowest value below the layer that does not have it.</param>
/// <param name="IsDepth">Whether the layer is in metres, else in dbar.</param>
internal sealed record LabelRun(string Label, double Confidence, long Start, long End, double Above, double First, double Last, double Below, bool IsDepth)
{
    /// <summary>Whether this layer can be the same event as one an instant before: some pair of bounds fits both.</summary>
    public bool Continues(LabelRun before) =>
        before.Label == Label && before.Confidence.Equals(Confidence) && Math.Max(before.Above, Above) < Math.Min(before.First, First) && Math.Max(before.Last, Last) < Math.Min(before.Below, Below);

    /// <summary>Both together.</summary>
    public LabelRun After(LabelRun before) => this with
    {
        Start = before.Start,
        Above = Math.Max(before.Above, Above),
        First = Math.Min(before.First, First),
        Last = Math.Max(before.Last, Last),
        Below = Math.Min(before.Below, Below),
    };

    /// <summary>The event.</summary>
    public LabelEvent Event()
    {
        var one = new LabelEvent("", Label) { Start = Start, End = End, Confidence = Confidence };
        var top = double.IsNegativeInfinity(Above) ? double.NaN : -Roundest(-First, -Above);
        var bottom = double.IsPositiveInfinity(Below) ? double.NaN : Roundest(Last, Below);
        return IsDepth ? one with { DepthMinimum = top, DepthMaximum = bottom } : one with { PressureMinimum = top, PressureMaximum = bottom };
    }

    // The roundest number that is at least the one and below the other.
    private static double Roundest(double least, double below)
    {
        for (var step = 100m; step >= 0.0001m; step /= 10)
        {
            if (Math.Abs(least) > 1e9) break;
            var candidate = (double)(Math.Ceiling((decimal)least / step) * step);
            if (candidate >= least && candidate < below) return candidate;
        }

        return least;
    }
}
