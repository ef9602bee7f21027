using System.Runtime.Intrinsics;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Adds to every step a row of numbers of its own, which are learned.</summary>
public sealed unsafe class LearnedPositionLayer : Layer
{
    /// <summary>The name of the kind of layer.</summary>
    public const string Name = "learned_position";

    /// <summary>Declares the layer.</summary>
    /// <param name="input">What goes in and comes out.</param>
    public LearnedPositionLayer(SignalShape input)
        : base(input, input) => Blocks = [new ParameterBlock("position", input.Steps, input.Width, input.Steps, input.PaddedWidth)];

    /// <inheritdoc/>
    public override string Kind => Name;

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterBlock> Blocks { get; }

    /// <inheritdoc/>
    public override LayerSettings Settings => new(Kind);

    /// <summary>The layer that settings ask for; there are none.</summary>
    public static LearnedPositionLayer Of(LayerSettings settings, SignalShape input)
    {
        settings.Only();
        return new LearnedPositionLayer(input);
    }

    /// <summary>Small normal numbers, standard deviation 0.02, so that places differ from the start.</summary>
    public override void Initialise(Span<float> parameters, RandomStream random)
    {
        for (var step = 0; step < Input.Steps; step++)
        {
            for (var column = 0; column < Input.Width; column++) parameters[step * Input.PaddedWidth + column] = (float)(0.02 * random.NextNormal());
        }
    }

    /// <inheritdoc/>
    public override void Forward(in LayerPass pass) => Add(pass, Input, pass.Parameters);

    /// <inheritdoc/>
    public override void Backward(in LayerPass pass)
    {
        var width = Input.PaddedWidth;
        for (var step = 0; step < Input.Steps && pass.Gradient is not null; step++)
            BlockedProducts.SumRows(pass.OutputGradient + (long)step * pass.Rows * width, width, pass.Gradient + step * width, pass.Rows, width, add: false);
        var bytes = (long)Input.Size(pass.Rows) * sizeof(float);
        if (pass.InputGradient is not null) Buffer.MemoryCopy(pass.OutputGradient, pass.InputGradient, bytes, bytes);
    }

    /// <inheritdoc/>
    /// <remarks>Input and place share by the epsilon rule; the share of the place ends here as that of a bias does.</remarks>
    public override void Relevance(in LayerPass pass, RelevanceRule rule) => Share(pass, Input, rule);

    /// <inheritdoc/>
    public override GraphSignal AddTo(LayerExport export, GraphSignal x) => export.Builder.Add(x, export.Tensor("position"));

    /// <summary>output = input + places[step].</summary>
    internal static void Add(in LayerPass pass, SignalShape shape, float* places)
    {
        var width = shape.PaddedWidth;
        float* x = pass.Input, y = pass.Output;
        for (var step = 0; step < shape.Steps; step++, places += width)
        {
            for (var row = 0; row < pass.Rows; row++, x += width, y += width)
            {
                for (var i = 0; i < width; i += 8) (Vector256.Load(x + i) + Vector256.Load(places + i)).Store(y + i);
            }
        }
    }

    /// <summary>What of the relevance of a sum its input carries.</summary>
    internal static void Share(in LayerPass pass, SignalShape shape, RelevanceRule rule)
    {
        RelevanceShares.Divide(pass.OutputGradient, pass.Output, pass.InputGradient, shape.Size(pass.Rows), rule.Epsilon);
        RelevanceShares.Multiply(pass.InputGradient, pass.Input, shape.Size(pass.Rows));
    }
}
