using System.Text.Json;
using OceanML.Tests;

namespace OceanML.Learning.Tests;

public sealed class OptimisationTests
{
    [Fact]
    public void Schedules_are_those_of_PyTorch()
    {
        using var json = Vectors();
        var expected = json.RootElement.GetProperty("schedules");
        double[] errors = Numbers(expected.GetProperty("errors"));
        var cases = new (string Name, RateScheduleOptions Options)[]
        {
            ("cosine", new RateScheduleOptions()),
            ("step", new RateScheduleOptions { Kind = RateScheduleKind.Step, Every = 5 }),

            // PyTorch lowers the rate one epoch after its patience has run out, Keras when it has.
            ("plateau", new RateScheduleOptions { Kind = RateScheduleKind.Plateau, Every = 3 }),
        };
        foreach (var (name, options) in cases)
        {
            var rates = Numbers(expected.GetProperty(name));
            var schedule = new RateSchedule(options, 0.1, rates.Length);
            for (var epoch = 0; epoch < rates.Length; epoch++)
            {
                Assert.Equal(rates[epoch], schedule.At(epoch), 1e-12);
                schedule.EpochDone(errors[epoch]);
            }
        }
    }

    [Fact]
    public void Warm_up_rises_in_a_straight_line_and_the_schedule_follows()
    {
        var schedule = new RateSchedule(new RateScheduleOptions { WarmUp = 0.2 }, 1, 10);
        Assert.InRange(schedule.At(0), 1e-9, 0.01);
        Assert.Equal(0.5, schedule.At(1), 1e-12);
        Assert.Equal(1, schedule.At(2), 1e-12);
        Assert.Equal(0.5, schedule.At(6), 1e-12);
        Assert.Equal(0, schedule.At(10), 1e-12);
    }

    [Fact]
    public void Few_rows_are_learned_in_small_batches()
    {
        var options = new NetworkOptions();
        Assert.Equal([32, 32, 64, 128, 128], ((int[])[10, 1000, 2000, 4000, 100_000]).Select(options.BatchOf));
        Assert.Equal([16, 32, 64, 64], ((int[])[10, 1000, 4000, 100_000]).Select(NetworkOptions.For(NetworkMethod.Ensemble, "gru").BatchOf));
        Assert.Equal(5, (options with { BatchSize = 5 }).BatchOf(1000));
    }

    [Fact]
    public void A_long_gradient_is_shortened_and_keeps_its_direction()
    {
        float[] gradient = [3, 4, 0, 0, 0, 0, 0, 0];
        Assert.Equal(5, GradientNorm.Clip(gradient, 10), 1e-6);
        Assert.Equal(3, gradient[0]);
        Assert.Equal(5, GradientNorm.Clip(gradient, 1), 1e-6);
        Assert.Equal(0.6f, gradient[0], 1e-6f);
        Assert.Equal(0.8f, gradient[1], 1e-6f);
        gradient[2] = float.NaN;
        Assert.True(double.IsNaN(GradientNorm.Clip(gradient, 1)));
    }

    [Fact]
    public void Optimisers_step_as_those_of_PyTorch_and_clip_alike()
    {
        using var json = Vectors();
        foreach (var vector in json.RootElement.GetProperty("optimisers").EnumerateArray())
        {
            var network = new Network([new DenseLayer(new SignalShape(1, 1), 16)]);
            var name = vector.GetProperty("name").GetString()!;
            Optimiser optimiser = name.StartsWith("sgd", StringComparison.Ordinal) ? new MomentumOptimiser(network, 0) : new AdamOptimiser(network, name == "adamw" ? 0.1f : 0);
            var (start, end) = (Numbers(vector.GetProperty("start")), Numbers(vector.GetProperty("end")));
            double[] norms = Numbers(vector.GetProperty("norms"));
            for (var i = 0; i < start.Length; i++) network.Parameters[i] = (float)start[i];
            foreach (var (step, given) in vector.GetProperty("gradients").EnumerateArray().Index())
            {
                var gradient = new float[network.Parameters.Length];
                var numbers = Numbers(given);
                for (var i = 0; i < numbers.Length; i++) gradient[i] = (float)numbers[i];
                if (norms.Length > 0) Assert.Equal(norms[step], GradientNorm.Clip(gradient, 2), 1e-5);
                optimiser.Step(network.Parameters, gradient, 0.05f);
            }

            for (var i = 0; i < end.Length; i++) Assert.Equal(end[i], network.Parameters[i], 2e-6);
        }
    }

    private static double[] Numbers(JsonElement element) => [.. element.EnumerateArray().Select(value => value.GetDouble())];

    private static JsonDocument Vectors() => JsonDocument.Parse(File.ReadAllText(Path.Combine(SharedData.Repository, "src/tests/OceanML.Learning.Tests/vectors/losses.json")));
}
