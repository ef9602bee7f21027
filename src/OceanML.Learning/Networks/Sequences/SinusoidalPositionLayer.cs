using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Adds to every step sines and cosines of its place, of wavelengths from 2π to 20000π steps (Vaswani et al. 2017, arXiv:1706.03762):
/// column 2i holds sin(t / 10000^(2i / width)), column 2i + 1 the cosine. Nothing is learned.
/// </summary>
public sealed unsafe class SinusoidalPositionLayer : Layer
{
    /// <summary>The name of the kind of layer.</summary>
    public const string Name = "sinusoidal_position";

    private readonly float[] table;

    /// <summary>Declares the layer.</summary>
    /// <param name="input">What goes in and comes out.</param>
    public SinusoidalPositionLayer(SignalShape input)
        : base(input, input)
    {
        table = new float[input.Steps * input.PaddedWidth];
        for (var step = 0; step < input.Steps; step++)
        {
            for (var column = 0; column < input.Width; column++)
            {
                var angle = step / Math.Pow(10000, (column - column % 2) / (double)input.Width);
                table[step * input.PaddedWidth + column] = (float)(column % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle));
            }
        }
    }

    /// <inheritdoc/>
    public override string Kind => Name;

    /// <inheritdoc/>
    public override LayerSettings Settings => new(Kind);

    /// <summary>The layer that settings ask for; there are none.</summary>
    public static SinusoidalPositionLayer Of(LayerSettings settings, SignalShape input)
    {
        settings.Only();
        return new SinusoidalPositionLayer(input);
    }

    /// <inheritdoc/>
    public override void Forward(in LayerPass pass)
    {
        fixed (float* places = table) LearnedPositionLayer.Add(pass, Input, places);
    }

    /// <inheritdoc/>
    public override void Backward(in LayerPass pass)
    {
        var bytes = (long)Input.Size(pass.Rows) * sizeof(float);
        if (pass.InputGradient is not null) Buffer.MemoryCopy(pass.OutputGradient, pass.InputGradient, bytes, bytes);
    }

    /// <inheritdoc/>
    /// <remarks>Input and place share by the epsilon rule; the share of the place, a constant, ends here as that of a bias does.</remarks>
    public override void Relevance(in LayerPass pass, RelevanceRule rule) => LearnedPositionLayer.Share(pass, Input, rule);

    /// <inheritdoc/>
    public override GraphSignal AddTo(LayerExport export, GraphSignal x)
    {
        var values = new float[Input.Steps * Input.Width];
        for (var step = 0; step < Input.Steps; step++) table.AsSpan(step * Input.PaddedWidth, Input.Width).CopyTo(values.AsSpan(step * Input.Width));
        return export.Builder.Add(x, Input.Steps == 1 ? export.Builder.Constant(values, Input.Width) : export.Builder.Constant(values, Input.Steps, Input.Width));
    }
}
