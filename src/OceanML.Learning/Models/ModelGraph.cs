using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Writes a trained model as a <see cref="Graph"/>: features in their units in; predictions, sigma and its parts, the 80 % interval and
/// the applicability index out, see <see cref="ModelSignature"/>.
/// </summary>
/// <remarks>
/// In the model's space (log10 of the unit, or the unit) the mean m and s = factor · sqrt(variance of the data + variance of the model) are
/// computed; then, for log10 targets, <c>prediction</c> = 10^m, the median of the log-normal; <c>sigma</c> = ln(10) · prediction · s,
/// first-order propagation; <c>sigma_log10</c> = s; <c>lower</c> and <c>upper</c> = 10^(m ∓ 1.2816 s). For other targets prediction = m,
/// sigma = s, lower and upper = m ∓ 1.2816 s. Where the model gives quantiles, factor times their distances from m take the place of 1.2816 s. A classification gives the index of the most probable class, the probabilities, and their
/// entropy with its parts. <c>sigma_data</c> and <c>sigma_model</c> are the parts of sigma: their squares sum to its square.
/// </remarks>
public static class ModelGraph
{
    /// <summary>Adds the whole model to a builder whose metadata the caller completes.</summary>
    /// <param name="builder">An empty builder.</param>
    /// <param name="model">The trained model.</param>
    public static void AddTo(GraphBuilder builder, TrainedModel model)
    {
        var data = model.Data;
        var features = builder.Input(ModelSignature.Input, data.FeatureCount);
        var outputs = model.Model.AddTo(builder, features);
        if (data.Classes is { } classes)
        {
            builder.Output(ModelSignature.Prediction, builder.Node("Cast", [builder.Node("ArgMax", [outputs.Mean], ("axis", GraphAttribute.Of(1L)), ("keepdims", GraphAttribute.Of(1L)))], ("to", GraphAttribute.Of(1L))), 1);
            builder.Output(ModelSignature.Probability, outputs.Mean, classes.Count);
            builder.Output(ModelSignature.Entropy, builder.Add(outputs.DataVariance, outputs.ModelVariance), 1);
            builder.Output(ModelSignature.EntropyData, outputs.DataVariance, 1);
            builder.Output(ModelSignature.EntropyModel, outputs.ModelVariance, 1);
            builder.Output(ModelSignature.ApplicabilityIndex, model.Domain.AddTo(builder, model.DomainScaling.AddTo(builder, features, "domain", model.Plan.Learner.TakesMissing)), 1);
            return;
        }

        var m = data.Log10 ? builder.Max(outputs.Mean, builder.Constant((float)Math.Log10(data.Floor))) : outputs.Mean;
        var factor = builder.Constant("sigma_factor", [.. model.SigmaFactors.Select(value => (float)value)], 1, data.TargetCount);
        var total = builder.Add(outputs.DataVariance, outputs.ModelVariance);
        var (s, ofData, ofModel) = (Scaled(total), Scaled(outputs.DataVariance), Scaled(outputs.ModelVariance));
        var half = builder.Mul(s, builder.Constant((float)ConformalCalibration.NormalQuantile));
        var (below, above) = (outputs.LowerDeviation is { } down ? builder.Mul(down, factor) : half, outputs.UpperDeviation is { } up ? builder.Mul(up, factor) : half);
        var (lower, upper, prediction) = (builder.Sub(m, below), builder.Add(m, above), m);
        if (data.Log10)
        {
            var ln10 = builder.Constant((float)Math.Log(10));
            prediction = builder.Exp(builder.Mul(m, ln10));
            var slope = builder.Mul(prediction, ln10);
            Output(ModelSignature.SigmaLog10, s);
            (s, ofData, ofModel) = (builder.Mul(s, slope), builder.Mul(ofData, slope), builder.Mul(ofModel, slope));
            (lower, upper) = (builder.Exp(builder.Mul(lower, ln10)), builder.Exp(builder.Mul(upper, ln10)));
        }

        Output(ModelSignature.Prediction, prediction);
        Output(ModelSignature.Sigma, s);
        Output(ModelSignature.SigmaData, ofData);
        Output(ModelSignature.SigmaModel, ofModel);
        Output(ModelSignature.Lower, lower);
        Output(ModelSignature.Upper, upper);
        builder.Output(ModelSignature.ApplicabilityIndex, model.Domain.AddTo(builder, model.DomainScaling.AddTo(builder, features, "domain", model.Plan.Learner.TakesMissing)), 1);

        GraphSignal Scaled(GraphSignal variance) => builder.Mul(builder.Sqrt(variance), factor);
        void Output(string name, GraphSignal signal) => builder.Output(name, signal, data.TargetCount);
    }
}
