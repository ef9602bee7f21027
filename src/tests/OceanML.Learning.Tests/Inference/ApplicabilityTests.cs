using OceanML.Core;

namespace OceanML.Learning.Tests;

public sealed class ApplicabilityTests
{
    private const int Width = 30;

    [Fact]
    public void The_index_of_unseen_rows_of_the_same_population_spreads_evenly()
    {
        var index = Index(Applicability.Fit(OnnxRuntimeTests.Correlated(4000, Width, 3), Width), OnnxRuntimeTests.Correlated(4000, Width, 21));
        foreach (var level in new[] { 0.05, 0.25, 0.5, 0.75, 0.95 }) Assert.Equal(level, index.Count(value => value < level) / 4000.0, 0.03);
    }

    [Fact]
    public void A_row_that_breaks_the_pattern_of_its_features_is_outside_though_each_is_in_range()
    {
        var training = OnnxRuntimeTests.Correlated(2000, Width, 3);
        var applicability = Applicability.Fit(training, Width);
        var mixed = new float[100 * Width];

        // Every value is a real one of its feature, taken from another row: ranges kept, correlations destroyed.
        var random = new Random(8);
        for (var i = 0; i < mixed.Length; i++) mixed[i] = training[(random.Next(2000) * Width) + (i % Width)];
        Assert.All(Index(applicability, mixed), value => Assert.Equal(ApplicabilityVerdict.Outside, Applicability.Verdict(value)));
    }

    [Fact]
    public void A_feature_far_beyond_its_training_range_makes_the_index_zero()
    {
        var training = OnnxRuntimeTests.Correlated(500, Width, 3);
        var row = training.AsSpan(0, Width).ToArray();
        var widest = Enumerable.Range(0, 500).Select(i => training[(i * Width) + 4]).ToArray();
        row[4] = widest.Max() + (float)(1.01 * Applicability.RangeAllowance * (widest.Max() - widest.Min()));
        Assert.Equal(0, Index(Applicability.Fit(training, Width), row)[0]);
    }

    [Fact]
    public void Platforms_are_held_out_whole_so_that_an_unseen_one_counts_as_usual()
    {
        // Forty platforms, each a tight cloud around a place of its own.
        var (places, noise) = (Graphs.Normal(80 * 4, 5), Graphs.Normal(80 * 50 * 4, 6));
        float[] Rows(int from) => [.. Enumerable.Range(0, 40 * 50 * 4).Select(i => places[((from + (i / 200)) * 4) + (i % 4)] + 0.05f * noise[(from * 200) + i])];
        var groups = Enumerable.Range(0, 40 * 50).Select(i => i / 50).ToArray();
        var (training, unseen) = (Rows(0), Rows(40));
        double ShareInside(ReadOnlySpan<int> given) => Index(Applicability.Fit(training, 4, given), unseen).Average(value => value >= Applicability.InsideFrom ? 1.0 : 0.0);
        var (grouped, ungrouped) = (ShareInside(groups), ShareInside([]));
        Assert.True(grouped > 0.8, $"with groups {grouped:0.00} of the unseen platforms are inside");
        Assert.True(ungrouped < grouped - 0.2, $"without groups {ungrouped:0.00}");
    }

    [Fact]
    public void Constant_and_repeated_features_do_no_harm()
    {
        var training = OnnxRuntimeTests.Correlated(300, Width, 3);
        for (var i = 0; i < 300; i++)
        {
            training[(i * Width) + 1] = 0;
            training[(i * Width) + 2] = training[i * Width];
        }

        Assert.All(Index(Applicability.Fit(training, Width), training), value => Assert.InRange(value, 0, 1));
    }

    [Fact]
    public void Equal_seeds_give_equal_domains_and_incomplete_rows_are_left_out()
    {
        var training = OnnxRuntimeTests.Correlated(400, Width, 3);
        training[5] = float.NaN;
        var rows = OnnxRuntimeTests.Correlated(50, Width, 9);
        var first = Index(Applicability.Fit(training, Width, seed: 4), rows);
        Assert.Equal(first, Index(Applicability.Fit(training, Width, seed: 4), rows));
        Assert.DoesNotContain(float.NaN, first);
        Assert.Throws<OceanException>(() => Applicability.Fit(training.AsSpan(0, 9 * Width), Width));
    }

    private static float[] Index(Applicability applicability, float[] rows)
    {
        var width = applicability.FeatureCount;
        var builder = new GraphBuilder("domain");
        builder.Output("applicability", applicability.AddTo(builder, builder.Input("features", width)), 1);
        var runner = new GraphRunner(builder.Build());
        Assert.True(runner.IsRowWise);
        return runner.Run(rows, 2)["applicability"].Floats;
    }
}
