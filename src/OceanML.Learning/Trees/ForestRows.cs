using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// What a forest learns from, row by row, laid out so that a split's sums are a few vector additions: the number 1; the weight of each
/// target where targets are missing or rows are weighted; each weight times its target. A classification has one weight and a target
/// of 1 for the row's class, 0 for the others: its gain is then that of the Gini impurity.
/// </summary>
internal sealed class ForestRows
{
    private ForestRows(int count, int targets, int masses)
    {
        (Count, TargetCount, MassCount) = (count, targets, masses);
        Width = (1 + masses + targets + 3) & ~3;
        Values = new double[count * Width];
    }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>Number of targets, or classes.</summary>
    public int TargetCount { get; }

    /// <summary>Number of weights: none where all are 1, one for all targets, or one for each.</summary>
    public int MassCount { get; }

    /// <summary>Numbers per row, a multiple of four.</summary>
    public int Width { get; }

    /// <summary>[rows, width].</summary>
    public double[] Values { get; }

    /// <summary>The numbers of a row.</summary>
    public ReadOnlySpan<double> Row(int row) => Values.AsSpan(row * Width, Width);

    /// <summary>Where the sums of targets begin.</summary>
    public int FirstTarget => 1 + MassCount;

    /// <summary>Where the weight of a target stands.</summary>
    public int MassOf(int target) => MassCount == 0 ? 0 : MassCount == 1 ? 1 : 1 + target;

    /// <summary>Standardised targets of a regression.</summary>
    public static ForestRows OfNumbers(Dataset data, int[] rows, TargetScaling scaling)
    {
        var targets = data.TargetCount;
        var complete = true;
        foreach (var row in rows) complete &= data.IsComplete(row);
        var made = new ForestRows(rows.Length, targets, complete ? 0 : targets);
        for (var i = 0; i < rows.Length; i++)
        {
            var at = i * made.Width;
            made.Values[at] = 1;
            for (var t = 0; t < targets; t++)
            {
                var value = data.Targets[rows[i] * targets + t];
                if (double.IsNaN(value)) continue;
                made.Values[at + made.MassOf(t)] = 1;
                made.Values[at + made.FirstTarget + t] = (value - scaling.Mean[t]) / scaling.Deviation[t];
            }
        }

        return made;
    }

    /// <summary>Classes.</summary>
    public static ForestRows OfClasses(Dataset data, int[] rows, bool balanced)
    {
        var classes = data.Classes!.Count;
        var weights = ClassWeights.Of(data.Targets, rows, classes, balanced);
        var made = new ForestRows(rows.Length, classes, balanced ? 1 : 0);
        for (var i = 0; i < rows.Length; i++)
        {
            var at = i * made.Width;
            var own = (int)data.Targets[rows[i]];
            made.Values[at] = 1;
            made.Values[at + made.MassOf(0)] = weights[own];
            made.Values[at + made.FirstTarget + own] = weights[own];
        }

        return made;
    }
}
