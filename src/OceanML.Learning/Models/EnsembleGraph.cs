using OceanML.Core;

namespace OceanML.Learning;

/// <summary>
/// Writes a trained ensemble as a <see cref="Graph"/>: features in their units in; predictions, sigma, the 80 % interval and the
/// applicability index out, see <see cref="ModelSignature"/>.
/// </summary>
/// <remarks>
/// In the model's space (log10 of the unit, or the unit) the mean m of the members and s = factor · sqrt(mean variance + spread of the
/// means) are computed; then, for log10 targets, <c>prediction</c> = 10^m, the median of the log-normal; <c>sigma</c> = ln(10) ·
/// prediction · s, first-order propagation, so that s = sigma / (ln(10) · prediction) gives the standard deviation of log10 back
/// exactly; <c>lower</c> and <c>upper</c> = 10^(m ∓ 1.2816 s). For other targets prediction = m, sigma = s, lower and upper = m ∓ 1.2816 s.
/// </remarks>
public static class EnsembleGraph
{
    /// <summary>Adds the whole model to a builder whose metadata the caller completes.</summary>
    /// <param name="builder">An empty builder.</param>
    /// <param name="ensemble">The trained ensemble.</param>
    /// <param name="domain">Its training domain, learned on features standardised by the ensemble's own scaling.</param>
    /// <param name="factors">Calibration of sigma for each target, see <see cref="SigmaCalibration"/>.</param>
    public static void AddTo(GraphBuilder builder, FittedEnsemble ensemble, Applicability domain, double[] factors)
    {
        var targets = ensemble.Targets;
        var features = builder.Input(ModelSignature.Input, ensemble.Inputs.FeatureCount);
        var (standardised, inputs) = ensemble.Inputs.AddTo(builder, features);
        var members = ensemble.Members.Select(member => builder.Unsqueeze(Network(builder, inputs, member.Network, targets.Count), 1)).ToArray();
        var all = members.Length == 1 ? members[0] : builder.Concat(1, members);
        var means = LastColumns(builder, all, 0, targets.Count);
        var logs = builder.Clip(LastColumns(builder, all, targets.Count, 2 * targets.Count), GaussianLoss.LowestLogVariance, GaussianLoss.HighestLogVariance);
        var mean = builder.ReduceMean(means, 1);
        var deviation = builder.Sub(means, mean);
        var spread = builder.ReduceMean(builder.Mul(deviation, deviation), 1, keep: false);
        var variance = builder.Add(spread, builder.ReduceMean(builder.Exp(logs), 1, keep: false));
        var m = builder.Add(
            builder.Mul(builder.Squeeze(mean, 1), Row(builder, "target_deviation", targets.Deviation)),
            Row(builder, "target_mean", targets.Mean));
        if (targets.Log10) m = builder.Max(m, builder.Constant((float)Math.Log10(targets.Floor)));
        var s = builder.Mul(builder.Sqrt(variance), Row(builder, "sigma_factor", [.. factors.Zip(targets.Deviation, (factor, scale) => factor * scale)]));
        Outputs(builder, targets, m, s);
        builder.Output(ModelSignature.ApplicabilityIndex, domain.AddTo(builder, standardised), 1);
    }

    private static void Outputs(GraphBuilder builder, TargetScaling targets, GraphSignal m, GraphSignal s)
    {
        var width = targets.Count;
        var half = builder.Mul(s, builder.Constant((float)SigmaCalibration.NormalQuantile));
        var (lower, upper) = (builder.Sub(m, half), builder.Add(m, half));
        var (prediction, sigma) = (m, s);
        if (targets.Log10)
        {
            var ln10 = builder.Constant((float)Math.Log(10));
            prediction = builder.Exp(builder.Mul(m, ln10));
            sigma = builder.Mul(builder.Mul(prediction, s), ln10);
            lower = builder.Exp(builder.Mul(lower, ln10));
            upper = builder.Exp(builder.Mul(upper, ln10));
        }

        builder.Output(ModelSignature.Prediction, prediction, width);
        builder.Output(ModelSignature.Sigma, sigma, width);
        builder.Output(ModelSignature.Lower, lower, width);
        builder.Output(ModelSignature.Upper, upper, width);
    }

    /// <summary>One member: [rows, inputs] to [rows, means then logarithms of variances].</summary>
    private static GraphSignal Network(GraphBuilder builder, GraphSignal x, Network network, int targets)
    {
        var shape = network.Shape;
        for (var i = 0; i < shape.Layers.Count; i++)
        {
            var layer = shape.Layers[i];
            var last = i == shape.Layers.Count - 1;
            int[] columns = last
                ? [.. Enumerable.Range(0, targets), .. Enumerable.Range(NetworkShape.Pad(targets), targets)]
                : [.. Enumerable.Range(0, layer.Outputs)];
            var weights = new float[layer.Inputs * columns.Length];
            for (var input = 0; input < layer.Inputs; input++)
            {
                for (var c = 0; c < columns.Length; c++)
                    weights[input * columns.Length + c] = network.Parameters[layer.WeightOffset + input * layer.PaddedOutputs + columns[c]];
            }

            float[] bias = [.. columns.Select(column => network.Parameters[layer.BiasOffset + column])];
            x = builder.Dense(x, weights, bias, layer.Inputs, columns.Length);
            if (!last) x = Activate(builder, x, shape.Activation);
        }

        return x;
    }

    private static GraphSignal Activate(GraphBuilder builder, GraphSignal x, Activation activation) => activation switch
    {
        Activation.Tanh => builder.Tanh(x),
        Activation.Relu => builder.Relu(x),
        _ => builder.Mul(x, builder.Sigmoid(x)),
    };

    private static GraphSignal LastColumns(GraphBuilder builder, GraphSignal x, long start, long end) =>
        builder.Node("Slice", [x, builder.Indices(start), builder.Indices(end), builder.Indices(2)]);

    private static GraphSignal Row(GraphBuilder builder, string name, double[] values) =>
        builder.Constant(name, [.. values.Select(value => (float)value)], 1, values.Length);
}
