using System.Runtime.Intrinsics;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Dropout that has been drawn: the same units are zero for every row and step, the others are scaled up. A network with dropout becomes one of many
/// networks that a model file can hold (Gal and Ghahramani 2016, arXiv:1506.02142).
/// </summary>
/// <param name="input">What goes in and comes out.</param>
public sealed unsafe class MaskLayer(SignalShape input) : Layer(input, input)
{
    /// <summary>The name of the kind of layer.</summary>
    public const string Name = "mask";

    /// <inheritdoc/>
    public override string Kind => Name;

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterBlock> Blocks { get; } = [ParameterBlock.Row("factor", input.Width, trained: false)];

    /// <inheritdoc/>
    public override LayerSettings Settings => new(Kind);

    /// <summary>The layer that settings ask for; it has none.</summary>
    public static MaskLayer Of(LayerSettings settings, SignalShape input)
    {
        settings.Only();
        return new MaskLayer(input);
    }

    /// <summary>Draws which units are kept; at least one is.</summary>
    /// <param name="factors">Receives the factor of each unit.</param>
    /// <param name="share">Share of units that is dropped.</param>
    /// <param name="random">Source of the draw.</param>
    public void Draw(Span<float> factors, float share, RandomStream random)
    {
        var kept = 0;
        factors.Clear();
        for (var i = 0; i < Input.Width; i++)
        {
            if (random.NextSingle() < share) continue;
            factors[i] = 1 / (1 - share);
            kept++;
        }

        if (kept == 0) factors[random.Next(Input.Width)] = Input.Width;
    }

    /// <inheritdoc/>
    public override void Initialise(Span<float> parameters, RandomStream random) => parameters[..Input.Width].Fill(1);

    /// <inheritdoc/>
    public override void Forward(in LayerPass pass) => Scale(pass.Input, pass.Parameters, pass.Output, pass.Rows);

    /// <inheritdoc/>
    public override void Backward(in LayerPass pass)
    {
        if (pass.Gradient is not null) new Span<float>(pass.Gradient, Input.PaddedWidth).Clear();
        if (pass.InputGradient is not null) Scale(pass.OutputGradient, pass.Parameters, pass.InputGradient, pass.Rows);
    }

    /// <inheritdoc/>
    /// <remarks>Each output comes from one input, which takes all of its relevance.</remarks>
    public override void Relevance(in LayerPass pass, RelevanceRule rule)
    {
        var size = (long)Input.Size(pass.Rows) * sizeof(float);
        Buffer.MemoryCopy(pass.OutputGradient, pass.InputGradient, size, size);
    }

    /// <inheritdoc/>
    public override GraphSignal AddTo(LayerExport export, GraphSignal x) => export.Builder.Mul(x, export.Tensor("factor"));

    private void Scale(float* from, float* factors, float* to, int rows)
    {
        var width = Input.PaddedWidth;
        for (var row = 0L; row < (long)rows * Input.Steps; row++)
        {
            for (var i = 0; i < width; i += 8)
                (Vector256.Load(from + row * width + i) * Vector256.Load(factors + i)).Store(to + row * width + i);
        }
    }
}
