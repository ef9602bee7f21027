namespace OceanML.Learning;

/// <summary>
/// The way from features to the inputs of networks and back: which features make which input, with which weight, before inputs are held
/// between bounds. A slope passes the bound only where it does not bind; relevance passes it always.
/// </summary>
internal sealed class InputMap
{
    private readonly float[] mean;
    private readonly float[] scale;
    private readonly SignalShape shape;
    private readonly float bound;

    // Of input k the features source[starts[k]] … source[starts[k + 1] - 1], with weights.
    private readonly int[] starts;
    private readonly int[] source;
    private readonly float[] weight;

    private InputMap(float[] mean, float[] scale, SignalShape shape, float bound, Func<int, IEnumerable<(int Feature, float Weight)>> parts)
    {
        (this.mean, this.scale, this.shape, this.bound) = (mean, scale, shape, bound);
        Inputs = shape.Steps * shape.Width;
        var (places, sources, weights) = (new List<int>(), new List<int>(), new List<float>());
        for (var k = 0; k < Inputs; k++)
        {
            places.Add(sources.Count);
            foreach (var (feature, value) in parts(k))
            {
                if (value == 0) continue;
                sources.Add(feature);
                weights.Add(value);
            }
        }

        places.Add(sources.Count);
        (starts, source, weight) = ([.. places], [.. sources], [.. weights]);
    }

    /// <summary>Number of features.</summary>
    public int Features => mean.Length;

    /// <summary>Number of inputs over all steps.</summary>
    public int Inputs { get; }

    /// <summary>Where all standardised features are zero.</summary>
    public float[] Mean => mean;

    /// <summary>The way of a scaling learned here.</summary>
    public static InputMap Of(InputScaling scaling) => new(
        scaling.Features.Mean,
        scaling.Features.Scale,
        scaling.Shape,
        InputScaling.Bound,
        input => scaling.Window is { } window ? [(window.Source[input], 1)] : Enumerable.Range(0, scaling.FeatureCount).Select(i => (i, scaling.Projection[(i * scaling.Shape.Width) + input])));

    /// <summary>Each feature, less a mean and times a scale, is an input.</summary>
    public static InputMap Of(float[] mean, float[] scale) => new(mean, scale, new SignalShape(1, mean.Length), float.PositiveInfinity, input => [(input, 1)]);

    /// <summary>Standardises rows of features, [rows, features].</summary>
    public float[] Standardise(float[] rows)
    {
        var standardised = new float[rows.Length];
        for (var at = 0; at < rows.Length; at += mean.Length)
        {
            for (var i = 0; i < mean.Length; i++) standardised[at + i] = (rows[at + i] - mean[i]) * scale[i];
        }

        return standardised;
    }

    /// <summary>Inputs before the bound, [rows, inputs], from standardised features.</summary>
    public float[] Unbounded(float[] standardised)
    {
        var count = standardised.Length / Features;
        var inputs = new float[count * Inputs];
        for (var row = 0; row < count; row++)
        {
            var x = standardised.AsSpan(row * Features, Features);
            for (var k = 0; k < Inputs; k++)
            {
                var sum = 0f;
                for (var s = starts[k]; s < starts[k + 1]; s++) sum += x[source[s]] * weight[s];
                inputs[(row * Inputs) + k] = sum;
            }
        }

        return inputs;
    }

    /// <summary>Writes inputs, held within the bound, to where a network takes them: [steps, padded rows, padded width].</summary>
    public void Place(ReadOnlySpan<float> inputs, int rows, Span<float> target)
    {
        var (width, padded, stride) = (shape.Width, shape.PaddedWidth, SignalShape.PadRows(rows) * shape.PaddedWidth);
        for (var row = 0; row < rows; row++)
        {
            for (var step = 0; step < shape.Steps; step++)
            {
                var from = inputs.Slice((row * Inputs) + (step * width), width);
                var to = target.Slice((step * stride) + (row * padded), width);
                for (var j = 0; j < width; j++) to[j] = Math.Clamp(from[j], -bound, bound);
            }
        }
    }

    /// <summary>Adds to <paramref name="slopes"/> the slope of the output by the standardised features of one row.</summary>
    /// <param name="gradient">The gradient by the input of the network, laid out as <see cref="Place"/> does.</param>
    /// <param name="row">The row.</param>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="inputs">The inputs of the row before the bound.</param>
    /// <param name="slopes">[features].</param>
    public void AddSlopes(ReadOnlySpan<float> gradient, int row, int rows, ReadOnlySpan<float> inputs, Span<float> slopes)
    {
        for (var k = 0; k < inputs.Length; k++)
        {
            if (Math.Abs(inputs[k]) > bound) continue;
            var g = gradient[Offset(k, row, rows)];
            for (var s = starts[k]; s < starts[k + 1]; s++) slopes[source[s]] += weight[s] * g;
        }
    }

    /// <summary>Adds to <paramref name="relevance"/> the relevance of the features of one row, in proportion to what each contributes to an input.</summary>
    /// <param name="received">The relevance of the input of the network, laid out as <see cref="Place"/> does.</param>
    /// <param name="row">The row.</param>
    /// <param name="rows">Rows of the batch.</param>
    /// <param name="standardised">The standardised features of the row.</param>
    /// <param name="inputs">The inputs of the row before the bound.</param>
    /// <param name="relevance">[features].</param>
    public void AddRelevance(ReadOnlySpan<float> received, int row, int rows, ReadOnlySpan<float> standardised, ReadOnlySpan<float> inputs, Span<float> relevance)
    {
        const float epsilon = 1e-6f;
        for (var k = 0; k < inputs.Length; k++)
        {
            var r = received[Offset(k, row, rows)];
            if (starts[k + 1] - starts[k] == 1)
            {
                relevance[source[starts[k]]] += r;
                continue;
            }

            var share = r / (inputs[k] + (inputs[k] < 0 ? -epsilon : epsilon));
            for (var s = starts[k]; s < starts[k + 1]; s++) relevance[source[s]] += standardised[source[s]] * weight[s] * share;
        }
    }

    private int Offset(int input, int row, int rows)
    {
        var (width, padded) = (shape.Width, shape.PaddedWidth);
        return width == padded && shape.Steps == 1
            ? (row * padded) + input
            : (input / width * SignalShape.PadRows(rows) * padded) + (row * padded) + (input % width);
    }
}
