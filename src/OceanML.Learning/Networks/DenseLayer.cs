using System.Runtime.Intrinsics;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>A fully connected layer x·W + b, the same at every step of a sequence. Weights [inputs, outputs], then biases.</summary>
public sealed unsafe class DenseLayer : Layer
{
    /// <summary>The name of the kind of layer.</summary>
    public const string Name = "dense";

    /// <summary>Declares the layer.</summary>
    /// <param name="input">What goes in.</param>
    /// <param name="units">Number of outputs per step.</param>
    public DenseLayer(SignalShape input, int units)
        : base(input, input with { Width = units }) => Blocks = [ParameterBlock.Weights("weight", input.Width, units), ParameterBlock.Row("bias", units)];

    /// <inheritdoc/>
    public override string Kind => Name;

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterBlock> Blocks { get; }

    /// <inheritdoc/>
    public override LayerSettings Settings => new(Kind, ("units", SettingValues.Write(Output.Width)));

    /// <summary>The layer that settings ask for: <c>units</c>, the number of outputs per step.</summary>
    public static DenseLayer Of(LayerSettings settings, SignalShape input)
    {
        settings.Only("units");
        return settings.Has("units") ? new DenseLayer(input, settings.Integer("units", 1)) : throw OceanException.Usage("layer dense: it needs 'units', the number of its outputs");
    }

    /// <summary>Variance of the starting weights times the number of inputs: 2 before <see cref="Activation.Relu"/>, otherwise 1; smaller for a last layer.</summary>
    public double Gain { get; init; } = 1;

    /// <inheritdoc/>
    public override int ScratchSize(int rows) => 4 * Blocks[0].Size + 2 * Output.Size(rows) + 2 * Input.Size(rows);

    /// <summary>
    /// Normal weights of variance <see cref="Gain"/> / inputs (LeCun et al. 1998, doi:10.1007/3-540-49430-8_2; He et al. 2015,
    /// doi:10.1109/ICCV.2015.123); biases stay zero.
    /// </summary>
    public override void Initialise(Span<float> parameters, RandomStream random)
    {
        var scale = Math.Sqrt(Gain / Input.Width);
        for (var input = 0; input < Input.Width; input++)
        {
            for (var output = 0; output < Output.Width; output++) parameters[input * Output.PaddedWidth + output] = (float)(random.NextNormal() * scale);
        }
    }

    /// <inheritdoc/>
    public override void Forward(in LayerPass pass)
    {
        var (inner, outer) = (Input.PaddedWidth, Output.PaddedWidth);
        var bias = pass.Parameters + Blocks[0].Size;
        if (Input.Steps == 1) DenseKernels.Affine(pass.Input, pass.Parameters, bias, pass.Output, pass.Rows, inner, outer);
        else BlockedProducts.Multiply(pass.Input, inner, pass.Parameters, outer, bias, pass.Output, outer, pass.Rows * Input.Steps, inner, outer, add: false);
    }

    /// <summary>As <see cref="Forward(in LayerPass)"/>, with an activation that keeps zero done on the sums at once.</summary>
    internal void Forward(in LayerPass pass, Activation activation) => DenseKernels.Affine(
        activation, pass.Input, pass.Parameters, pass.Parameters + Blocks[0].Size, pass.Output, pass.Rows * Input.Steps, Input.PaddedWidth, Output.PaddedWidth);

