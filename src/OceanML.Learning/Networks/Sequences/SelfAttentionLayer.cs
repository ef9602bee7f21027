using System.Runtime.Intrinsics;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Multi-head self-attention (Vaswani et al. 2017, arXiv:1706.03762): every step asks every step; with q = x·Wq + bq, k = x·Wk,
/// v = x·Wv + bv cut into heads, y = softmax(q·kᵀ / √(width of a head))·v side by side, times Wo, plus bo. Keys have no bias: it would
/// shift all scores of a question alike and change nothing.
/// </summary>
public sealed unsafe class SelfAttentionLayer : Layer
{
    /// <summary>The name of the kind of layer.</summary>
    public const string Name = "self_attention";

    private readonly HeadLanes lanes;

    /// <summary>Declares the layer.</summary>
    /// <param name="input">What goes in and comes out; the width is a multiple of the heads.</param>
    /// <param name="heads">Number of heads.</param>
    /// <param name="causal">Whether a step sees itself and the past alone.</param>
    public SelfAttentionLayer(SignalShape input, int heads, bool causal = false)
        : base(input, input)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(heads, 1);
        if (input.Width % heads != 0) throw new ArgumentException($"attention of {heads} heads needs a width that is a multiple of {heads}; it is {input.Width}", nameof(heads));
        (Heads, IsCausal, lanes) = (heads, causal, new HeadLanes(input.Steps, heads, input.Width));
        Blocks =
        [
            .. new[] { "query", "key", "value", "output" }.Select(name => ParameterBlock.Weights($"{name}_weight", input.Width, input.Width)),
            .. new[] { "query", "value", "output" }.Select(name => ParameterBlock.Row($"{name}_bias", input.Width)),
        ];
    }

    /// <summary>Number of heads.</summary>
    public int Heads { get; }

    /// <summary>Whether a step sees itself and the past alone.</summary>
    public bool IsCausal { get; }

    /// <inheritdoc/>
    public override string Kind => Name;

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterBlock> Blocks { get; }

    /// <inheritdoc/>
    public override LayerSettings Settings => new(Kind, ("heads", SettingValues.Write(Heads)), ("causal", IsCausal ? "true" : "false"));

    /// <summary>The layer that settings ask for: <c>heads</c> (4), <c>causal</c> (false).</summary>
    /// <exception cref="OceanException">The width is no multiple of the heads.</exception>
    public static SelfAttentionLayer Of(LayerSettings settings, SignalShape input)
    {
        settings.Only("heads", "causal");
        var heads = settings.Integer("heads", 4);
        return input.Width % heads == 0
            ? new SelfAttentionLayer(input, heads, settings.Flag("causal", false))
            : throw OceanException.Usage($"layer {Name}: the width {input.Width} is no multiple of {heads} heads");
    }

    private int Steps => Input.Steps;

    private int Width => Input.PaddedWidth;

    private int Square => Width * Width;

    /// <summary>Numbers of the attention weights of one head for eight rows.</summary>
    private int Weights => 8 * Steps * Steps;

    private float Scale => 1 / MathF.Sqrt(Input.Width / (float)Heads);

    /// <inheritdoc/>
    /// <remarks>For every eight rows: queries, keys, values, and the weights of attention; then what the heads give, [steps, rows, width].</remarks>
    public override int MemorySize(int rows) => Blocked(rows) * (3 * lanes.Size + Heads * Weights) + Input.Size(rows);

    /// <inheritdoc/>
    public override int ScratchSize(int rows) => 4 * Square + 4 * Input.Size(rows) + 4 * lanes.Size + Weights;

    /// <summary>Normal weights of variance 1 / width; biases stay zero.</summary>
    public override void Initialise(Span<float> parameters, RandomStream random)
    {
        var scale = 1 / Math.Sqrt(Input.Width);
        for (var block = 0; block < 4; block++)
        {
            for (var i = 0; i < Input.Width; i++)
            {
                for (var j = 0; j < Input.Width; j++) parameters[block * Square + i * Width + j] = (float)(random.NextNormal() * scale);
            }
        }
    }

    /// <inheritdoc/>
    public override void Forward(in LayerPass pass)
    {
        var (rows, all, head) = (pass.Rows, Steps * pass.Rows, lanes.HeadSize);
        float* projected = pass.Scratch, given = projected + 3 * (long)all * Width, joined = Joined(pass);
        var biases = pass.Parameters + 4 * Square;
        for (var i = 0; i < 3; i++)
            BlockedProducts.Multiply(pass.Input, Width, pass.Parameters + i * Square, Width, i == 1 ? null : biases + i / 2 * Width, projected + i * Width, 3 * Width, all, Width, Width, add: false);
        for (var first = 0; first < rows; first += 8)
        {
            var held = Held(pass, first);
            for (var i = 0; i < 3; i++)
                lanes.Take(projected + (long)first * 3 * Width + i * Width, 3 * Width, (long)rows * 3 * Width, rows - first, held + i * lanes.Size, i == 0 ? Scale : 1);
            for (var h = 0; h < Heads; h++)
            {
                float* q = held + h * head, k = q + lanes.Size, v = k + lanes.Size, p = held + 3 * lanes.Size + h * Weights;
                var each = head / Steps;
                LaneProducts.Multiply(q, each, 8, k, each, 8, p, 8 * Steps, 8, Steps, Steps, each / 8);
                LaneProducts.Softmax(p, Steps, IsCausal);
                LaneProducts.Multiply(p, 8 * Steps, 8, v, 8, each, given + h * head, each, 8, Steps, each / 8, Steps);
            }

            lanes.Give(given, 1, joined + (long)first * Width, Width, (long)rows * Width, rows - first);
        }

        BlockedProducts.Multiply(joined, Width, pass.Parameters + 3 * Square, Width, biases + 2 * Width, pass.Output, Width, all, Width, Width, add: false);
    }

    /// <inheritdoc/>
    public override void Backward(in LayerPass pass)
    {
        var (rows, all, head) = (pass.Rows, Steps * pass.Rows, lanes.HeadSize);
        float* turned = pass.Scratch, above = turned + 4 * Square, projected = above + (long)all * Width;
        float* taken = projected + 3 * (long)all * Width, given = taken + lanes.Size, d = given + 3 * lanes.Size, joined = Joined(pass);
        for (var i = 0; i < 4; i++) BlockedProducts.Transpose(pass.Parameters + i * Square, Width, turned + i * Square, Width, Width, Width);
        BlockedProducts.Multiply(pass.OutputGradient, Width, turned + 3 * Square, Width, null, above, Width, all, Width, Width, add: false);
        for (var first = 0; first < rows; first += 8)
        {
            var held = Held(pass, first);
            lanes.Take(above + (long)first * Width, Width, (long)rows * Width, rows - first, taken, 1);
            for (var h = 0; h < Heads; h++)
            {
                float* q = held + h * head, k = q + lanes.Size, v = k + lanes.Size, p = held + 3 * lanes.Size + h * Weights, dy = taken + h * head;
                float* dq = given + h * head, dk = dq + lanes.Size, dv = dk + lanes.Size;
                var each = head / Steps;
                LaneProducts.Multiply(dy, each, 8, v, each, 8, d, 8 * Steps, 8, Steps, Steps, each / 8);
                LaneProducts.Multiply(p, 8, 8 * Steps, dy, 8, each, dv, each, 8, Steps, each / 8, Steps);
                LaneProducts.SoftmaxBackward(p, d, Steps);
                LaneProducts.Multiply(d, 8 * Steps, 8, k, 8, each, dq, each, 8, Steps, each / 8, Steps);
                LaneProducts.Multiply(d, 8, 8 * Steps, q, 8, each, dk, each, 8, Steps, each / 8, Steps);
            }

            for (var i = 0; i < 3; i++)
                lanes.Give(given + i * lanes.Size, i == 0 ? Scale : 1, projected + (long)first * 3 * Width + i * Width, 3 * Width, (long)rows * 3 * Width, rows - first);
        }

        if (pass.InputGradient is not null) BlockedProducts.Multiply(projected, 3 * Width, turned, Width, null, pass.InputGradient, Width, all, 3 * Width, Width, add: false);
        if (pass.Gradient is null) return;
        var biases = pass.Gradient + 4 * Square;
        for (var i = 0; i < 3; i++)
        {
            BlockedProducts.Outer(pass.Input, Width, projected + i * Width, 3 * Width, pass.Gradient + i * Square, Width, all, Width, Width, add: false);
            if (i != 1) BlockedProducts.SumRows(projected + i * Width, 3 * Width, biases + i / 2 * Width, all, Width, add: false);
        }

        BlockedProducts.Outer(joined, Width, pass.OutputGradient, Width, pass.Gradient + 3 * Square, Width, all, Width, Width, add: false);
        BlockedProducts.SumRows(pass.OutputGradient, Width, biases + 2 * Width, all, Width, add: false);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The weights of attention count as constants (Ali et al. 2022, arXiv:2202.07304), so that relevance flows through the values alone,
    /// each time by the epsilon rule, which stands for every rule here. What made a step attend to another is not told by it.
    /// </remarks>
    public override void Relevance(in LayerPass pass, RelevanceRule rule)
    {
        var (rows, all, head) = (pass.Rows, Steps * pass.Rows, lanes.HeadSize);
        float* turned = pass.Scratch, above = turned + 4 * Square, shares = above + (long)all * Width;
        float* taken = shares + (long)all * Width, given = taken + lanes.Size, joined = Joined(pass);
        for (var i = 2; i < 4; i++) BlockedProducts.Transpose(pass.Parameters + i * Square, Width, turned + i * Square, Width, Width, Width);
        RelevanceShares.Divide(pass.OutputGradient, pass.Output, shares, (long)all * Width, rule.Epsilon);
        BlockedProducts.Multiply(shares, Width, turned + 3 * Square, Width, null, above, Width, all, Width, Width, add: false);
        RelevanceShares.Multiply(above, joined, (long)all * Width);
        RelevanceShares.Divide(above, joined, above, (long)all * Width, rule.Epsilon);
        for (var first = 0; first < rows; first += 8)
        {
            var held = Held(pass, first);
            lanes.Take(above + (long)first * Width, Width, (long)rows * Width, rows - first, taken, 1);
            for (var h = 0; h < Heads; h++)
            {
                var each = head / Steps;
                float* p = held + 3 * lanes.Size + h * Weights, v = held + 2 * lanes.Size + h * head, to = given + h * head;
                LaneProducts.Multiply(p, 8, 8 * Steps, taken + h * head, 8, each, to, each, 8, Steps, each / 8, Steps);
                RelevanceShares.Multiply(to, v, head);
                RelevanceShares.Divide(to, v, to, head, rule.Epsilon);
            }

            lanes.Give(given, 1, shares + (long)first * Width, Width, (long)rows * Width, rows - first);
        }

        BlockedProducts.Multiply(shares, Width, turned + 2 * Square, Width, null, pass.InputGradient, Width, all, Width, Width, add: false);
        RelevanceShares.Multiply(pass.InputGradient, pass.Input, (long)all * Width);
    }

    /// <inheritdoc/>
    public override GraphSignal AddTo(LayerExport export, GraphSignal x)
    {
        var (builder, each) = (export.Builder, Input.Width / Heads);
        if (Steps == 1) x = builder.Unsqueeze(x, 1);
        var query = builder.Add(builder.MatMul(x, export.Tensor("query_weight")), export.Tensor("query_bias"));
        var key = builder.MatMul(x, export.Tensor("key_weight"));
        var value = builder.Add(builder.MatMul(x, export.Tensor("value_weight")), export.Tensor("value_bias"));
        GraphSignal Cut(GraphSignal whole, params long[] order) =>
            builder.Node("Transpose", [builder.Reshape(whole, 0, Steps, Heads, each)], ("perm", GraphAttribute.Of(order)));
        var scores = builder.Mul(builder.MatMul(Cut(query, 0, 2, 1, 3), Cut(key, 0, 2, 3, 1)), builder.Constant(Scale));
        if (IsCausal)
        {
            var mask = new float[Steps * Steps];
            for (var t = 0; t < Steps; t++) mask.AsSpan(t * Steps + t + 1, Steps - t - 1).Fill(-1e9f);
            scores = builder.Add(scores, builder.Constant(mask, 1, 1, Steps, Steps));
        }

        var given = builder.MatMul(builder.Softmax(scores), Cut(value, 0, 2, 1, 3));
        var joined = builder.Reshape(builder.Node("Transpose", [given], ("perm", GraphAttribute.Of([0, 2, 1, 3]))), 0, Steps, Input.Width);
        var y = builder.Add(builder.MatMul(joined, export.Tensor("output_weight")), export.Tensor("output_bias"));
        return Steps == 1 ? builder.Squeeze(y, 1) : y;
    }

    private static int Blocked(int rows) => (rows + 7) / 8;

    private float* Held(in LayerPass pass, int firstRow) => pass.Memory + (long)(firstRow / 8) * (3 * lanes.Size + Heads * Weights);

    /// <summary>What the heads give, side by side.</summary>
    private float* Joined(in LayerPass pass) => pass.Memory + (long)Blocked(pass.Rows) * (3 * lanes.Size + Heads * Weights);
}
