using System.Runtime.Intrinsics;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Makes one step of a sequence: its last, the mean of all, or the largest of each number.</summary>
/// <param name="input">The sequence.</param>
/// <param name="pooling">What is made of it.</param>
public sealed unsafe class PoolingLayer(SignalShape input, Pooling pooling) : Layer(input, input with { Steps = 1 })
{
    /// <summary>The name of the kind of layer.</summary>
    public const string Name = "pooling";

    /// <summary>What is made of the sequence.</summary>
    public Pooling Pooling => pooling;

    /// <inheritdoc/>
    public override string Kind => Name;

    /// <inheritdoc/>
    public override LayerSettings Settings => new(Kind, ("by", pooling.ToString().ToLowerInvariant()));

    /// <summary>The layer that settings ask for: <c>by</c>, last, mean or max.</summary>
    public static PoolingLayer Of(LayerSettings settings, SignalShape input)
    {
        settings.Only("by");
        return new PoolingLayer(input, Enum.Parse<Pooling>(settings.Choice("by", "last", "last", "mean", "max"), ignoreCase: true));
    }

    /// <summary>Which step was the largest, number by number.</summary>
    public override int MemorySize(int rows) => pooling == Pooling.Max ? Output.Size(rows) : 0;

    /// <inheritdoc/>
    public override void Forward(in LayerPass pass)
    {
        var size = Output.Size(pass.Rows);
        var last = pass.Input + (long)(Input.Steps - 1) * size;
        if (pooling == Pooling.Last)
        {
            Buffer.MemoryCopy(last, pass.Output, size * sizeof(float), size * sizeof(float));
            return;
        }

        var scale = Vector256.Create(1f / Input.Steps);
        for (var i = 0; i < size; i += 8)
        {
            var (made, place) = (Vector256.Load(pass.Input + i), Vector256<float>.Zero);
            for (var step = 1; step < Input.Steps; step++)
            {
                var x = Vector256.Load(pass.Input + (long)step * size + i);
                if (pooling == Pooling.Mean)
                {
                    made += x;
                    continue;
                }

                var larger = Vector256.GreaterThan(x, made);
                (made, place) = (Vector256.ConditionalSelect(larger, x, made), Vector256.ConditionalSelect(larger, Vector256.Create((float)step), place));
            }

            (pooling == Pooling.Mean ? made * scale : made).Store(pass.Output + i);
            if (pooling == Pooling.Max) place.Store(pass.Memory + i);
        }
    }

    /// <inheritdoc/>
    public override void Backward(in LayerPass pass)
    {
        if (pass.InputGradient is null) return;
        var size = Output.Size(pass.Rows);
        for (var step = 0; step < Input.Steps; step++)
        {
            var below = pass.InputGradient + (long)step * size;
            for (var i = 0; i < size; i += 8) (Vector256.Load(pass.OutputGradient + i) * Share(pass, step, i)).Store(below + i);
        }
    }

    /// <inheritdoc/>
    /// <remarks>The last and the largest take all; of a mean every step takes its contribution.</remarks>
    public override void Relevance(in LayerPass pass, RelevanceRule rule)
    {
        if (pooling != Pooling.Mean)
        {
            Backward(pass);
            return;
        }

        var size = Output.Size(pass.Rows);
        for (var i = 0; i < size; i++)
        {
            var (positive, negative) = (0f, 0f);
            for (var step = 0; step < Input.Steps; step++)
            {
                var x = pass.Input[(long)step * size + i];
                if (x > 0) positive += x;
                else negative += x;
            }

            var (up, down) = rule.Kind == RelevanceKind.AlphaBeta ? rule.Shares(pass.OutputGradient[i], positive, negative) : default;
            if (rule.Kind == RelevanceKind.Epsilon) up = down = rule.PerUnit(pass.OutputGradient[i], pass.Output[i]) / Input.Steps;
            for (var step = 0; step < Input.Steps; step++)
            {
                var x = pass.Input[(long)step * size + i];
                pass.InputGradient[(long)step * size + i] = x * (x > 0 ? up : down);
            }
        }
    }

    /// <inheritdoc/>
    public override GraphSignal AddTo(LayerExport export, GraphSignal x)
    {
        if (Input.Steps == 1) return x;
        return pooling switch
        {
            Pooling.Last => export.Builder.Squeeze(export.Builder.Gather(x, 1, Input.Steps - 1), 1),
            Pooling.Mean => export.Builder.ReduceMean(x, 1, keep: false),
            _ => export.Builder.ReduceMax(x, 1, keep: false),
        };
    }

    private Vector256<float> Share(in LayerPass pass, int step, int i) => pooling switch
    {
        Pooling.Last => step == Input.Steps - 1 ? Vector256<float>.One : Vector256<float>.Zero,
        Pooling.Mean => Vector256.Create(1f / Input.Steps),
        _ => Vector256.Equals(Vector256.Load(pass.Memory + i), Vector256.Create((float)step)) & Vector256<float>.One,
    };
}
