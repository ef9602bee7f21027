namespace OceanML.Learning;

/// <summary>The Cholesky factor of a symmetric, positive definite matrix, kept row by row.</summary>
internal sealed class SymmetricSystem
{
    private readonly double[] factor;

    private SymmetricSystem(double[] factor, int size) => (this.factor, Size) = (factor, size);

    /// <summary>Number of rows and columns.</summary>
    public int Size { get; }

    /// <summary>Factors a matrix plus a number on its diagonal.</summary>
    /// <param name="matrix">Its lower half, [size, size].</param>
    /// <param name="size">Number of rows.</param>
    /// <param name="diagonal">What is added to the diagonal; larger than 0.</param>
    public static SymmetricSystem Of(double[] matrix, int size, double diagonal)
    {
        var l = (double[])matrix.Clone();
        for (var i = 0; i < size; i++)
        {
            var row = l.AsSpan(i * size, size);
            row[i] += diagonal;
            for (var j = 0; j <= i; j++)
            {
                var sum = row[j] - Distances.Dot(row[..j], l.AsSpan(j * size, j));

                // Rounding can leave a tiny negative number where features repeat each other; the penalty bounds it from below.
                row[j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-12 * diagonal)) : sum / l[j * size + j];
            }

            row[(i + 1)..].Clear();
        }

        return new SymmetricSystem(l, size);
    }

    /// <summary>Solves for one right side, in place.</summary>
    public void Solve(Span<double> right)
    {
        for (var i = 0; i < Size; i++) right[i] = (right[i] - Distances.Dot(right[..i], factor.AsSpan(i * Size, i))) / factor[i * Size + i];
        for (var i = Size - 1; i >= 0; i--)
        {
            right[i] /= factor[i * Size + i];
            Distances.AddScaled(right[..i], factor.AsSpan(i * Size, i), -right[i]);
        }
    }

    /// <summary>The inverse of the factor turned: x times it has the squared length x' (matrix)⁻¹ x. Upper triangle, [size, size].</summary>
    public double[] InverseRoot()
    {
        // Row k of what is made is column k of the inverse, found by forward substitution from the k-th unit vector.
        var root = new double[Size * Size];
        for (var k = 0; k < Size; k++)
        {
            var column = root.AsSpan(k * Size, Size);
            column[k] = 1 / factor[k * Size + k];
            for (var i = k + 1; i < Size; i++) column[i] = -Distances.Dot(column[k..i], factor.AsSpan(i * Size + k, i - k)) / factor[i * Size + i];
        }

        return root;
    }
}
