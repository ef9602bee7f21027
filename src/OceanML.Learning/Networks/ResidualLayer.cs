using System.Runtime.Intrinsics;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>x + f(x), f being layers of its own (He et al. 2016, doi:10.1109/CVPR.2016.90): deep networks learn what is to be added.</summary>
public sealed unsafe class ResidualLayer : Layer
{
    /// <summary>The name of the kind of layer.</summary>
    public const string Name = "residual";

    private readonly int[] offsets;

    /// <summary>Declares the layer.</summary>
    /// <param name="layers">The layers of f, at least one; the last gives the shape that the first takes.</param>
    /// <exception cref="OceanException">They do not.</exception>
    public ResidualLayer(IReadOnlyList<Layer> layers)
        : base(layers[0].Input, layers[0].Input)
    {
        for (var i = 1; i <= layers.Count; i++)
        {
            var taken = i < layers.Count ? layers[i].Input : layers[0].Input;
            var (given, taker) = (layers[i - 1].Output, i < layers.Count ? $"its layer {i + 1} ({layers[i].Kind})" : "the sum with the input");
            if (given != taken)
                throw OceanException.Usage($"layer residual: its layer {i} ({layers[i - 1].Kind}) gives {given.Steps} x {given.Width} and {taker} takes {taken.Steps} x {taken.Width}");
        }

        Layers = layers;
        Blocks = [.. layers.SelectMany((layer, i) => layer.Blocks.Select(block => block with { Name = $"{i}.{block.Name}" }))];
        offsets = new int[layers.Count];
        for (var i = 1; i < layers.Count; i++) offsets[i] = offsets[i - 1] + layers[i - 1].ParameterCount;
    }

    /// <summary>The layers of f.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <inheritdoc/>
    public override string Kind => Name;

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterBlock> Blocks { get; }

    /// <inheritdoc/>
    public override LayerSettings Settings => new(Kind, new Dictionary<string, string>(), [.. Layers.Select(layer => layer.Settings)]);

    /// <summary>The layer that settings ask for: the layers it wraps.</summary>
    public static ResidualLayer Of(LayerSettings settings, SignalShape input)
    {
        settings.Only();
        return settings.Inner.Count > 0 ? new ResidualLayer(LayerCatalogue.MakeAll(settings.Inner, input)) : throw OceanException.Usage("layer residual: it needs layers of its own to wrap");
    }

    /// <summary>Values and gradients after every layer, and what the layers keep.</summary>
    public override int MemorySize(int rows) => Layers.Sum(layer => 2 * layer.Output.Size(rows) + SignalShape.Pad(layer.MemorySize(rows)));

    /// <inheritdoc/>
    public override int ScratchSize(int rows) => Layers.Max(layer => layer.ScratchSize(rows));

    /// <inheritdoc/>
    public override void Initialise(Span<float> parameters, RandomStream random)
    {
        for (var i = 0; i < Layers.Count; i++) Layers[i].Initialise(parameters.Slice(offsets[i], Layers[i].ParameterCount), random);
    }

    /// <inheritdoc/>
    public override void Forward(in LayerPass pass)
    {
        for (var i = 0; i < Layers.Count; i++)
        {
            var inner = Inner(pass, i);
            if (inner.Training || inner.Random is not null || !Layers[i].OnlyInTraining) Layers[i].Forward(inner);
            else Copy(inner.Input, inner.Output, Layers[i].Input.Size(pass.Rows));
        }

        var f = Inner(pass, Layers.Count - 1).Output;
        var size = Input.Size(pass.Rows);
        for (var i = 0; i < size; i += 8) (Vector256.Load(pass.Input + i) + Vector256.Load(f + i)).Store(pass.Output + i);
    }

