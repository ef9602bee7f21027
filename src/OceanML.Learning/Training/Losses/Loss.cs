namespace OceanML.Learning;

/// <summary>
/// How far the outputs of a network are from what they should be, with its gradient by the outputs. Every value counts by its weight,
/// and not at all where that is 0 (a missing target); sums over values are divided by the number of rows of the batch, so that a row
/// with more targets counts more.
/// </summary>
public abstract unsafe class Loss
{
    private const int MostOutputs = 1 << 14;

    /// <summary>The name by which it is chosen, e.g. <c>huber</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Outputs of the network for each target: 1, or more where a distribution is learned.</summary>
    public virtual int Parts => 1;

    /// <summary>Whether <see cref="Watch"/> gives a sum of squares, of which the root is to be taken.</summary>
    public virtual bool WatchesSquares => true;

    /// <summary>Outputs of the network for a number of targets: part after part, without padding between them.</summary>
    public int OutputCount(int targets) => Parts * targets;

    /// <summary>The loss and its gradient by the outputs.</summary>
    /// <param name="batch">Outputs and targets.</param>
    /// <param name="gradient">Receives the gradient, of the shape of the outputs; padded columns become 0.</param>
    /// <returns>The loss; not a number where an output is not one.</returns>
    public double Gradient(in LossBatch batch, Span<float> gradient)
    {
        var (count, parts) = (batch.TargetCount, Parts);
        var (width, outputWidth) = (SignalShape.Pad(count), SignalShape.Pad(parts * count));
        if (parts * width > MostOutputs) throw new ArgumentOutOfRangeException(nameof(batch), $"{count} targets are too many");
        if (gradient.Length < batch.Rows * outputWidth || batch.Outputs.Length < batch.Rows * outputWidth) throw new ArgumentException("outputs and gradient must hold every row", nameof(gradient));
        var scale = 1f / batch.Rows;
        var total = 0.0;
        var spread = parts > 1 ? parts * width : 0;
        float* apart = stackalloc float[2 * spread];
        var slopes = apart + spread;
        new Span<float>(apart, 2 * spread).Clear();
        fixed (float* o = batch.Outputs, y = batch.Targets, w = batch.Weights, g = gradient)
        {
            for (var row = 0; row < batch.Rows; row++)
            {
                float* outputs = o + (long)row * outputWidth, slope = g + (long)row * outputWidth;
                float* targets = y + (long)row * width, weights = w + (long)row * width;
                if (parts == 1)
                {
                    total += Row(outputs, targets, weights, slope, count, scale);
                    continue;
                }

                // Parts lie side by side in the outputs and on whole vectors here.
                for (var part = 0; part < parts; part++) new ReadOnlySpan<float>(outputs + part * count, count).CopyTo(new Span<float>(apart + part * width, count));
                total += Row(apart, targets, weights, slopes, count, scale);
                for (var part = 0; part < parts; part++) new ReadOnlySpan<float>(slopes + part * width, count).CopyTo(new Span<float>(slope + part * count, count));
                new Span<float>(slope + parts * count, outputWidth - parts * count).Clear();
            }
        }

        return total;
    }

    /// <summary>
    /// What early stopping watches: sum and weight over the rows, see <see cref="WatchesSquares"/>. By default squared errors of the first part,
    /// the mean.
    /// </summary>
    public virtual (double Sum, double Weight) Watch(in LossBatch batch)
    {
        var (sum, total) = (0.0, 0.0);
        var (width, outputWidth) = (SignalShape.Pad(batch.TargetCount), SignalShape.Pad(OutputCount(batch.TargetCount)));
        for (var row = 0; row < batch.Rows; row++)
        {
            for (var i = 0; i < batch.TargetCount; i++)
            {
                var weight = batch.Weights[row * width + i];
                double e = batch.Outputs[row * outputWidth + i] - batch.Targets[row * width + i];
                if (weight <= 0) continue;
                sum += weight * e * e;
                total += weight;
            }
        }

        return (sum, total);
    }

    /// <summary>The loss of one row and its gradient.</summary>
    /// <param name="outputs">[parts, padded targets].</param>
    /// <param name="targets">[padded targets].</param>
    /// <param name="weights">[padded targets].</param>
    /// <param name="gradient">Receives [parts, padded targets].</param>
    /// <param name="count">Number of targets or classes, without padding.</param>
    /// <param name="scale">Factor of loss and gradient.</param>
    protected abstract double Row(float* outputs, float* targets, float* weights, float* gradient, int count, float scale);
}
