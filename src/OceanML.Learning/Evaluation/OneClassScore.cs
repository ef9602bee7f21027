namespace OceanML.Learning;

/// <summary>How one class is found.</summary>
/// <param name="Count">Rows observed to be of the class.</param>
/// <param name="Predicted">Rows said to be of it.</param>
/// <param name="Hits">Rows of which both hold.</param>
public readonly record struct OneClassScore(int Count, int Predicted, int Hits)
{
    /// <summary>Share of the rows said to be of the class that are; 0 where none is.</summary>
    public double Precision => Predicted > 0 ? (double)Hits / Predicted : 0;

    /// <summary>Share of the rows of the class that are found; NaN where there are none.</summary>
    public double Recall => (double)Hits / Count;

    /// <summary>Harmonic mean of <see cref="Precision"/> and <see cref="Recall"/>.</summary>
    public double F1 => Hits > 0 ? 2.0 * Hits / (Count + Predicted) : 0;

    /// <summary>Reads a confusion matrix [observed, predicted].</summary>
    public static OneClassScore Of(int[,] confusion, int one)
    {
        var (count, predicted) = (0, 0);
        for (var c = 0; c < confusion.GetLength(0); c++)
        {
            count += confusion[one, c];
            predicted += confusion[c, one];
        }

        return new OneClassScore(count, predicted, confusion[one, one]);
    }
}
