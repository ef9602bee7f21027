using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Every kind of layer by name: makes layers of settings, as they stand in YAML and in model files.</summary>
public static class LayerCatalogue
{
    private static readonly SortedDictionary<string, Func<LayerSettings, SignalShape, Layer>> Makers = new(StringComparer.Ordinal)
    {
        [ActivationLayer.Name] = ActivationLayer.Of,
        [BatchNormLayer.Name] = BatchNormLayer.Of,
        [Convolution1DLayer.Name] = Convolution1DLayer.Of,
        [DenseLayer.Name] = DenseLayer.Of,
        [DropoutLayer.Name] = DropoutLayer.Of,
        [GruLayer.Name] = GruLayer.Of,
        [LayerNormLayer.Name] = LayerNormLayer.Of,
        [LearnedPositionLayer.Name] = LearnedPositionLayer.Of,
        [LstmLayer.Name] = LstmLayer.Of,
        [MaskLayer.Name] = MaskLayer.Of,
        [PoolingLayer.Name] = PoolingLayer.Of,
        [ResidualLayer.Name] = ResidualLayer.Of,
        [SelfAttentionLayer.Name] = SelfAttentionLayer.Of,
        [SinusoidalPositionLayer.Name] = SinusoidalPositionLayer.Of,
        [SoftmaxLayer.Name] = SoftmaxLayer.Of,
    };

    /// <summary>The kinds of layer there are.</summary>
    public static IEnumerable<string> Kinds => Makers.Keys;

    /// <summary>The layer that settings ask for.</summary>
    /// <param name="settings">Kind and values; what is not given takes its default.</param>
    /// <param name="input">What goes in.</param>
    /// <exception cref="OceanException">There is no such kind, setting or value, or the input does not fit.</exception>
    public static Layer Make(LayerSettings settings, SignalShape input)
    {
        if (!Makers.TryGetValue(settings.Kind, out var maker)) throw OceanException.Usage($"no layer '{settings.Kind}'; there are {string.Join(", ", Makers.Keys)}");
        if (settings.Inner.Count > 0 && settings.Kind != ResidualLayer.Name) throw OceanException.Usage($"layer {settings.Kind}: it wraps no other layers; {ResidualLayer.Name} does");
        return maker(settings, input);
    }

    /// <summary>Layers one after the other, each taking what the one before it gives.</summary>
    /// <exception cref="OceanException">As <see cref="Make"/>; the number of the layer is told.</exception>
    public static List<Layer> MakeAll(IReadOnlyList<LayerSettings> settings, SignalShape input)
    {
        var layers = new List<Layer>(settings.Count);
        for (var i = 0; i < settings.Count; i++)
        {
            try
            {
                layers.Add(Make(settings[i], layers.Count == 0 ? input : layers[^1].Output));
            }
            catch (OceanException exception)
            {
                throw OceanException.Usage($"layer {i + 1} of {settings.Count}: {exception.Message}");
            }
        }

        return layers;
    }
}
