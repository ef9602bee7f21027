using HiddenUnit = OceanML.Learning.Activation;

namespace OceanML.Learning.Tests;

public sealed class NetworkExplanationTests
{
    private const int Features = 5;
    private static readonly float[] Rows = Explained.Rows(300, Features, 2);

    [Fact]
    public void Relevance_sums_to_the_output_where_no_bias_takes_a_share()
    {
        var model = Explained.Networks(Rows, Features, 3, 2, biases: false);
        var found = Explained.Of(new LayerwiseRelevance(model, new RelevanceRule(Epsilon: 1e-9f)), Rows, output: 1);
        Assert.Equal(model.Mean().Of(Rows)[(7 * 3) + 1], found.Values[7], 1e-6);
        Assert.True(Explained.LargestResidual(found) < 2e-4, $"residual {Explained.LargestResidual(found)}");
    }

    [Fact]
    public void Alpha_beta_relevance_sums_to_the_output_where_no_bias_takes_a_share()
    {
        var model = Explained.Networks(Rows, Features, 3, 2, HiddenUnit.Relu, biases: false);
        var found = Explained.Of(new LayerwiseRelevance(model, new RelevanceRule(RelevanceKind.AlphaBeta)), Rows, output: 2);
        Assert.True(Explained.LargestResidual(found) < 1e-3, $"residual {Explained.LargestResidual(found)}");
    }

    [Fact]
    public void Every_method_gives_a_linear_network_its_weights_times_the_standardised_features()
    {
        var model = Explained.Networks(Rows, Features, 1, 2, hidden: []);
        var mean = model.Mean();
        var start = mean.Of(model.Baseline)[0];
        var background = Background.Sample(Rows, Features, 50, 3);
        var truth = new double[Features];
        for (var i = 0; i < Features; i++)
        {
            float[] moved = [.. model.Baseline];
            moved[i] += 1;
            truth[i] = mean.Of(moved)[0] - start;
        }

        (RowExplainer Method, Func<int, double> From)[] methods =
        [
            (new LayerwiseRelevance(model, new RelevanceRule(Epsilon: 0)), i => model.Baseline[i]),
            (new IntegratedGradients(model, null, 0), i => model.Baseline[i]),
            (new IntegratedGradients(model, null, 4), i => model.Baseline[i]),
            (new ExpectedGradients(model, background, 3, 1), i => background.Mean[i]),
        ];

        // Rows within five standard deviations of the mean: beyond, inputs are held and the network is no longer linear.
        foreach (var (method, from) in methods)
        {
            var found = Explained.Of(method, Rows);
            for (var i = 0; i < 200 * Features; i++) Assert.Equal(truth[i % Features] * (Rows[i] - from(i % Features)), found.Mean[i], 2e-5);
        }
    }

    [Theory]
    [InlineData(HiddenUnit.Tanh, 24, 1e-5)]
    [InlineData(HiddenUnit.Silu, 24, 1e-5)]
    [InlineData(HiddenUnit.Relu, 64, 2e-2)]
    public void Integrated_gradients_are_complete(HiddenUnit activation, int steps, double tolerance)
    {
        var model = Explained.Networks(Rows, Features, 2, 3, activation);
        float[] baseline = [0.3f, -1, 2, 0, 1];
        var found = Explained.Of(new IntegratedGradients(model, baseline, steps), Rows, output: 1);
        Assert.Equal(model.Mean().Of(baseline)[1], found.Bases[0], 1e-6);
        Assert.True(Explained.LargestResidual(found) < tolerance, $"residual {Explained.LargestResidual(found)}");
        var coarse = Explained.Of(new IntegratedGradients(model, baseline, 1), Rows, output: 1);
        Assert.True(Explained.LargestResidual(coarse) > 10 * Explained.LargestResidual(found));
    }

