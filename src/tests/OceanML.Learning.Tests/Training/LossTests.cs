using System.Text.Json;
using OceanML.Tests;

namespace OceanML.Learning.Tests;

public sealed class LossTests
{
    public static TheoryData<Loss, int> Losses
    {
        get
        {
            var data = new TheoryData<Loss, int>();
            Loss[] losses =
            [
                new SquaredLoss(), new AbsoluteLoss(), new HuberLoss(0.7f), new GaussianLoss(0), new QuantileLoss(0.1, 0.5, 0.9),
                new QuantileLoss(0.025, 0.1, 0.5, 0.9), new CrossEntropyLoss(), new FocalLoss(2), new FocalLoss(0.5f), new FocalLoss(0),
            ];
            foreach (var loss in losses)
            {
                foreach (var targets in (int[])[2, 8, 11]) data.Add(loss, targets);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void The_gradient_agrees_with_finite_differences(Loss loss, int targets)
    {
        const int rows = 5;
        var random = new RandomStream(4, targets, loss.Parts);
        var batch = Batch(loss, rows, targets, random);
        var gradient = new float[batch.Outputs.Length];
        loss.Gradient(batch.Of(rows, targets), gradient);
        var (width, count) = (SignalShape.Pad(loss.OutputCount(targets)), loss.OutputCount(targets));
        var scratch = new float[gradient.Length];
        for (var i = 0; i < gradient.Length; i++)
        {
            if (i % width >= count)
            {
                Assert.Equal(0, gradient[i]);
                continue;
            }

            // Differences of one row alone lose fewer digits than those of the sum over rows.
            const float d = 2e-3f;
            var held = batch.Outputs[i];
            batch.Outputs[i] = held + d;
            var (above, high) = (loss.Gradient(batch.Row(i / width, loss, targets), scratch), batch.Outputs[i]);
            batch.Outputs[i] = held - d;
            var (below, low) = (loss.Gradient(batch.Row(i / width, loss, targets), scratch), batch.Outputs[i]);
            batch.Outputs[i] = held;
            var middle = loss.Gradient(batch.Row(i / width, loss, targets), scratch);
            var (right, left) = ((above - middle) / (high - held) / rows, (middle - below) / (held - low) / rows);

            // Where a kink lies between, the slope is that of one of its sides.
            if (Math.Abs(right - left) > 4e-3) Assert.InRange(gradient[i], Math.Min(left, right) - 1e-2, Math.Max(left, right) + 1e-2);
            else Assert.Equal((above - below) / (high - low) / rows, gradient[i], 3e-4);
        }
    }

    [Fact]
    public void Loss_and_gradient_are_those_of_PyTorch()
    {
        using var json = Vectors();
        double[] levels = [.. json.RootElement.GetProperty("levels").EnumerateArray().Select(level => level.GetDouble())];
        var compared = 0;
        foreach (var vector in json.RootElement.GetProperty("regression").EnumerateArray())
        {
            Loss loss = vector.GetProperty("name").GetString() switch
            {
                "mse" => new SquaredLoss(),
                "mae" => new AbsoluteLoss(),
                "huber" => new HuberLoss(0.7f),
                "gaussian" => new GaussianLoss(0),
                _ => new QuantileLoss(levels),
            };
            var (y, w) = (Matrix(vector.GetProperty("targets")), Matrix(vector.GetProperty("weights")));
            Compare(vector, loss, y, w);
            compared++;
        }

        foreach (var vector in json.RootElement.GetProperty("classes").EnumerateArray())
        {
            Loss loss = vector.GetProperty("name").GetString() == "focal" ? new FocalLoss(vector.GetProperty("gamma").GetSingle()) : new CrossEntropyLoss();
            double[] weights = [.. vector.GetProperty("weights").EnumerateArray().Select(weight => weight.GetDouble())];
            int[] classes = [.. vector.GetProperty("classes").EnumerateArray().Select(number => number.GetInt32())];
            double[][] y = [.. classes.Select(k => weights.Select((_, i) => i == k ? 1.0 : 0).ToArray())];
            Compare(vector, loss, y, [.. classes.Select(_ => weights)]);
            compared++;
        }

        Assert.Equal(10, compared);
    }

    [Fact]
    public void Focal_loss_with_gamma_0_is_cross_entropy()
    {
        var batch = Batch(new CrossEntropyLoss(), 9, 5, new RandomStream(8));
        var (plain, focal) = (new float[batch.Outputs.Length], new float[batch.Outputs.Length]);
        Assert.Equal(new CrossEntropyLoss().Gradient(batch.Of(9, 5), plain), new FocalLoss(0).Gradient(batch.Of(9, 5), focal), 1e-6);
        for (var i = 0; i < plain.Length; i++) Assert.Equal(plain[i], focal[i], 1e-6f);
    }

    [Fact]
    public void A_class_that_weighs_twice_pulls_twice()
    {
        var batch = Batch(new CrossEntropyLoss(), 1, 3, new RandomStream(8));
        var (one, two) = (new float[8], new float[8]);
        var loss = new CrossEntropyLoss().Gradient(batch.Of(1, 3), one);
        for (var i = 0; i < 3; i++) batch.Weights[i] *= 2;
        Assert.Equal(2 * loss, new CrossEntropyLoss().Gradient(batch.Of(1, 3), two), 1e-6);
        for (var i = 0; i < 8; i++) Assert.Equal(2 * one[i], two[i], 1e-6f);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_missing_target_has_no_influence_whatever_stands_in_its_place(Loss loss, int targets)
    {
        var batch = Batch(loss, 3, targets, new RandomStream(2));
        var width = SignalShape.Pad(targets);
        if (loss is ClassLoss) batch.Weights.AsSpan(0, width).Clear();
        else batch.Weights[1] = 0;
        var (before, after) = (new float[batch.Outputs.Length], new float[batch.Outputs.Length]);
        var (value, watched) = (loss.Gradient(batch.Of(3, targets), before), loss.Watch(batch.Of(3, targets)));
        if (loss is ClassLoss) (batch.Targets[0], batch.Targets[1]) = (batch.Targets[1], batch.Targets[0]);
        else batch.Targets[1] = 1e6f;
        Assert.Equal(value, loss.Gradient(batch.Of(3, targets), after));
        Assert.Equal(before, after);
        Assert.Equal(watched, loss.Watch(batch.Of(3, targets)));
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void An_output_that_is_not_a_number_makes_the_loss_not_a_number(Loss loss, int targets)
    {
        foreach (var wrong in (float[])[float.NaN, float.PositiveInfinity])
        {
            var batch = Batch(loss, 3, targets, new RandomStream(2));
            Array.Fill(batch.Outputs, wrong);
            Assert.False(double.IsFinite(loss.Gradient(batch.Of(3, targets), new float[batch.Outputs.Length])));
        }
    }

    [Fact]
    public void A_variance_out_of_bounds_is_only_ever_pulled_back()
    {
        float[] outputs = [0, 0, 0, 0, -9, -9, 5, 5];
        float[] targets = [0, 10, 0, 100, 0, 0, 0, 0];
        float[] weights = [1, 1, 1, 1, 0, 0, 0, 0];
        var gradient = new float[8];
        new GaussianLoss(0).Gradient(new LossBatch(outputs, targets, weights, 1, 4), gradient);
        Assert.Equal(0, gradient[4]);
        Assert.True(gradient[5] < 0, "too small for its error: grow");
        Assert.True(gradient[6] > 0, "too large for its error: shrink");
        Assert.Equal(0, gradient[7]);
    }

    [Fact]
    public void Quantiles_cannot_cross()
    {
        var loss = new QuantileLoss(0.05, 0.1, 0.5, 0.9);
        var random = new RandomStream(12);
        for (var i = 0; i < 100; i++)
        {
            double[] q = [.. Enumerable.Range(0, 4).Select(_ => 20 * random.NextNormal())];
            loss.ToQuantiles(q);
            Assert.True(q[0] <= q[1] && q[1] <= q[2] && q[2] <= q[3]);
        }

        Assert.Throws<ArgumentException>(() => new QuantileLoss(0.1, 0.9));
        Assert.Throws<ArgumentException>(() => new QuantileLoss(0.5, 0.1));
    }

    private static void Compare(JsonElement vector, Loss loss, double[][] y, double[][] w)
    {
        var outputs = Matrix(vector.GetProperty("outputs"));
        var expected = Pad(Matrix(vector.GetProperty("gradient")));
        var gradient = new float[expected.Length];
        var value = loss.Gradient(new LossBatch(Pad(outputs), Pad(y), Pad(w), y.Length, y[0].Length), gradient);
        Assert.Equal(vector.GetProperty("loss").GetDouble(), value, 3e-6);
        for (var i = 0; i < expected.Length; i++) Assert.True(Math.Abs(expected[i] - gradient[i]) < 1e-6, $"{loss.Name} [{i}]: PyTorch {expected[i]:R}, here {gradient[i]:R}");
    }

    private static Pieces Batch(Loss loss, int rows, int targets, RandomStream random)
    {
        var (width, outputWidth) = (SignalShape.Pad(targets), SignalShape.Pad(loss.OutputCount(targets)));
        var pieces = new Pieces(new float[rows * outputWidth], new float[rows * width], new float[rows * width]);
        for (var row = 0; row < rows; row++)
        {
            for (var i = 0; i < loss.OutputCount(targets); i++) pieces.Outputs[row * outputWidth + i] = (float)(0.8 * random.NextNormal());
            var weight = (float)(0.5 + random.NextDouble());
            for (var t = 0; t < targets; t++)
            {
                pieces.Targets[row * width + t] = loss is ClassLoss ? 0 : (float)random.NextNormal();
                pieces.Weights[row * width + t] = loss is ClassLoss ? weight : (float)(0.2 + random.NextDouble());
            }

            if (loss is ClassLoss) pieces.Targets[row * width + random.Next(targets)] = 1;
        }

        return pieces;
    }

    private static JsonDocument Vectors() => JsonDocument.Parse(File.ReadAllText(Path.Combine(SharedData.Repository, "src/tests/OceanML.Learning.Tests/vectors/losses.json")));

    private static double[][] Matrix(JsonElement element) => [.. element.EnumerateArray().Select(row => row.EnumerateArray().Select(value => value.GetDouble()).ToArray())];

    private static float[] Pad(double[][] values) =>
        [.. values.SelectMany(row => row.Select(value => (float)value).Concat(new float[SignalShape.Pad(row.Length) - row.Length]))];

    private sealed record Pieces(float[] Outputs, float[] Targets, float[] Weights)
    {
        public LossBatch Of(int rows, int targets) => new(Outputs, Targets, Weights, rows, targets);

        public LossBatch Row(int row, Loss loss, int targets)
        {
            var (width, outputWidth) = (SignalShape.Pad(targets), SignalShape.Pad(loss.OutputCount(targets)));
            return new LossBatch(Outputs.AsSpan(row * outputWidth, outputWidth), Targets.AsSpan(row * width, width), Weights.AsSpan(row * width, width), 1, targets);
        }
    }
}
