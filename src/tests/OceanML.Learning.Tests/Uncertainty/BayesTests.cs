using MathNet.Numerics.LinearAlgebra.Double;

namespace OceanML.Learning.Tests;

public sealed class BayesTests
{
    [Fact]
    public void The_posterior_of_a_linear_model_is_the_one_of_the_formula()
    {
        // Known noise: the loss w · e² with w = 1 / (2 noise²) is the negative log-likelihood.
        const int rows = 60, inputs = 3;
        const double noise = 0.5;
        var random = new RandomStream(21);
        var (x, y, w) = (new float[rows * 8], new float[rows * 8], new float[rows * 8]);
        var design = new DenseMatrix(rows, inputs + 1);
        var observed = new DenseVector(rows);
        for (var row = 0; row < rows; row++)
        {
            for (var i = 0; i < inputs; i++) design[row, i] = x[row * 8 + i] = (float)random.NextNormal();
            design[row, inputs] = 1;
            observed[row] = y[row * 8] = (float)(0.8 * x[row * 8] - 0.5 * x[row * 8 + 1] + 0.3 + noise * random.NextNormal());
            w[row * 8] = (float)(1 / (2 * noise * noise));
        }

        var precision = design.TransposeThisAndMultiply(design) / (noise * noise) + DenseMatrix.CreateIdentity(inputs + 1);
        var expected = precision.Solve(design.TransposeThisAndMultiply(observed) / (noise * noise));
        var network = new Network([new DenseLayer(new SignalShape(1, inputs), 1)]);
        network.Initialise(random);
        var step = new BayesianStep(network, new TrainingRows(new SignalShape(1, inputs), 1, x, y, w, new int[rows]), rows, new SquaredLoss(), new NetworkOptions { BatchSize = rows }, random);
        int[] all = [.. Enumerable.Range(0, rows)];
        const int steps = 12_000;
        for (var i = 0; i < steps; i++) step.Take(all, (float)(0.01 * (1 + Math.Cos(Math.PI * i / steps)) / 2));
        int[] at = [0, 8, 16, 64];
        for (var i = 0; i <= inputs; i++)
        {
            var sigma = Math.Log(1 + Math.Exp(step.Posterior.Rho[at[i]]));
            Assert.Equal(expected[i], step.Posterior.Mean[at[i]], 0.015);

            // Independent normal distributions nearest to the posterior have the diagonal of its precision (Bishop 2006, 10.1.2).
            Assert.Equal(1 / Math.Sqrt(precision[i, i]), sigma, 0.12 / Math.Sqrt(precision[i, i]));
        }

        // Padding is drawn as 0, and draws spread as the posterior says.
        var draws = step.Posterior.Networks(4000, new RandomStream(3));
        Assert.All(Enumerable.Range(1, 7), i => Assert.Equal(0, draws[0].Parameters[i]));
        var mean = draws.Average(draw => (double)draw.Parameters[0]);
        var spread = Math.Sqrt(draws.Average(draw => (draw.Parameters[0] - mean) * (draw.Parameters[0] - mean)));
        var wanted = Math.Log(1 + Math.Exp(step.Posterior.Rho[0]));
        Assert.Equal(wanted, spread, 0.05 * wanted);
        Assert.Equal(step.Posterior.Mean, network.Parameters);
    }

    [Fact]
    public void The_prior_pulls_by_the_slope_of_the_divergence()
    {
        var network = MultilayerPerceptron.Make(3, [5], 2, Activation.Tanh);
        network.Initialise(new RandomStream(1));
        var posterior = new WeightPosterior(network);
        Assert.Equal(2 * network.FreeParameters, posterior.FreeParameters);
        var random = new RandomStream(2);
        for (var i = 0; i < posterior.Rho.Length; i++) posterior.Rho[i] = (float)random.NextNormal();
        posterior.Draw(new NormalVector(random));
        var (gradient, rhoGradient) = (new float[posterior.Mean.Length], new float[posterior.Mean.Length]);
        posterior.Gradients(gradient, rhoGradient, 1);
        var compared = 0;
        foreach (var values in (float[][])[posterior.Mean, posterior.Rho])
        {
            var slopes = values == posterior.Mean ? gradient : rhoGradient;
            for (var i = 0; i < values.Length; i++)
            {
                var held = values[i];
                values[i] = held + 1e-2f;
                var above = posterior.Divergence();
                values[i] = held - 1e-2f;
                var below = posterior.Divergence();
                values[i] = held;
                Assert.Equal((above - below) / 2e-2, slopes[i], 2e-3 + 1e-3 * Math.Abs(slopes[i]));
                if (slopes[i] != 0) compared++;
            }
        }

        Assert.True(compared >= posterior.FreeParameters - network.Layers.OfType<DenseLayer>().Sum(layer => layer.Output.Width), "biases start at 0, their means are not pulled");
    }

    [Fact]
    public void The_gradient_by_weights_drawn_reaches_rho_through_the_noise()
    {
        var network = new Network([new DenseLayer(new SignalShape(1, 2), 1)]);
        var posterior = new WeightPosterior(network);
        posterior.Draw(new NormalVector(new RandomStream(5)));
        var sigma = Math.Log(1 + Math.Exp(posterior.Rho[0]));
        var noise = (network.Parameters[0] - posterior.Mean[0]) / sigma;
        var (gradient, rhoGradient) = (new float[network.Parameters.Length], new float[network.Parameters.Length]);
        gradient[0] = 3;
        posterior.Gradients(gradient, rhoGradient, 0);
        Assert.Equal(3, gradient[0]);
        Assert.Equal(3 * noise / (1 + Math.Exp(-posterior.Rho[0])), rhoGradient[0], 1e-4);
    }

    [Fact]
    public void Normal_numbers_eight_at_a_time_are_normal_independent_and_the_same_for_the_same_stream()
    {
        var (values, again) = (new float[800_000], new float[800_000]);
        new NormalVector(new RandomStream(9)).Fill(values);
        new NormalVector(new RandomStream(9)).Fill(again);
        Assert.Equal(values, again);
        Assert.Equal(0, values.Average(), 0.004);
        Assert.Equal(1, values.Average(v => (double)v * v), 0.006);
        Assert.Equal(3, values.Average(v => Math.Pow(v, 4)), 0.04);
        foreach (var (quantile, share) in ((double, double)[])[(1.2815515655446004, 0.8), (1.959963984540054, 0.95), (3.290526731491926, 0.999)])
            Assert.Equal(share, values.Count(v => Math.Abs(v) < quantile) / 800_000.0, 0.0015);
        foreach (var lag in (int[])[1, 8, 16]) Assert.Equal(0, Enumerable.Range(0, 700_000).Average(i => (double)values[i] * values[i + lag]), 0.005);
    }
}