    /// <inheritdoc/>
    public override void Backward(in LayerPass pass)
    {
        if (Input.Steps > 1)
        {
            BackwardByStep(pass);
            return;
        }

        var rows = pass.Rows;
        if (pass.Gradient is not null)
        {
            DenseKernels.Outer(pass.Input, pass.OutputGradient, pass.Gradient, rows, Input.PaddedWidth, Output.PaddedWidth);
            DenseKernels.SumRows(pass.OutputGradient, pass.Gradient + Blocks[0].Size, rows, Output.PaddedWidth);
        }

        if (pass.InputGradient is null) return;
        DenseKernels.Transpose(pass.Parameters, pass.Scratch, Input.PaddedWidth, Output.PaddedWidth);
        DenseKernels.Affine(pass.OutputGradient, pass.Scratch, null, pass.InputGradient, rows, Output.PaddedWidth, Input.PaddedWidth);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Epsilon: R_i = x_i · Σ_j w_ij R_j / (z_j + ε sign z_j); the bias takes its share of z_j, so that relevances sum to that of the
    /// outputs less what biases and ε absorb. Alpha-beta: the same for positive and negative contributions x_i w_ij apart, without biases
    /// in the denominators, R_i = α (positive share) - β (negative share).
    /// </remarks>
    public override void Relevance(in LayerPass pass, RelevanceRule rule)
    {
        if (rule.Kind == RelevanceKind.Epsilon) Epsilon(pass, rule.Epsilon);
        else AlphaBeta(pass, rule);
    }

    /// <inheritdoc/>
    public override GraphSignal AddTo(LayerExport export, GraphSignal x) => Input.Steps == 1
        ? export.Builder.Node("Gemm", [x, export.Tensor("weight"), export.Tensor("bias")])
        : export.Builder.Add(export.Builder.MatMul(x, export.Tensor("weight")), export.Tensor("bias"));

    /// <summary>As <see cref="Backward"/>, all of a step before the next, so that its numbers stay in the cache; the sums are the same.</summary>
    private void BackwardByStep(in LayerPass pass)
    {
        var (rows, inner, outer) = (pass.Rows, Input.PaddedWidth, Output.PaddedWidth);
        if (pass.InputGradient is not null) DenseKernels.Transpose(pass.Parameters, pass.Scratch, inner, outer);
        for (var step = 0; step < Input.Steps; step++)
        {
            float* x = pass.Input + (long)step * rows * inner, above = pass.OutputGradient + (long)step * rows * outer;
            if (pass.Gradient is not null)
            {
                BlockedProducts.Outer(x, inner, above, outer, pass.Gradient, outer, rows, inner, outer, add: step > 0);
                BlockedProducts.SumRows(above, outer, pass.Gradient + Blocks[0].Size, rows, outer, add: step > 0);
            }

            if (pass.InputGradient is not null)
                BlockedProducts.Multiply(above, outer, pass.Scratch, inner, null, pass.InputGradient + (long)step * rows * inner, inner, rows, outer, inner, add: false);
        }
    }

    private void Epsilon(in LayerPass pass, float epsilon)
    {
        var (rows, width) = (pass.Rows * Input.Steps, Output.PaddedWidth);
        float* share = pass.Scratch, transposed = pass.Scratch + (long)rows * width;
        var (e, zero) = (Vector256.Create(epsilon), Vector256<float>.Zero);
        for (var i = 0L; i < (long)rows * width; i += 8)
        {
            var z = Vector256.Load(pass.Output + i);
            var held = z + Vector256.ConditionalSelect(Vector256.LessThan(z, zero), -e, e);
            Vector256.ConditionalSelect(Vector256.Equals(held, zero), zero, Vector256.Load(pass.OutputGradient + i) / held).Store(share + i);
        }

        DenseKernels.Transpose(pass.Parameters, transposed, Input.PaddedWidth, width);
        DenseKernels.Affine(share, transposed, null, pass.InputGradient, rows, width, Input.PaddedWidth);
        for (var i = 0L; i < (long)rows * Input.PaddedWidth; i += 8) (Vector256.Load(pass.InputGradient + i) * Vector256.Load(pass.Input + i)).Store(pass.InputGradient + i);
    }

    /// <summary>
    /// Contributions are positive where input and weight have one sign: with x = x⁺ + x⁻ and W = W⁺ + W⁻, z⁺ = x⁺W⁺ + x⁻W⁻ and
    /// z⁻ = x⁺W⁻ + x⁻W⁺, and what is handed down is made of products with the same halves turned.
    /// </summary>
    private void AlphaBeta(in LayerPass pass, RelevanceRule rule)
    {
        var (rows, inner, width) = (pass.Rows * Input.Steps, Input.PaddedWidth, Output.PaddedWidth);
        float* above0 = pass.Scratch, below0 = above0 + Blocks[0].Size, above0Turned = below0 + Blocks[0].Size, below0Turned = above0Turned + Blocks[0].Size;
        float* positive = below0Turned + Blocks[0].Size, negative = positive + (long)rows * width;
        float* part = negative + (long)rows * width, product = part + (long)rows * inner;
        Half(pass.Parameters, above0, Blocks[0].Size, upper: true);
        Half(pass.Parameters, below0, Blocks[0].Size, upper: false);
        DenseKernels.Transpose(above0, above0Turned, inner, width);
        DenseKernels.Transpose(below0, below0Turned, inner, width);

        Half(pass.Input, part, (long)rows * inner, upper: true);
        DenseKernels.Affine(part, above0, null, positive, rows, inner, width);
        DenseKernels.Affine(part, below0, null, negative, rows, inner, width);
        Half(pass.Input, part, (long)rows * inner, upper: false);
        DenseKernels.AddProduct(part, below0, positive, rows, inner, width);
        DenseKernels.AddProduct(part, above0, negative, rows, inner, width);
        for (var i = 0L; i < (long)rows * width; i++) (positive[i], negative[i]) = rule.Shares(pass.OutputGradient[i], positive[i], negative[i]);

        // x⁻ (W⁻ up + W⁺ down), then x⁺ (W⁺ up + W⁻ down).
        DenseKernels.Affine(positive, below0Turned, null, product, rows, width, inner);
        DenseKernels.AddProduct(negative, above0Turned, product, rows, width, inner);
        for (var i = 0L; i < (long)rows * inner; i += 8) (Vector256.Load(part + i) * Vector256.Load(product + i)).Store(pass.InputGradient + i);
        DenseKernels.Affine(positive, above0Turned, null, product, rows, width, inner);
        DenseKernels.AddProduct(negative, below0Turned, product, rows, width, inner);
        for (var i = 0L; i < (long)rows * inner; i += 8)
        {
            var x = Vector256.Max(Vector256.Load(pass.Input + i), Vector256<float>.Zero);
            Vector256.FusedMultiplyAdd(x, Vector256.Load(product + i), Vector256.Load(pass.InputGradient + i)).Store(pass.InputGradient + i);
        }
    }

    private static void Half(float* values, float* half, long count, bool upper)
    {
        var zero = Vector256<float>.Zero;
        for (var i = 0L; i < count; i += 8) (upper ? Vector256.Max(Vector256.Load(values + i), zero) : Vector256.Min(Vector256.Load(values + i), zero)).Store(half + i);
    }
}