    /// <inheritdoc/>
    public override void Backward(in LayerPass pass)
    {
        if (pass.InputGradient is null && pass.Gradient is null) return;
        var size = Input.Size(pass.Rows);
        Copy(pass.OutputGradient, Inner(pass, Layers.Count - 1).OutputGradient, size);
        for (var i = Layers.Count - 1; i >= 0; i--)
        {
            var inner = Inner(pass, i);
            if (inner.Training || inner.Random is not null || !Layers[i].OnlyInTraining) Layers[i].Backward(inner);
            else if (inner.InputGradient is not null) Copy(inner.OutputGradient, inner.InputGradient, Layers[i].Input.Size(pass.Rows));
        }

        if (pass.InputGradient is null) return;
        for (var i = 0; i < size; i += 8) (Vector256.Load(pass.InputGradient + i) + Vector256.Load(pass.OutputGradient + i)).Store(pass.InputGradient + i);
    }

    /// <inheritdoc/>
    /// <remarks>The input and f(x) are two contributions to each sum; what falls to f is handed down through its layers.</remarks>
    public override void Relevance(in LayerPass pass, RelevanceRule rule)
    {
        var size = Input.Size(pass.Rows);
        var last = Inner(pass, Layers.Count - 1);
        for (var i = 0; i < size; i++)
        {
            var (x, f) = (pass.Input[i], last.Output[i]);
            var (up, down) = (0f, 0f);
            if (rule.Kind == RelevanceKind.Epsilon) up = down = rule.PerUnit(pass.OutputGradient[i], pass.Output[i]);
            else (up, down) = rule.Shares(pass.OutputGradient[i], Math.Max(x, 0) + Math.Max(f, 0), Math.Min(x, 0) + Math.Min(f, 0));
            last.OutputGradient[i] = f * (f > 0 ? up : down);
            pass.OutputGradient[i] = x * (x > 0 ? up : down);
        }

        for (var i = Layers.Count - 1; i >= 0; i--)
        {
            var inner = Inner(pass, i);
            if (Layers[i].OnlyInTraining) Copy(inner.OutputGradient, inner.InputGradient, Layers[i].Input.Size(pass.Rows));
            else Layers[i].Relevance(inner, rule);
        }

        for (var i = 0; i < size; i += 8) (Vector256.Load(pass.InputGradient + i) + Vector256.Load(pass.OutputGradient + i)).Store(pass.InputGradient + i);
    }

    /// <inheritdoc/>
    public override GraphSignal AddTo(LayerExport export, GraphSignal x)
    {
        var f = x;
        for (var i = 0; i < Layers.Count; i++) f = Layers[i].AddTo(export.Within(i, Layers[i], offsets[i]), f);
        return export.Builder.Add(x, f);
    }

    /// <inheritdoc/>
    public override void Load(Func<string, GraphTensor> tensors, Span<float> parameters)
    {
        for (var i = 0; i < Layers.Count; i++)
        {
            var start = $"{i}.";
            Layers[i].Load(name => tensors(start + name), parameters.Slice(offsets[i], Layers[i].ParameterCount));
        }
    }

    private static void Copy(float* from, float* to, long count) => Buffer.MemoryCopy(from, to, count * sizeof(float), count * sizeof(float));

    /// <summary>The pass of an inner layer: its values lie in the memory of this one, layer after layer.</summary>
    private LayerPass Inner(in LayerPass pass, int layer)
    {
        var inner = pass;
        var at = pass.Memory;
        for (var i = 0; ; i++)
        {
            var size = Layers[i].Output.Size(pass.Rows);
            inner.Output = at;
            inner.OutputGradient = at + size;
            inner.Memory = at + 2L * size;
            if (i == layer) break;
            inner.Input = inner.Output;
            inner.InputGradient = inner.OutputGradient;
            at += 2L * size + SignalShape.Pad(Layers[i].MemorySize(pass.Rows));
        }

        inner.Parameters = pass.Parameters + offsets[layer];
        inner.Gradient = pass.Gradient is null ? null : pass.Gradient + offsets[layer];
        return inner;
    }
}
