namespace OceanML.Learning;

/// <summary>What one row carries from layer to layer: <paramref name="Steps"/> of a sequence (1 for tables), each of <paramref name="Width"/> numbers.</summary>
/// <remarks>
/// A batch lies in memory as [steps, rows, padded width]: the rows of one step side by side, so that a product over all of them is one
/// product. Rows are padded to a multiple of 4; what stands in padded columns is zero, what stands in padded rows is of no effect.
/// </remarks>
/// <param name="Steps">Steps of the sequence, oldest first; 1 where there is none.</param>
/// <param name="Width">Numbers per step.</param>
public readonly record struct SignalShape(int Steps, int Width)
{
    /// <summary>Numbers per vector register; every row of values is padded to a multiple of it.</summary>
    public const int VectorWidth = 8;

    /// <summary>Rows handled at once by the kernels; batches are padded to a multiple of it.</summary>
    public const int RowBlock = DenseKernels.RowBlock;

    /// <summary><see cref="Width"/> rounded up to whole vectors.</summary>
    public int PaddedWidth => Pad(Width);

    /// <summary>Numbers that a batch takes, padding included.</summary>
    public int Size(int rows) => Steps * PadRows(rows) * PaddedWidth;

    /// <summary>A width rounded up to a whole number of vectors.</summary>
    public static int Pad(int width) => (width + VectorWidth - 1) / VectorWidth * VectorWidth;

    /// <summary>A number of rows rounded up to a whole number of row blocks.</summary>
    public static int PadRows(int rows) => (rows + RowBlock - 1) / RowBlock * RowBlock;
}
