namespace OceanML.Learning;

/// <summary>The columns by which rows of values are wider than what they hold.</summary>
internal static unsafe class Padding
{
    /// <summary>Sets the padding columns of all rows to zero.</summary>
    public static void Clear(float* values, SignalShape shape, int rows)
    {
        var (width, padded) = (shape.Width, shape.PaddedWidth);
        if (width == padded) return;
        for (var row = 0L; row < (long)shape.Steps * rows; row++) new Span<float>(values + row * padded + width, padded - width).Clear();
    }
}
