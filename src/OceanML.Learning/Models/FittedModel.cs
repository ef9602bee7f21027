using System.Text.Json;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>A model that has learned.</summary>
public abstract class FittedModel
{
    /// <summary>Predicts rows, in the model's space (log10 of the unit where asked, or the unit; probabilities of classes).</summary>
    /// <param name="features">[rows, features], in the unit of each feature.</param>
    /// <param name="rows">The rows to predict.</param>
    public abstract Predictive Predict(float[] features, ReadOnlySpan<int> rows);

    /// <summary>The model as operations of a model file, giving what <see cref="Predict"/> gives.</summary>
    /// <param name="builder">The graph under construction.</param>
    /// <param name="features">[rows, features], in the unit of each feature.</param>
    public abstract ModelOutputs AddTo(GraphBuilder builder, GraphSignal features);

    /// <summary>Adds to the model card what is known once it has learned, as properties of an object under way.</summary>
    public virtual void Describe(Utf8JsonWriter json)
    {
    }
}
