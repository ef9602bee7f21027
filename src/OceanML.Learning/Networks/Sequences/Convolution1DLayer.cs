using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Convolution along the steps of a sequence: y[t] = b + Σ_k x[t - shift_k]·W_k, zeros beyond the ends, so that the length stays. Causal:
/// shifts are 0 or into the past, (taps - 1 - k) · dilation; otherwise the taps lie around t. One weight matrix [inputs, filters] per tap,
/// the most recent last.
/// </summary>
public sealed unsafe class Convolution1DLayer : Layer
{
    /// <summary>The name of the kind of layer.</summary>
    public const string Name = "conv1d";

    private readonly int[] shifts;

    /// <summary>Declares the layer.</summary>
    /// <param name="input">What goes in.</param>
    /// <param name="filters">Numbers per step that come out.</param>
    /// <param name="taps">Steps that each output sees (kernel size).</param>
    /// <param name="dilation">Steps from one tap to the next.</param>
    /// <param name="causal">Whether an output sees its own step and the past alone.</param>
    public Convolution1DLayer(SignalShape input, int filters, int taps, int dilation = 1, bool causal = true)
        : base(input, input with { Width = filters })
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(taps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(dilation, 1);
        (Taps, Dilation, IsCausal) = (taps, dilation, causal);
        shifts = [.. Enumerable.Range(0, taps).Select(tap => ((causal ? taps - 1 : (taps - 1) / 2) - tap) * dilation)];
        Blocks = [.. Enumerable.Range(0, taps).Select(tap => ParameterBlock.Weights($"tap_{tap}", input.Width, filters)), ParameterBlock.Row("bias", filters)];
    }

    /// <summary>Steps that each output sees.</summary>
    public int Taps { get; }

    /// <summary>Steps from one tap to the next.</summary>
    public int Dilation { get; }

    /// <summary>Whether an output sees its own step and the past alone.</summary>
    public bool IsCausal { get; }

    /// <summary>Variance of the starting weights times the numbers that each output sees: 2 before <see cref="Activation.Relu"/>, otherwise 1.</summary>
    public double Gain { get; init; } = 1;

    /// <inheritdoc/>
    public override string Kind => Name;

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterBlock> Blocks { get; }

    /// <inheritdoc/>
    public override LayerSettings Settings => new(
        Kind,
        ("filters", SettingValues.Write(Output.Width)),
        ("taps", SettingValues.Write(Taps)),
        ("dilation", SettingValues.Write(Dilation)),
        ("causal", IsCausal ? "true" : "false"));

    /// <summary>The layer that settings ask for: <c>filters</c> (48), <c>taps</c> (3), <c>dilation</c> (1), <c>causal</c> (true).</summary>
    public static Convolution1DLayer Of(LayerSettings settings, SignalShape input)
    {
        settings.Only("filters", "taps", "dilation", "causal");
        return new Convolution1DLayer(input, settings.Integer("filters", 48), settings.Integer("taps", 3), settings.Integer("dilation", 1), settings.Flag("causal", true));
    }

    private int TapSize => Input.PaddedWidth * Output.PaddedWidth;

    /// <inheritdoc/>
    public override int ScratchSize(int rows) => TapSize + Output.Size(rows);

    /// <summary>Normal weights of variance <see cref="Gain"/> / (inputs · taps); biases stay zero.</summary>
    public override void Initialise(Span<float> parameters, RandomStream random)
    {
        var scale = Math.Sqrt(Gain / (Input.Width * Taps));
        for (var tap = 0; tap < Taps; tap++)
        {
            for (var i = 0; i < Input.Width; i++)
            {
                for (var j = 0; j < Output.Width; j++) parameters[tap * TapSize + i * Output.PaddedWidth + j] = (float)(random.NextNormal() * scale);
            }
        }
    }

    /// <inheritdoc/>
    public override void Forward(in LayerPass pass)
    {
        var (inner, outer) = (Input.PaddedWidth, Output.PaddedWidth);
        foreach (var tap in FromUnshifted())
        {
            var (from, to, rows) = Reach(tap, pass.Rows);
            var bias = shifts[tap] == 0 ? pass.Parameters + Taps * TapSize : null;
            BlockedProducts.Multiply(
                pass.Input + (long)from * inner, inner, pass.Parameters + tap * TapSize, outer, bias, pass.Output + (long)to * outer, outer, rows, inner, outer, add: bias is null);
        }
    }

