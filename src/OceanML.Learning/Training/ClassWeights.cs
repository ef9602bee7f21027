namespace OceanML.Learning;

/// <summary>How much the rows of each class count in training.</summary>
public static class ClassWeights
{
    /// <summary>
    /// One weight per class: 1, or, balanced, rows / (classes · rows of the class), so that every class counts alike and the mean over rows stays 1. A
    /// class without rows weighs 0.
    /// </summary>
    /// <param name="classes">Class of each row of the data.</param>
    /// <param name="rows">The rows learned from.</param>
    /// <param name="count">Number of classes.</param>
    /// <param name="balanced">Whether to balance.</param>
    public static double[] Of(ReadOnlySpan<double> classes, ReadOnlySpan<int> rows, int count, bool balanced)
    {
        var sizes = new int[count];
        foreach (var row in rows) sizes[(int)classes[row]]++;
        var present = sizes.Count(size => size > 0);
        var weights = new double[count];
        for (var k = 0; k < count; k++)
        {
            if (sizes[k] > 0) weights[k] = balanced ? (double)rows.Length / ((long)present * sizes[k]) : 1;
        }

        return weights;
    }
}
