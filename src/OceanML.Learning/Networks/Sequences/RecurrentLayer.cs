using OceanML.Core;

namespace OceanML.Learning;

/// <summary>What recurrent layers share: one weight matrix per gate for the inputs and one for the state of the step before, and their form in a model file.</summary>
public abstract unsafe class RecurrentLayer : Layer
{
    private readonly string[] gates;

    /// <summary>Declares the layer.</summary>
    /// <param name="input">What goes in.</param>
    /// <param name="units">Numbers of the state; all of them come out at every step.</param>
    /// <param name="gates">Names of the gates in the order in which they lie in memory.</param>
    /// <param name="more">Blocks of parameters after those of the gates.</param>
    private protected RecurrentLayer(SignalShape input, int units, string[] gates, params ParameterBlock[] more)
        : base(input, input with { Width = units })
    {
        this.gates = gates;
        Blocks =
        [
            .. gates.Select(gate => ParameterBlock.Weights($"{gate}_weight", input.Width, units)),
            .. gates.Select(gate => ParameterBlock.Weights($"{gate}_recurrent", units, units)),
            .. gates.Select(gate => ParameterBlock.Row($"{gate}_bias", units)),
            .. more,
        ];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterBlock> Blocks { get; }

    /// <inheritdoc/>
    public override LayerSettings Settings => new(Kind, ("units", SettingValues.Write(Output.Width)));

    private protected int Inputs => Input.PaddedWidth;

    private protected int Units => Output.PaddedWidth;

    private protected int Gates => gates.Length;

    /// <summary>Where the recurrent weights begin.</summary>
    private protected int Recurrent => Gates * Inputs * Units;

    /// <summary>Where the biases begin.</summary>
    private protected int Biases => Recurrent + Gates * Units * Units;

    /// <summary>
    /// Input weights are normal of variance 1 / inputs; the recurrent weights of every gate are a random rotation (Saxe et al. 2014,
    /// arXiv:1312.6120), so that a state neither grows nor fades at the start. Biases stay zero.
    /// </summary>
    public override void Initialise(Span<float> parameters, RandomStream random)
    {
        var scale = 1 / Math.Sqrt(Input.Width);
        for (var gate = 0; gate < Gates; gate++)
        {
            var weights = parameters[(gate * Inputs * Units)..];
            for (var i = 0; i < Input.Width; i++)
            {
                for (var j = 0; j < Output.Width; j++) weights[i * Units + j] = (float)(random.NextNormal() * scale);
            }

            Rotation(parameters[(Recurrent + gate * Units * Units)..], Output.Width, Units, random);
        }
    }

    /// <summary>Adds an ONNX operator LSTM or GRU: its weights stack the gates in the order that the operator asks for.</summary>
    /// <param name="export">Where to.</param>
    /// <param name="x">[rows, steps, width], or [rows, width] of a single step.</param>
    /// <param name="operation">Name of the operator.</param>
    /// <param name="order">The gates in the order of the operator.</param>
    /// <param name="recurrentBias">Biases of the recurrent products, gate after gate in that order, or null for zero.</param>
    /// <param name="attributes">Further attributes of the operator.</param>
    private protected GraphSignal AddOperator(LayerExport export, GraphSignal x, string operation, string[] order, float[]? recurrentBias, params (string Name, GraphAttribute Value)[] attributes)
    {
        var (builder, units) = (export.Builder, Output.Width);
        var (w, r) = (new float[Gates * units * Input.Width], new float[Gates * units * units]);
        var b = new float[2 * Gates * units];
        for (var gate = 0; gate < Gates; gate++)
        {
            MatrixKernels.Turned(export.Values($"{order[gate]}_weight"), Input.Width, units).CopyTo(w, gate * units * Input.Width);
            MatrixKernels.Turned(export.Values($"{order[gate]}_recurrent"), units, units).CopyTo(r, gate * units * units);
            export.Values($"{order[gate]}_bias").CopyTo(b, gate * units);
        }

        recurrentBias?.CopyTo(b, Gates * units);
        var single = Input.Steps == 1;
        var stepsFirst = single ? builder.Unsqueeze(x, 0) : SwapRowsAndSteps(builder, x);
        GraphSignal[] arguments =
        [
            stepsFirst,
            export.Tensor("weight", w, 1, Gates * units, Input.Width),
            export.Tensor("recurrent", r, 1, Gates * units, units),
            export.Tensor("bias", b, 1, 2 * Gates * units),
        ];
        var y = builder.Squeeze(builder.Node(operation, arguments, [("hidden_size", GraphAttribute.Of((long)units)), .. attributes]), 1);
        return single ? builder.Squeeze(y, 0) : SwapRowsAndSteps(builder, y);
    }

    /// <summary>Reads the gates that <see cref="AddOperator"/> stacked.</summary>
    /// <returns>The biases of the recurrent products.</returns>
    private protected ReadOnlySpan<float> LoadOperator(Func<string, GraphTensor> tensors, Span<float> parameters, string[] order)
    {
        var units = Output.Width;
        var (w, r, b) = (tensors("weight").Floats, tensors("recurrent").Floats, tensors("bias").Floats);
        for (var gate = 0; gate < Gates; gate++)
        {
            var at = Array.IndexOf(gates, order[gate]);
            Blocks[at].Pad(MatrixKernels.Turned(w[(gate * units * Input.Width)..((gate + 1) * units * Input.Width)], units, Input.Width), parameters[(at * Inputs * Units)..]);
            Blocks[Gates + at].Pad(MatrixKernels.Turned(r[(gate * units * units)..((gate + 1) * units * units)], units, units), parameters[(Recurrent + at * Units * Units)..]);
            Blocks[2 * Gates + at].Pad(b.AsSpan(gate * units, units), parameters[(Biases + at * Units)..]);
        }

        return b.AsSpan(Gates * units);
    }

    /// <summary>t = the transposed weights of consecutive gates, one below the other: [gates · units, inputs], for the way back.</summary>
    private protected static void Stack(float* weights, float* t, int gates, int inputs, int units)
    {
        for (var gate = 0; gate < gates; gate++)
            BlockedProducts.Transpose(weights + (long)gate * inputs * units, units, t + (long)gate * units * inputs, inputs, inputs, units);
    }

    private static GraphSignal SwapRowsAndSteps(GraphBuilder builder, GraphSignal x) => builder.Node("Transpose", [x], ("perm", GraphAttribute.Of([1, 0, 2])));

    /// <summary>Rows of normal numbers, made orthogonal one after the other (modified Gram and Schmidt, twice) and of length 1.</summary>
    private static void Rotation(Span<float> matrix, int size, int stride, RandomStream random)
    {
        var rows = new double[size][];
        for (var i = 0; i < size; i++)
        {
            var row = rows[i] = new double[size];
            for (var j = 0; j < size; j++) row[j] = random.NextNormal();
            for (var pass = 0; pass < 2; pass++)
            {
                for (var k = 0; k < i; k++)
                {
                    var (other, product) = (rows[k], 0.0);
                    for (var j = 0; j < size; j++) product += row[j] * other[j];
                    for (var j = 0; j < size; j++) row[j] -= product * other[j];
                }
            }

            var length = 0.0;
            for (var j = 0; j < size; j++) length += row[j] * row[j];
            length = Math.Sqrt(length);
            for (var j = 0; j < size; j++) matrix[i * stride + j] = (float)(row[j] /= length);
        }
    }
}
