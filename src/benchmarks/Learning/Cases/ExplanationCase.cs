using System.Globalization;
using OceanML.Learning;

namespace OceanML.Benchmarks;

/// <summary>Explaining 100,000 rows of the ensemble of 50 perceptrons 8-24-24-16-16-6, every member by itself.</summary>
internal sealed class ExplanationCase : LearningCase
{
    private const int Rows = 100_000, Inputs = 8, Classes = 6, Members = 50, Samples = 16;

    public override string Name => "explanation";

    public override string Description => "Shapley values (fast form) and layer-wise relevance of 100,000 rows, 50 perceptrons 8-24-24-16-16-6, every member by itself";

    public override void Run()
    {
        var random = new RandomStream(4);
        var features = new float[Rows * Inputs];
        for (var i = 0; i < features.Length; i++) features[i] = (float)random.NextNormal();
        var networks = Enumerable.Range(0, Members).Select(member => PerceptronCase.Make(Inputs, [24, 24, 16, 16], Classes, Activation.Tanh, member)).ToArray();
        var scaling = InputScaling.Fit(features, [.. Enumerable.Range(0, Inputs).Select(i => $"x{i}")], [.. Enumerable.Range(0, Rows)], 0);
        int[] columns = [.. Enumerable.Range(0, Classes)];
        var model = new ExplainedNetworks(scaling, networks, columns, [.. columns.Select(_ => 1.0)], new double[Classes]);
        var background = Background.Sample(features, Inputs, 100, 1);
        var threads = Environment.ProcessorCount;
        var output = ExplainedOutput.Largest("predicted class", model.MeanSoftmax().Of(features, threads), Classes);

        // The answers first: against exact Shapley values of some rows, and the sum of integrated gradients.
        const int few = 20;
        var part = output with { Index = output.Index[..few] };
        var exact = Attributions.Of(new ExactShapley(model.Mean(), background), features[..(few * Inputs)], [part], 0.9, threads)[0];
        foreach (var samples in new[] { Samples, 128 })
        {
            var fast = Attributions.Of(new ExpectedGradients(model, background, samples, 1), features[..(few * Inputs)], [part], 0.9, threads)[0];
            double difference = 0, size = 0;
            for (var i = 0; i < exact.Mean.Length; i++)
            {
                difference += Math.Pow(fast.Mean[i] - exact.Mean[i], 2);
                size += Math.Pow(exact.Mean[i], 2);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  fast Shapley values, {samples} samples: {100 * Math.Sqrt(difference / size):0.0} % from the exact ones (root mean square)"));
        }

        var integrated = Attributions.Of(new IntegratedGradients(model, null, 32), features[..(few * Inputs)], [part], 0.9, threads)[0];
        for (var row = 0; row < few; row++) Same("the sum of integrated gradients", integrated.Values[row] - integrated.Residual(row), integrated.Values[row], 1e-3);
        foreach (var (what, explainer) in new (string, RowExplainer)[]
        {
            ("layer-wise relevance", new LayerwiseRelevance(model, new RelevanceRule())),
            ($"fast Shapley values, {Samples} samples", new ExpectedGradients(model, background, Samples, 1)),
        })
        {
            var watch = Timing.Seconds(() => Attributions.Of(explainer, features, [output], 0.9, threads));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-44} {watch:0.00} s on the clock, {threads} threads"));
        }
    }
}
