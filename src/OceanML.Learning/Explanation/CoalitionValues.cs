namespace OceanML.Learning;

/// <summary>
/// The worth of sets of features for one row: the mean of the outputs over the background rows whose features in the set take the
/// values of the row. For one thread.
/// </summary>
internal sealed class CoalitionValues
{
    private const int BlockRows = 4096;

    private readonly RowFunction function;
    private readonly Background background;
    private readonly int setsAtOnce;
    private readonly float[] mixed;
    private readonly double[] values;

    public CoalitionValues(RowFunction function, Background background)
    {
        (this.function, this.background) = (function, background);
        setsAtOnce = Math.Max(1, BlockRows / background.Count);
        mixed = new float[setsAtOnce * background.Count * function.FeatureCount];
        values = new double[setsAtOnce * background.Count * function.OutputCount];
    }

    /// <summary>Evaluates sets.</summary>
    /// <param name="row">The row.</param>
    /// <param name="masks">The sets, each as <paramref name="words"/> numbers of 64 bits.</param>
    /// <param name="words">Numbers per set.</param>
    /// <param name="worth">Filled with [sets, outputs].</param>
    public void Evaluate(ReadOnlySpan<float> row, ReadOnlySpan<ulong> masks, int words, double[] worth)
    {
        var (n, outputs, rows) = (function.FeatureCount, function.OutputCount, background.Count);
        var sets = masks.Length / words;
        for (var from = 0; from < sets; from += setsAtOnce)
        {
            var some = Math.Min(setsAtOnce, sets - from);
            for (var set = 0; set < some; set++)
            {
                var mask = masks.Slice((from + set) * words, words);
                var at = set * rows * n;
                background.Rows.CopyTo(mixed, at);
                for (var i = 0; i < n; i++)
                {
                    if ((mask[i >> 6] >> (i & 63) & 1) == 0) continue;
                    for (var b = 0; b < rows; b++) mixed[at + (b * n) + i] = row[i];
                }
            }

            function.Evaluate(mixed, some * rows, values);
            for (var set = 0; set < some; set++)
            {
                for (var o = 0; o < outputs; o++)
                {
                    double sum = 0;
                    for (var b = 0; b < rows; b++) sum += values[(((set * rows) + b) * outputs) + o];
                    worth[((from + set) * outputs) + o] = sum / rows;
                }
            }
        }
    }
}