    /// <inheritdoc/>
    public override void Backward(in LayerPass pass)
    {
        var (inner, outer) = (Input.PaddedWidth, Output.PaddedWidth);
        if (pass.Gradient is not null)
        {
            for (var tap = 0; tap < Taps; tap++)
            {
                var (from, to, rows) = Reach(tap, pass.Rows);
                if (rows == 0) new Span<float>(pass.Gradient + tap * TapSize, TapSize).Clear();
                else BlockedProducts.Outer(pass.Input + (long)from * inner, inner, pass.OutputGradient + (long)to * outer, outer, pass.Gradient + tap * TapSize, outer, rows, inner, outer, add: false);
            }

            BlockedProducts.SumRows(pass.OutputGradient, outer, pass.Gradient + Taps * TapSize, Input.Steps * pass.Rows, outer, add: false);
        }

        if (pass.InputGradient is not null) Return(pass, pass.OutputGradient);
    }

    /// <inheritdoc/>
    /// <remarks>The epsilon rule, as for a dense layer over the steps that an output sees; it stands for every rule here.</remarks>
    public override void Relevance(in LayerPass pass, RelevanceRule rule)
    {
        var shares = pass.Scratch + TapSize;
        RelevanceShares.Divide(pass.OutputGradient, pass.Output, shares, Output.Size(pass.Rows), rule.Epsilon);
        Return(pass, shares);
        RelevanceShares.Multiply(pass.InputGradient, pass.Input, Input.Size(pass.Rows));
    }

    /// <inheritdoc/>
    public override GraphSignal AddTo(LayerExport export, GraphSignal x)
    {
        // ONNX asks for [rows, width, steps] and weights [filters, inputs, taps].
        var builder = export.Builder;
        var weights = new float[Output.Width * Input.Width * Taps];
        for (var tap = 0; tap < Taps; tap++)
        {
            var values = export.Values($"tap_{tap}");
            for (var i = 0; i < Input.Width; i++)
            {
                for (var j = 0; j < Output.Width; j++) weights[(j * Input.Width + i) * Taps + tap] = values[i * Output.Width + j];
            }
        }

        var single = Input.Steps == 1;
        var turned = single ? builder.Unsqueeze(x, 2) : SwapStepsAndWidth(builder, x);
        var y = builder.Node(
            "Conv",
            [turned, export.Tensor("weight", weights, Output.Width, Input.Width, Taps), export.Tensor("bias")],
            ("dilations", GraphAttribute.Of([Dilation])),
            ("kernel_shape", GraphAttribute.Of([Taps])),
            ("pads", GraphAttribute.Of([shifts[0], -shifts[^1]])));
        return single ? builder.Squeeze(y, 2) : SwapStepsAndWidth(builder, y);
    }

    /// <inheritdoc/>
    public override void Load(Func<string, GraphTensor> tensors, Span<float> parameters)
    {
        var weights = tensors("weight").Floats;
        var values = new float[Input.Width * Output.Width];
        for (var tap = 0; tap < Taps; tap++)
        {
            for (var i = 0; i < Input.Width; i++)
            {
                for (var j = 0; j < Output.Width; j++) values[i * Output.Width + j] = weights[(j * Input.Width + i) * Taps + tap];
            }

            Blocks[tap].Pad(values, parameters[(tap * TapSize)..]);
        }

        Blocks[^1].Pad(tensors("bias").Floats, parameters[(Taps * TapSize)..]);
    }

    private static GraphSignal SwapStepsAndWidth(GraphBuilder builder, GraphSignal x) => builder.Node("Transpose", [x], ("perm", GraphAttribute.Of([0, 2, 1])));

    /// <summary>The taps that reach any step, first the one that is not shifted: it writes, the others add.</summary>
    private IEnumerable<int> FromUnshifted()
    {
        yield return Array.IndexOf(shifts, 0);
        for (var tap = 0; tap < Taps; tap++)
        {
            if (shifts[tap] != 0 && Math.Abs(shifts[tap]) < Input.Steps) yield return tap;
        }
    }

    /// <summary>The first row of the input and of the output that a tap joins, and how many rows it joins.</summary>
    private (int From, int To, int Rows) Reach(int tap, int rows)
    {
        var shift = shifts[tap];
        return (Math.Max(0, -shift) * rows, Math.Max(0, shift) * rows, Math.Max(0, Input.Steps - Math.Abs(shift)) * rows);
    }

    /// <summary>Sends something from the outputs back along the weights to the inputs.</summary>
    private void Return(in LayerPass pass, float* above)
    {
        var (inner, outer) = (Input.PaddedWidth, Output.PaddedWidth);
        foreach (var tap in FromUnshifted())
        {
            var (from, to, rows) = Reach(tap, pass.Rows);
            BlockedProducts.Transpose(pass.Parameters + tap * TapSize, outer, pass.Scratch, inner, inner, outer);
            BlockedProducts.Multiply(above + (long)to * outer, outer, pass.Scratch, inner, null, pass.InputGradient + (long)from * inner, inner, rows, outer, inner, add: shifts[tap] != 0);
        }
    }
}