    [Fact]
    public void Slopes_agree_with_finite_differences_and_stop_where_inputs_are_held()
    {
        var model = Explained.Networks(Rows, Features, 1, 1);
        float[] row = [1, 0.5f, -2, 3, 500];
        var found = Explained.Of(new IntegratedGradients(model, null, 0), row);
        var f = model.Mean();
        for (var i = 0; i < Features; i++)
        {
            float[] above = [.. row], below = [.. row];
            above[i] += 0.01f;
            below[i] -= 0.01f;
            var slope = (f.Of(above)[0] - f.Of(below)[0]) / (above[i] - below[i]);
            Assert.Equal(slope * (row[i] - model.Baseline[i]), found.Mean[i], 2e-3);
        }

        Assert.Equal(0, found.Mean[4]);
    }

    [Fact]
    public void Expected_gradients_come_near_the_exact_shapley_values_and_their_sum_nearer_with_more_samples()
    {
        var model = Explained.Networks(Rows, Features, 1, 3);
        var background = Background.Sample(Rows, Features, 60, 3);
        var exact = Explained.Of(new ExactShapley(model.Mean(), background), Rows);
        var errors = new[] { 8, 32, 512 }.Select(samples => Explained.Of(new ExpectedGradients(model, background, samples, 1), Rows)).ToArray();
        Assert.Equal(exact.Bases[0], errors[0].Bases[0], 1e-6);
        double Rms(Attributions found) => Math.Sqrt(Enumerable.Range(0, found.RowCount).Average(row => Math.Pow(found.Residual(row), 2)));
        Assert.True(Rms(errors[1]) < Rms(errors[0]) && Rms(errors[2]) < 0.3 * Rms(errors[1]), string.Join(", ", errors.Select(Rms)));

        // Of a random network, whose features interact far more than those of a trained one, the two sorts of values differ by a fifth.
        var differences = errors.Select(found => Explained.Difference(found, exact)).ToArray();
        Assert.True(differences[0] > differences[1] && differences[1] > differences[2] && differences[2] < 0.22, string.Join(", ", differences));
    }

    [Fact]
    public void Members_are_explained_each_by_itself_and_their_interval_decides_what_is_trusted()
    {
        var model = Explained.Networks(Rows, Features, 1, 6);
        var found = Explained.Of(new LayerwiseRelevance(model, new RelevanceRule()), Rows);
        var alone = Enumerable.Range(0, 6).Select(m => Explained.Of(
            new LayerwiseRelevance(new ExplainedNetworks(InputScaling.Fit(Rows, ["x0", "x1", "x2", "x3", "x4"], [.. Enumerable.Range(0, 300)], 0), [model.Networks[m]], [0], [0.5], [0]), new RelevanceRule()), Rows)).ToArray();
        for (var i = 0; i < found.Mean.Length; i++)
        {
            float[] each = [.. alone.Select(one => one.Mean[i]).Order()];
            Assert.Equal(each.Average(), found.Mean[i], 1e-6);
            Assert.Equal(each[0] + (0.25f * (each[1] - each[0])), found.Lower[i], 1e-6);
            Assert.Equal(found.Lower[i] > 0 || found.Upper[i] < 0, found.IsTrusted(i / Features, i % Features));
        }

        Assert.False(alone[0].HasSpread);
        Assert.False(alone[0].IsTrusted(0, 0));
        Assert.Equal(alone[4].MemberImportance[3], found.MemberImportance[(4 * Features) + 3], 1e-9);
    }

    [Fact]
    public void Fewer_than_five_members_judge_nothing_and_five_do()
    {
        foreach (var members in new[] { 4, 5 })
        {
            var found = Explained.Of(new LayerwiseRelevance(Explained.Networks(Rows, Features, 1, members), new RelevanceRule()), Rows);
            Assert.True(found.HasSpread);
            Assert.Equal(members == 5, found.JudgesTrust);
            Assert.Equal(members == 5, Enumerable.Range(0, 300).Any(row => found.IsTrusted(row, 0)));
            var first = ImportanceSummary.OfFeatures(found, ["a", "b", "c", "d", "e"], Rows, 0.9)[0];
            Assert.Equal(members == 5, double.IsFinite(first.Trusted));
            Assert.True(double.IsFinite(first.Lower));
        }
    }

