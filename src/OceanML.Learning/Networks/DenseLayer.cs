using System.Runtime.Intrinsics;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>A fully connected layer x·W + b, the same at every step of a sequence. Weights [inputs, outputs], then biases.</summary>
public sealed unsafe class DenseLayer : Layer
{
    /// <summary>Declares the layer.</summary>
    /// <param name="input">What goes in.</param>
    /// <param name="units">Number of outputs per step.</param>
    public DenseLayer(SignalShape input, int units)
        : base(input, input with { Width = units }) => Blocks = [ParameterBlock.Weights("weight", input.Width, units), ParameterBlock.Row("bias", units)];

    /// <inheritdoc/>
    public override string Kind => "dense";

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterBlock> Blocks { get; }

    /// <inheritdoc/>
    public override LayerSettings Settings => new(Kind, ("units", LayerSettings.Write(Output.Width)));

    /// <summary>Variance of the starting weights times the number of inputs: 2 before <see cref="Activation.Relu"/>, otherwise 1; smaller for a last layer.</summary>
    public double Gain { get; init; } = 1;

    /// <inheritdoc/>
    public override int ScratchSize(int rows) => Math.Max(Blocks[0].Size, Output.Size(rows) + 2 * Blocks[0].Size);

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
    public override void Forward(in LayerPass pass) => DenseKernels.Affine(
        pass.Input, pass.Parameters, pass.Parameters + Blocks[0].Size, pass.Output, pass.Rows * Input.Steps, Input.PaddedWidth, Output.PaddedWidth);

    /// <inheritdoc/>
    public override void Backward(in LayerPass pass)
    {
        var rows = pass.Rows * Input.Steps;
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
        else AlphaBeta(pass, rule.Alpha, rule.Beta);
    }

    /// <inheritdoc/>
    public override GraphSignal AddTo(LayerExport export, GraphSignal x) => Input.Steps == 1
        ? export.Builder.Node("Gemm", [x, export.Tensor("weight"), export.Tensor("bias")])
        : export.Builder.Add(export.Builder.MatMul(x, export.Tensor("weight")), export.Tensor("bias"));

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

    private void AlphaBeta(in LayerPass pass, float alpha, float beta)
    {
        var (rows, inner, width) = (pass.Rows * Input.Steps, Input.PaddedWidth, Output.PaddedWidth);
        for (var row = 0; row < rows; row++)
        {
            float* x = pass.Input + (long)row * inner, below = pass.InputGradient + (long)row * inner, above = pass.OutputGradient + (long)row * width;
            new Span<float>(below, inner).Clear();
            for (var j = 0; j < Output.Width; j++)
            {
                var (positive, negative) = (0f, 0f);
                for (var i = 0; i < Input.Width; i++)
                {
                    var contribution = x[i] * pass.Parameters[(long)i * width + j];
                    if (contribution > 0) positive += contribution;
                    else negative += contribution;
                }

                // Where one sign is absent the other carries all: what is handed down stays what came.
                var (up, down) = (alpha, beta);
                if (positive <= 0) (up, down) = (0, -1);
                else if (negative >= 0) (up, down) = (1, 0);
                var (positiveShare, negativeShare) = (positive > 0 ? up * above[j] / positive : 0, negative < 0 ? down * above[j] / negative : 0);
                for (var i = 0; i < Input.Width; i++)
                {
                    var contribution = x[i] * pass.Parameters[(long)i * width + j];
                    below[i] += contribution > 0 ? contribution * positiveShare : -contribution * negativeShare;
                }
            }
        }
    }
}
