using System.Runtime.Intrinsics;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Brings the numbers of each step to mean 0 and variance 1, then scales and shifts each by numbers that are learned
/// (Ba et al. 2016, arXiv:1607.06450). It acts on each row by itself, in training as at prediction.
/// </summary>
public sealed unsafe class LayerNormLayer : Layer
{
    /// <summary>The name of the kind of layer.</summary>
    public const string Name = "layer_norm";

    private const float DefaultEpsilon = 1e-5f;

    private readonly float epsilon;

    /// <summary>Declares the layer.</summary>
    /// <param name="input">What goes in and comes out.</param>
    /// <param name="epsilon">Added to the variance, so that equal numbers are not divided by zero.</param>
    public LayerNormLayer(SignalShape input, float epsilon = DefaultEpsilon)
        : base(input, input) => (this.epsilon, Blocks) = (epsilon, [ParameterBlock.Row("scale", input.Width), ParameterBlock.Row("shift", input.Width)]);

    /// <inheritdoc/>
    public override string Kind => Name;

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterBlock> Blocks { get; }

    /// <inheritdoc/>
    public override LayerSettings Settings => new(Kind, ("epsilon", SettingValues.Write(epsilon)));

    /// <summary>The layer that settings ask for: <c>epsilon</c>.</summary>
    public static LayerNormLayer Of(LayerSettings settings, SignalShape input)
    {
        settings.Only("epsilon");
        return new LayerNormLayer(input, (float)settings.Number("epsilon", DefaultEpsilon, 1e-12, 1));
    }

    /// <summary>Mean and inverse deviation of every row.</summary>
    public override int MemorySize(int rows) => 2 * Input.Steps * rows;

    /// <inheritdoc/>
    public override int ScratchSize(int rows) => 2 * Input.PaddedWidth;

    /// <summary>Scales of 1, shifts of 0.</summary>
    public override void Initialise(Span<float> parameters, RandomStream random) => parameters[..Input.Width].Fill(1);

    /// <inheritdoc/>
    public override void Forward(in LayerPass pass)
    {
        var (width, stride, rows) = (Input.Width, Input.PaddedWidth, Input.Steps * pass.Rows);
        float* scale = pass.Parameters, shift = scale + stride;
        for (var row = 0; row < rows; row++)
        {
            float* x = pass.Input + (long)row * stride, y = pass.Output + (long)row * stride;
            var sum = Vector256<float>.Zero;
            for (var i = 0; i < stride; i += 8) sum += Vector256.Load(x + i);
            var mean = Vector256.Sum(sum) / width;
            var (center, squares) = (Vector256.Create(mean), Vector256<float>.Zero);
            for (var i = 0; i < stride; i += 8)
            {
                var d = (Vector256.Load(x + i) - center) & RowMask.At(i, width);
                squares = Vector256.FusedMultiplyAdd(d, d, squares);
            }

            var inverse = 1 / MathF.Sqrt(Vector256.Sum(squares) / width + epsilon);
            (pass.Memory[2 * row], pass.Memory[2 * row + 1]) = (mean, inverse);
            var factor = Vector256.Create(inverse);
            for (var i = 0; i < stride; i += 8)
                Vector256.FusedMultiplyAdd((Vector256.Load(x + i) - center) * factor, Vector256.Load(scale + i), Vector256.Load(shift + i)).Store(y + i);
        }
    }

    /// <inheritdoc/>
    public override void Backward(in LayerPass pass)
    {
        var (width, stride, rows) = (Input.Width, Input.PaddedWidth, Input.Steps * pass.Rows);
        float* ofScale = pass.Gradient is null ? pass.Scratch : pass.Gradient, ofShift = ofScale + stride;
        new Span<float>(ofScale, 2 * stride).Clear();
        for (var row = 0; row < rows; row++)
        {
            float* x = pass.Input + (long)row * stride, above = pass.OutputGradient + (long)row * stride;
            var (center, factor) = (Vector256.Create(pass.Memory[2 * row]), Vector256.Create(pass.Memory[2 * row + 1]));
            var (sum, along) = (Vector256<float>.Zero, Vector256<float>.Zero);
            for (var i = 0; i < stride; i += 8)
            {
                var (d, normal) = (Vector256.Load(above + i), (Vector256.Load(x + i) - center) * factor);
                Vector256.FusedMultiplyAdd(d, normal, Vector256.Load(ofScale + i)).Store(ofScale + i);
                (Vector256.Load(ofShift + i) + d).Store(ofShift + i);
                var g = d * Vector256.Load(pass.Parameters + i);
                sum += g;
                along = Vector256.FusedMultiplyAdd(g, normal, along);
            }

            if (pass.InputGradient is null) continue;
            var (mean, slope) = (Vector256.Create(Vector256.Sum(sum) / width), Vector256.Create(Vector256.Sum(along) / width));
            var below = pass.InputGradient + (long)row * stride;
            for (var i = 0; i < stride; i += 8)
            {
                var normal = (Vector256.Load(x + i) - center) * factor;
                var g = Vector256.Load(above + i) * Vector256.Load(pass.Parameters + i);
                ((g - mean - normal * slope) * factor & RowMask.At(i, width)).Store(below + i);
            }
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The deviation is held fixed, which leaves a linear map with weights scale_j (δ_ij - 1/n) / deviation (Ali et al. 2022,
    /// arXiv:2202.07304); the rule is applied to its contributions, and the shift is a bias.
    /// </remarks>
    public override void Relevance(in LayerPass pass, RelevanceRule rule)
    {
        var (width, stride, rows) = (Input.Width, Input.PaddedWidth, Input.Steps * pass.Rows);
        new Span<float>(pass.InputGradient, rows * stride).Clear();
        for (var row = 0; row < rows; row++)
        {
            float* x = pass.Input + (long)row * stride, y = pass.Output + (long)row * stride;
            float* above = pass.OutputGradient + (long)row * stride, below = pass.InputGradient + (long)row * stride;
            var inverse = pass.Memory[2 * row + 1];
            if (rule.Kind == RelevanceKind.Epsilon)
            {
                // R_i = x_i / deviation · (scale_i s_i - mean over j of scale_j s_j), s the relevance per unit of output.
                var mean = 0f;
                for (var j = 0; j < width; j++) mean += pass.Parameters[j] * rule.PerUnit(above[j], y[j]);
                mean /= width;
                for (var i = 0; i < width; i++) below[i] = x[i] * inverse * (pass.Parameters[i] * rule.PerUnit(above[i], y[i]) - mean);
                continue;
            }

            for (var j = 0; j < width; j++)
            {
                var scale = pass.Parameters[j] * inverse;
                var (positive, negative) = (0f, 0f);
                for (var i = 0; i < width; i++)
                {
                    var contribution = x[i] * scale * ((i == j ? 1 : 0) - 1f / width);
                    if (contribution > 0) positive += contribution;
                    else negative += contribution;
                }

                var (up, down) = rule.Shares(above[j], positive, negative);
                for (var i = 0; i < width; i++)
                {
                    var contribution = x[i] * scale * ((i == j ? 1 : 0) - 1f / width);
                    below[i] += contribution * (contribution > 0 ? up : down);
                }
            }
        }
    }

    /// <inheritdoc/>
    public override GraphSignal AddTo(LayerExport export, GraphSignal x) => export.Builder.Node(
        "LayerNormalization", [x, export.Tensor("scale"), export.Tensor("shift")], ("axis", GraphAttribute.Of(-1L)), ("epsilon", GraphAttribute.Of(epsilon)));
}
