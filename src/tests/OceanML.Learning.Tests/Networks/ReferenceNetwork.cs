using HiddenUnit = OceanML.Learning.Activation;

namespace OceanML.Learning.Tests;

/// <summary>The same network and loss in double precision and plain loops, written from the formulas: the judge of the kernels.</summary>
internal static class ReferenceNetwork
{
    /// <summary>The loss of a network at given parameters, laid out as <see cref="Network.Blocks"/> says.</summary>
    public static double Loss(Network network, double[] parameters, double[][] x, double[][] y, double[][] w, double beta, double[][]? frozenLogVariance = null)
    {
        var loss = 0.0;
        for (var row = 0; row < x.Length; row++)
        {
            var output = Outputs(network, parameters, x[row]);
            var half = output.Length / 2;
            for (var t = 0; t < y[row].Length; t++)
            {
                var log = Math.Clamp(output[half + t], GaussianLoss.LowestLogVariance, GaussianLoss.HighestLogVariance);
                var factor = Math.Exp(beta * (frozenLogVariance?[row][t] ?? log));
                var e = output[t] - y[row][t];
                loss += w[row][t] * factor * 0.5 * (e * e / Math.Exp(log) + log) / x.Length;
            }
        }

        return loss;
    }

    /// <summary>The outputs of one row.</summary>
    public static double[] Outputs(Network network, double[] parameters, double[] input)
    {
        var values = input;
        var layers = DenseBlocks.Of(network);
        var activation = network.Layers.OfType<ActivationLayer>().FirstOrDefault()?.Activation ?? HiddenUnit.Tanh;
        for (var i = 0; i < layers.Count; i++)
        {
            var layer = layers[i];
            var sums = new double[layer.Outputs];
            for (var o = 0; o < layer.Outputs; o++)
            {
                sums[o] = parameters[layer.BiasOffset + o];
                for (var j = 0; j < layer.Inputs; j++) sums[o] += values[j] * parameters[layer.WeightOffset + j * layer.PaddedOutputs + o];
                if (i + 1 < layers.Count) sums[o] = Activate(activation, sums[o]);
            }

            values = sums;
        }

        return values;
    }

    private static double Activate(HiddenUnit activation, double z) => activation switch
    {
        HiddenUnit.Tanh => Math.Tanh(z),
        HiddenUnit.Relu => Math.Max(z, 0),
        _ => z / (1 + Math.Exp(-z)),
    };
}
