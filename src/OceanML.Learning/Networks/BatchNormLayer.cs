using System.Runtime.Intrinsics;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Brings each of its numbers to mean 0 and variance 1 over the rows of a batch (and the steps of a sequence), then scales and shifts it by
/// what is learned (Ioffe and Szegedy 2015, arXiv:1502.03167). At prediction the running mean and variance of training take the place of
/// those of the batch, so that a row's result does not depend on the rows around it.
/// </summary>
public sealed unsafe class BatchNormLayer : Layer
{
    /// <summary>The name of the kind of layer.</summary>
    public const string Name = "batch_norm";

    private const float DefaultEpsilon = 1e-5f;
    private const float DefaultMomentum = 0.1f;

    private readonly float epsilon;
    private readonly float momentum;

    /// <summary>Declares the layer.</summary>
    /// <param name="input">What goes in and comes out.</param>
    /// <param name="epsilon">Added to the variance, so that equal numbers are not divided by zero.</param>
    /// <param name="momentum">Weight of each new batch in the running statistics.</param>
    public BatchNormLayer(SignalShape input, float epsilon = DefaultEpsilon, float momentum = DefaultMomentum)
        : base(input, input)
    {
        (this.epsilon, this.momentum) = (epsilon, momentum);
        Blocks =
        [
            ParameterBlock.Row("scale", input.Width), ParameterBlock.Row("shift", input.Width),
            ParameterBlock.Row("mean", input.Width, trained: false), ParameterBlock.Row("variance", input.Width, trained: false),
        ];
    }

    /// <inheritdoc/>
    public override string Kind => Name;

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterBlock> Blocks { get; }

    /// <inheritdoc/>
    public override LayerSettings Settings => new(Kind, ("epsilon", SettingValues.Write(epsilon)), ("momentum", SettingValues.Write(momentum)));

    /// <summary>The layer that settings ask for: <c>epsilon</c> and <c>momentum</c>.</summary>
    public static BatchNormLayer Of(LayerSettings settings, SignalShape input)
    {
        settings.Only("epsilon", "momentum");
        return new BatchNormLayer(input, (float)settings.Number("epsilon", DefaultEpsilon, 1e-12, 1), (float)settings.Number("momentum", DefaultMomentum, 0, 1));
    }

    /// <summary>Mean and inverse deviation of every column.</summary>
    public override int MemorySize(int rows) => 2 * Input.PaddedWidth;

    /// <inheritdoc/>
    public override int ScratchSize(int rows) => 2 * Input.PaddedWidth;

    /// <summary>Scales and variances of 1, shifts and means of 0.</summary>
    public override void Initialise(Span<float> parameters, RandomStream random)
    {
        parameters[..Input.Width].Fill(1);
        parameters.Slice(3 * Input.PaddedWidth, Input.Width).Fill(1);
    }

    /// <inheritdoc/>
    public override void Forward(in LayerPass pass)
    {
        var stride = Input.PaddedWidth;
        float* mean = pass.Memory, inverse = mean + stride;
        if (pass.Training) Measure(pass);
        else
        {
            new Span<float>(pass.Parameters + 2 * stride, stride).CopyTo(new Span<float>(mean, stride));
            Invert(pass.Parameters + 3 * stride, inverse);
        }

        float* scale = pass.Parameters, shift = scale + stride;
        var rows = Input.Steps * pass.Rows;
        for (var i = 0; i < stride; i += 8)
        {
            var factor = Vector256.Load(inverse + i) * Vector256.Load(scale + i);
            var (center, added) = (Vector256.Load(mean + i), Vector256.Load(shift + i));
            for (long row = 0, at = i; row < rows; row++, at += stride) Vector256.FusedMultiplyAdd(Vector256.Load(pass.Input + at) - center, factor, added).Store(pass.Output + at);
        }
    }

