using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Sets values to zero at random while the network learns and scales up the others (Srivastava et al. 2014).</summary>
/// <param name="input">What goes in and comes out.</param>
/// <param name="share">Share of the values that is dropped, below 1.</param>
public sealed unsafe class DropoutLayer(SignalShape input, float share) : Layer(input, input)
{
    /// <summary>Share of the values that is dropped.</summary>
    public float Share => share;

    /// <inheritdoc/>
    public override string Kind => "dropout";

    /// <inheritdoc/>
    public override LayerSettings Settings => new(Kind, ("share", LayerSettings.Write(share)));

    /// <inheritdoc/>
    public override bool OnlyInTraining => true;

    /// <inheritdoc/>
    public override int MemorySize(int rows) => Input.Size(rows);

    /// <inheritdoc/>
    public override void Forward(in LayerPass pass)
    {
        var kept = 1 / (1 - share);
        var threshold = (ulong)(share * 65536);
        var count = Input.Size(pass.Rows);

        // Four draws of 16 bits from each number: padded widths are multiples of 4.
        for (var i = 0; i < count; i += 4)
        {
            var bits = pass.Random!.NextBits();
            for (var j = i; j < i + 4; j++, bits >>= 16)
            {
                pass.Memory[j] = (bits & 0xFFFF) < threshold ? 0 : kept;
                pass.Output[j] = pass.Input[j] * pass.Memory[j];
            }
        }
    }

    /// <inheritdoc/>
    public override void Backward(in LayerPass pass)
    {
        if (pass.InputGradient is null) return;
        var count = Input.Size(pass.Rows);
        for (var i = 0; i < count; i++) pass.InputGradient[i] = pass.OutputGradient[i] * pass.Memory[i];
    }

    /// <inheritdoc/>
    public override void Relevance(in LayerPass pass, RelevanceRule rule)
    {
        var size = Input.Size(pass.Rows);
        Buffer.MemoryCopy(pass.OutputGradient, pass.InputGradient, size * sizeof(float), size * sizeof(float));
    }

    /// <inheritdoc/>
    public override GraphSignal AddTo(LayerExport export, GraphSignal x) => x;
}
