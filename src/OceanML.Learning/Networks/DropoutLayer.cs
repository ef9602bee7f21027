using System.Runtime.Intrinsics;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Sets values to zero at random while the network learns and scales up the others (Srivastava et al. 2014). It does so at prediction too
/// where <see cref="Network.Forward"/> is given random numbers: every pass is then another network of the same family, and their spread an
/// uncertainty (Monte Carlo dropout, Gal and Ghahramani 2016, arXiv:1506.02142).
/// </summary>
/// <param name="input">What goes in and comes out.</param>
/// <param name="share">Share of the values that is dropped, below 1.</param>
public sealed unsafe class DropoutLayer(SignalShape input, float share) : Layer(input, input)
{
    /// <summary>The name of the kind of layer.</summary>
    public const string Name = "dropout";

    /// <summary>Share of the values that is dropped.</summary>
    public float Share => share;

    /// <inheritdoc/>
    public override string Kind => Name;

    /// <inheritdoc/>
    public override LayerSettings Settings => new(Kind, ("share", SettingValues.Write(share)));

    /// <inheritdoc/>
    public override bool OnlyInTraining => true;

    /// <summary>The layer that settings ask for: <c>share</c>, from 0 to 0.95.</summary>
    public static DropoutLayer Of(LayerSettings settings, SignalShape input)
    {
        settings.Only("share");
        return new DropoutLayer(input, (float)settings.Number("share", 0.1, 0, 0.95));
    }

    /// <inheritdoc/>
    public override int MemorySize(int rows) => Input.Size(rows);

    /// <inheritdoc/>
    public override void Forward(in LayerPass pass)
    {
        var random = pass.Random ?? throw new InvalidOperationException("dropout needs random numbers");
        var kept = Vector256.Create(1 / (1 - share));
        var threshold = Vector256.Create((int)(share * 65536));
        var count = Input.Size(pass.Rows);

        // Four draws of 16 bits from each number: padded widths are multiples of 8.
        for (var i = 0; i < count; i += 8)
        {
            var (first, second) = (random.NextBits(), random.NextBits());
            var draws = Vector256.Create(
                (int)(first & 0xFFFF), (int)((first >> 16) & 0xFFFF), (int)((first >> 32) & 0xFFFF), (int)(first >> 48),
                (int)(second & 0xFFFF), (int)((second >> 16) & 0xFFFF), (int)((second >> 32) & 0xFFFF), (int)(second >> 48));
            var mask = Vector256.AndNot(kept, Vector256.LessThan(draws, threshold).AsSingle());
            mask.Store(pass.Memory + i);
            (Vector256.Load(pass.Input + i) * mask).Store(pass.Output + i);
        }
    }

    /// <inheritdoc/>
    public override void Backward(in LayerPass pass)
    {
        if (pass.InputGradient is null) return;
        var count = Input.Size(pass.Rows);
        for (var i = 0; i < count; i += 8) (Vector256.Load(pass.OutputGradient + i) * Vector256.Load(pass.Memory + i)).Store(pass.InputGradient + i);
    }

    /// <inheritdoc/>
    /// <remarks>Relevance passes it unchanged: what was dropped had no part in the sums above, so none comes back to it.</remarks>
    public override void Relevance(in LayerPass pass, RelevanceRule rule)
    {
        var size = Input.Size(pass.Rows);
        Buffer.MemoryCopy(pass.OutputGradient, pass.InputGradient, size * sizeof(float), size * sizeof(float));
    }

    /// <inheritdoc/>
    /// <remarks>A model file predicts without dropping.</remarks>
    public override GraphSignal AddTo(LayerExport export, GraphSignal x) => x;
}
