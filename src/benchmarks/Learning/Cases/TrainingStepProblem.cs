using OceanML.Learning;

namespace OceanML.Benchmarks;

/// <summary>A regression of the size of chlorophyll profiles from spectra: smooth functions of the inputs, a fifth of the targets missing.</summary>
internal static class TrainingStepProblem
{
    public static TrainingRows Make(int rows, int inputs, int targets)
    {
        var random = new RandomStream(5);
        var (width, targetWidth) = (SignalShape.Pad(inputs), SignalShape.Pad(targets));
        var (x, y, w) = (new float[rows * width], new float[rows * targetWidth], new float[rows * targetWidth]);
        for (var row = 0; row < rows; row++)
        {
            for (var i = 0; i < inputs; i++) x[row * width + i] = (float)random.NextNormal();
            for (var t = 0; t < targets; t++)
            {
                if (random.NextDouble() < 0.2) continue;
                y[row * targetWidth + t] = (float)(Math.Tanh(x[row * width + t % inputs] + x[row * width + (t + 3) % inputs]) + 0.3 * random.NextNormal());
                w[row * targetWidth + t] = 1;
            }
        }

        return new TrainingRows(new SignalShape(1, inputs), targets, x, y, w, [.. Enumerable.Range(0, rows)]);
    }
}