    [Fact]
    public void Of_the_predicted_class_no_sign_is_summarised_and_of_one_class_it_is()
    {
        var model = Explained.Networks(Rows, Features, 3, 2);
        string[] names = ["a", "b", "c", "d", "e"];
        var predicted = ExplainedOutput.Largest("predicted class", [.. model.Mean().Of(Rows).Select((value, at) => value - (at % 3))], 3);
        Assert.True(predicted.Index.Distinct().Count() > 1);
        var found = Attributions.Of(new LayerwiseRelevance(model, new RelevanceRule()), Rows, [predicted, ExplainedOutput.Of("second", 1, 300)], 0.9, 1);
        FeatureGroup[] groups = [new("both", [0, 1], "given")];
        Assert.All(ImportanceSummary.OfFeatures(found[0], names, Rows, 0.9), one => Assert.True(double.IsNaN(one.Mean) && double.IsNaN(one.Direction) && one.Importance > 0));
        Assert.True(double.IsNaN(ImportanceSummary.OfGroups(found[0], groups)[0].Mean));
        Assert.All(ImportanceSummary.OfFeatures(found[1], names, Rows, 0.9), one => Assert.True(double.IsFinite(one.Mean) && double.IsFinite(one.Direction)));
        Assert.True(double.IsFinite(ImportanceSummary.OfGroups(found[1], groups)[0].Mean));
    }

    [Fact]
    public void Exact_values_of_the_members_have_the_exact_values_of_their_mean_as_mean()
    {
        var model = Explained.Networks(Rows, Features, 2, 5);
        var background = Background.Sample(Rows, Features, 20, 3);
        var part = Rows[..(30 * Features)];
        var whole = Explained.Of(new ExactShapley(model.Mean(), background), part, output: 1);
        var members = Explained.Of(new ExactShapley([.. Enumerable.Range(0, 5).Select(model.Member)], background), part, output: 1, threads: 2);
        for (var i = 0; i < whole.Mean.Length; i++) Assert.Equal(whole.Mean[i], members.Mean[i], 1e-5);
        Assert.Equal(whole.Bases[3], members.Bases[3], 1e-6);
        Assert.True(members.JudgesTrust && Explained.LargestResidual(members) < 1e-5);
    }

    [Fact]
    public void Threads_and_samples_of_rows_do_not_change_a_number()
    {
        var model = Explained.Networks(Rows, Features, 2, 2);
        var background = Background.Sample(Rows, Features, 40, 3);
        RowExplainer[] methods = [new LayerwiseRelevance(model, new RelevanceRule()), new IntegratedGradients(model, null, 8), new ExpectedGradients(model, background, 8, 1)];
        foreach (var method in methods)
        {
            var (one, two) = (Explained.Of(method, Rows), Explained.Of(method, Rows, threads: 3));
            Assert.Equal(one.Mean, two.Mean);
            Assert.Equal(one.Upper, two.Upper);
            var part = Explained.Of(method, Rows[..(130 * Features)]);
            Assert.Equal(one.Mean[..(130 * Features)], part.Mean);
        }
    }

    [Fact]
    public void A_spectrum_that_enters_as_components_is_explained_band_by_band()
    {
        const int bands = 20;
        var random = new RandomStream(4);
        var rows = new float[200 * bands];
        for (var row = 0; row < 200; row++)
        {
            var (a, b) = (random.NextNormal(), random.NextNormal());
            for (var i = 0; i < bands; i++) rows[(row * bands) + i] = (float)(a + (b * i / bands) + (0.1 * random.NextNormal()));
        }

        string[] names = [.. Enumerable.Range(0, bands).Select(i => $"Rrs_{400 + i}")];
        var scaling = InputScaling.Fit(rows, names, [.. Enumerable.Range(0, 200)], 3);
        var network = MultilayerPerceptron.Make(3, [8], 1, HiddenUnit.Tanh);
        network.Initialise(new RandomStream(1));
        var model = new ExplainedNetworks(scaling, [network], [0], [1], [0]);
        var integrated = Explained.Of(new IntegratedGradients(model, null, 16), rows);
        Assert.True(Explained.LargestResidual(integrated) < 1e-5);
        var relevance = Explained.Of(new LayerwiseRelevance(model, new RelevanceRule(Epsilon: 1e-9f)), rows);
        Assert.True(Explained.LargestResidual(relevance) < 1e-3);
    }
}