    /// <inheritdoc/>
    public override void Backward(in LayerPass pass)
    {
        var stride = Input.PaddedWidth;
        float* mean = pass.Memory, inverse = mean + stride;
        float* ofScale = pass.Gradient is null ? pass.Scratch : pass.Gradient, ofShift = ofScale + stride;
        var count = Vector256.Create((float)(Input.Steps * pass.Count));
        for (var i = 0; i < stride; i += 8)
        {
            // Padded rows have a gradient of zero: they add nothing to the sums.
            var (center, factor) = (Vector256.Load(mean + i), Vector256.Load(inverse + i));
            var (along, sum) = (Vector256<float>.Zero, Vector256<float>.Zero);
            var rows = Input.Steps * pass.Rows;
            for (long row = 0, at = i; row < rows; row++, at += stride)
            {
                var d = Vector256.Load(pass.OutputGradient + at);
                along = Vector256.FusedMultiplyAdd(d, (Vector256.Load(pass.Input + at) - center) * factor, along);
                sum += d;
            }

            along.Store(ofScale + i);
            sum.Store(ofShift + i);
            if (pass.InputGradient is null) continue;
            var slope = factor * Vector256.Load(pass.Parameters + i);
            var (lessSum, lessAlong) = pass.Training ? (sum / count, along / count) : (Vector256<float>.Zero, Vector256<float>.Zero);
            for (long row = 0, at = i; row < rows; row++, at += stride)
            {
                var normal = (Vector256.Load(pass.Input + at) - center) * factor;
                ((Vector256.Load(pass.OutputGradient + at) - lessSum - normal * lessAlong) * slope).Store(pass.InputGradient + at);
            }
        }

        // What reached padded rows through the statistics is of no effect, but must not flow on.
        if (pass.InputGradient is not null && pass.Training) ClearPaddedRows(pass.InputGradient, pass.Count, pass.Rows);
        if (pass.Gradient is not null) new Span<float>(pass.Gradient + 2 * stride, 2 * stride).Clear();
    }

    /// <inheritdoc/>
    /// <remarks>At prediction a number times a constant plus a bias: by epsilon the bias keeps its share, by alpha and beta all is handed down.</remarks>
    public override void Relevance(in LayerPass pass, RelevanceRule rule)
    {
        var (stride, rows) = (Input.PaddedWidth, Input.Steps * pass.Rows);
        for (var row = 0L; row < rows; row++)
        {
            for (var i = 0; i < stride; i++)
            {
                var at = row * stride + i;
                var contribution = pass.Input[at] * pass.Memory[stride + i] * pass.Parameters[i];
                pass.InputGradient[at] = contribution == 0 ? 0
                    : rule.Kind == RelevanceKind.Epsilon ? contribution * rule.PerUnit(pass.OutputGradient[at], pass.Output[at])
                    : pass.OutputGradient[at];
            }
        }
    }

    /// <inheritdoc/>
    public override GraphSignal AddTo(LayerExport export, GraphSignal x)
    {
        var sequence = Input.Steps > 1;
        if (sequence) x = Turned(export.Builder, x);
        x = export.Builder.Node(
            "BatchNormalization",
            [x, export.Tensor("scale"), export.Tensor("shift"), export.Tensor("mean"), export.Tensor("variance")],
            ("epsilon", GraphAttribute.Of(epsilon)));
        return sequence ? Turned(export.Builder, x) : x;
    }

    private static GraphSignal Turned(GraphBuilder builder, GraphSignal x) => builder.Node("Transpose", [x], ("perm", GraphAttribute.Of(0, 2, 1)));

    /// <summary>Mean and inverse deviation of the batch, and the running statistics a step towards them (variance over count - 1, as PyTorch keeps it).</summary>
    private void Measure(in LayerPass pass)
    {
        var stride = Input.PaddedWidth;
        float* mean = pass.Memory, inverse = mean + stride;
        float* runningMean = pass.Parameters + 2 * stride, runningVariance = runningMean + stride;
        var count = Input.Steps * pass.Count;
        var (weight, kept) = (Vector256.Create(momentum), Vector256.Create(1 - momentum));
        for (var i = 0; i < stride; i += 8)
        {
            var sum = Vector256<float>.Zero;
            for (var step = 0; step < Input.Steps; step++)
            {
                var x = pass.Input + (long)step * pass.Rows * stride + i;
                for (var row = 0; row < pass.Count; row++, x += stride) sum += Vector256.Load(x);
            }

            var center = sum / count;
            var squares = Vector256<float>.Zero;
            for (var step = 0; step < Input.Steps; step++)
            {
                var x = pass.Input + (long)step * pass.Rows * stride + i;
                for (var row = 0; row < pass.Count; row++, x += stride)
                {
                    var d = Vector256.Load(x) - center;
                    squares = Vector256.FusedMultiplyAdd(d, d, squares);
                }
            }

            center.Store(mean + i);
            (squares / count).Store(inverse + i);
            (Vector256.Load(runningMean + i) * kept + center * weight).Store(runningMean + i);
            (Vector256.Load(runningVariance + i) * kept + squares / Math.Max(1, count - 1) * weight).Store(runningVariance + i);
        }

        Invert(inverse, inverse);
    }

    private void Invert(float* variance, float* inverse)
    {
        for (var i = 0; i < Input.PaddedWidth; i += 8) (Vector256<float>.One / Vector256.Sqrt(Vector256.Load(variance + i) + Vector256.Create(epsilon))).Store(inverse + i);
    }

    private void ClearPaddedRows(float* values, int count, int rows)
    {
        for (var step = 0; step < Input.Steps && count < rows; step++) new Span<float>(values + ((long)step * rows + count) * Input.PaddedWidth, (rows - count) * Input.PaddedWidth).Clear();
    }
}
