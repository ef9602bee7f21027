namespace OceanML.Learning.Tests;

public sealed class LocalAndGlobalTests
{
    private static readonly float[] Rows = Explained.Rows(400, 4, 11);

    [Fact]
    public void Lime_recovers_a_linear_model()
    {
        double[] w = [2, -0.5, 0, 3];
        var f = Explained.Function(4, x => 1 + (w[0] * x[0]) + (w[1] * x[1]) + (w[3] * x[3]));
        var background = new Background(Rows, 4);
        var found = Explained.Of(new Lime(f, background, 200, double.NaN, 1), Rows[..80]);
        for (var i = 0; i < 80; i++) Assert.Equal(w[i % 4] * (Rows[i] - background.Mean[i % 4]), found.Mean[i], 1e-4);
        Assert.True(Explained.LargestResidual(found) < 1e-4);
        Assert.Equal(1.5, new Lime(f, background, 200, double.NaN, 1).Width, 1e-12);
    }

    [Fact]
    public void Lime_gives_the_slope_near_the_row_the_nearer_the_narrower_its_kernel()
    {
        var f = Explained.Function(4, x => Math.Sin(2 * x[0]));
        var background = new Background(Rows, 4);
        float[] row = [0.6f, 0, 0, 0];
        var truth = 2 * Math.Cos(1.2) * (0.6f - background.Mean[0]);
        double Error(double width) => Math.Abs(Explained.Of(new Lime(f, background, 20_000, width, 1), row).Mean[0] - truth);
        Assert.True(Error(0.14) < 0.05 * Math.Abs(truth), $"{Error(0.14)} of {truth}");
        Assert.True(Error(3) > 0.3 * Math.Abs(truth));
    }

    [Fact]
    public void Lime_weighs_rows_as_its_authors_do()
    {
        // Ribeiro's kernel is sqrt(exp(-d²/w²)): the slope of x² sin(x) fitted with it, by normal moves integrated numerically.
        var f = Explained.Function(1, x => x[0] * x[0] * Math.Sin(x[0]));
        var background = new Background([.. Enumerable.Range(0, 2001).Select(i => (float)((i - 1000) / 100.0))], 1);
        var (row, width) = (0.8, 0.4);
        var found = Explained.Of(new Lime(f, background, 200_000, width, 1), [(float)row]);
        double weights = 0, moves = 0, squares = 0, values = 0, products = 0;
        for (var move = -1.5; move <= 1.5; move += 1e-4)
        {
            var x = row + (move * background.Deviation[0]);
            var weight = Math.Exp(-move * move / 2) * Math.Sqrt(Math.Exp(-move * move / (width * width)));
            var value = x * x * Math.Sin(x);
            (weights, moves, squares) = (weights + weight, moves + (weight * move), squares + (weight * move * move));
            (values, products) = (values + (weight * value), products + (weight * move * value));
        }

        var slope = ((weights * products) - (moves * values)) / ((weights * squares) - (moves * moves)) / background.Deviation[0];
        Assert.Equal(slope * row, found.Mean[0], 0.02 * Math.Abs(slope * row));
    }

    [Fact]
    public void A_feature_that_never_varies_has_no_share_in_any_method()
    {
        float[] rows = [.. Rows];
        for (var at = 2; at < rows.Length; at += 4) rows[at] = 7;
        var f = Explained.Function(4, x => (x[0] * x[2]) + x[1]);
        var background = new Background(rows[..40], 4);
        foreach (RowExplainer method in new RowExplainer[] { new ExactShapley(f, background), new KernelShap(f, background, 100, 1), new PermutationShap(f, background, 1, 1), new Lime(f, background, 100, double.NaN, 1) })
            Assert.Equal(0, Explained.Row(Explained.Of(method, rows[..40]), 4)[2], 1e-6);
        Assert.Empty(FeatureEffects.Of(EffectKind.AccumulatedLocal, [f], rows, [2], [0], 10, 0.9, 1));
    }

    [Fact]
    public void Copies_look_unimportant_one_by_one_and_important_together()
    {
        // A model that learned to lean on both copies alike, as a regularised one does.
        var random = new RandomStream(3);
        var rows = new float[2000 * 3];
        var truth = new double[2000];
        for (var row = 0; row < 2000; row++)
        {
            var signal = random.NextNormal();
            rows[row * 3] = (float)signal;
            rows[(row * 3) + 1] = (float)(signal + (0.01 * random.NextNormal()));
            rows[(row * 3) + 2] = (float)random.NextNormal();
            truth[row] = signal + (0.5 * rows[(row * 3) + 2]);
        }

        var f = Explained.Function(3, x => (0.5 * (x[0] + x[1])) + (0.5 * x[2]));
        var groups = FeatureGroups.Find(["sst", "chl", "wind"], rows, FeatureGroups.DefaultThreshold);
        Assert.Equal(["sst + chl", "wind"], groups.Select(group => group.Name));
        FeatureGroup[] singles = [.. Enumerable.Range(0, 3).Select(i => new FeatureGroup($"{i}", [i], ""))];
        var alone = PermutationImportance.Of(f, rows, truth, 0, PredictionLoss.RootMeanSquare, singles, 8, 1, 1);
        var together = PermutationImportance.Of(f, rows, truth, 0, PredictionLoss.RootMeanSquare, groups, 8, 1, 1);
        Assert.Equal(Math.Sqrt(2 * 0.25), alone[0].Losses.Average(), 0.05);
        Assert.Equal(Math.Sqrt(2), together[0].Losses.Average(), 0.1);
        Assert.Equal(Math.Sqrt(2 * 0.25), together[1].Losses.Average(), 0.05);
        Assert.True(together[0].Increase > 1.8 * alone[0].Increase, "either copy stands in for the other");
        Assert.True(together[0].Whole < 0.01);
        Assert.True(together[0].Deviation is > 0 and < 0.05);
        Assert.Equal(
            together[0].Losses,
            PermutationImportance.Of(f, rows, truth, 0, PredictionLoss.RootMeanSquare, groups, 8, 1, 3)[0].Losses);
    }

    [Fact]
    public void Shuffled_within_a_subset_a_feature_that_is_constant_there_loses_nothing()
    {
        // The first feature tells the seasons apart and is one value in each: over all rows it decides, within a season it cannot.
        var rows = new float[200 * 2];
        var random = new RandomStream(3);
        for (var row = 0; row < 200; row++) (rows[row * 2], rows[(row * 2) + 1]) = (row < 80 ? 0 : 10, (float)random.NextNormal());
        var f = Explained.Function(2, x => x[0] + x[1]);
        var subsets = new RowSubsets(200).Add("season", [.. Enumerable.Range(0, 200).Select(row => row < 80 ? "winter" : row < 190 ? "summer" : null)]);
        Assert.Equal(Enumerable.Range(0, 200), subsets.RowsOf(0));
        Assert.Equal(["summer", "winter"], subsets.All.Skip(1).Select(subset => subset.Value));
        Assert.Equal(Enumerable.Range(80, 110), subsets.RowsOf(1));
        FeatureGroup[] singles = [new("a", [0], ""), new("b", [1], "")];
        FeatureImportance[] Of(int subset)
        {
            float[] part = [.. subsets.RowsOf(subset).SelectMany(row => rows.AsSpan(row * 2, 2).ToArray())];
            return [.. ImportanceSummary.OfPermutations(PermutationImportance.Of(f, part, f.Of(part), 0, PredictionLoss.RootMeanSquare, singles, 5, 1, 1), subsets.All[subset], 0.9)];
        }

        Assert.Equal("a", Of(0)[0].Group.Name);
        var winter = Of(2);
        Assert.Equal(("b", "winter"), (winter[0].Group.Name, winter[0].Subset.Value));
        Assert.Equal(0, winter[1].Importance);
    }

    [Fact]
    public void Groups_are_spectra_lags_and_angles_by_name_and_others_by_rank_correlation()
    {
        string[] names = [.. Enumerable.Range(0, 16).Select(i => $"Rrs_{400 + (5 * i)}"), "wind_lag0", "wind_lag1", "sin_day", "cos_day", "sst", "chl", "depth"];
        var random = new RandomStream(8);
        var rows = new float[500 * names.Length];
        for (var row = 0; row < 500; row++)
        {
            for (var i = 0; i < names.Length; i++) rows[(row * names.Length) + i] = (float)random.NextNormal();
            rows[(row * names.Length) + 21] = -MathF.Exp(rows[(row * names.Length) + 20]);
        }

        var groups = FeatureGroups.Find(names, rows, 0.7);
        Assert.Equal(["Rrs_400 … Rrs_475 (16 features)", "wind_lag0 + wind_lag1", "sin_day + cos_day", "sst + chl", "depth"], groups.Select(group => group.Name));
        Assert.Equal("bands of one spectrum", groups[0].Reason);
        Assert.Contains("rho", groups[3].Reason, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, names.Length), groups.SelectMany(group => group.Members).Order());
        Assert.True(FeatureGroups.Closest(groups, rows, names.Length).Rho < 0.3);
        Assert.Equal(6, FeatureGroups.Find(names, rows, 1.1).Count);
        var given = FeatureGroups.Find(names, rows, 0.7, [new FeatureGroup("mine", [20, 22], "given")]);
        Assert.Equal("chl", given[^1].Name);
    }

    [Fact]
    public void In_a_group_every_pair_holds_the_threshold()
    {
        // A chain: each feature is close to the next, the ends are not.
        var random = new RandomStream(8);
        const int n = 8;
        var rows = new float[800 * n];
        for (var row = 0; row < 800; row++)
        {
            for (var i = 0; i < n; i++) rows[(row * n) + i] = (float)(random.NextNormal() + (i > 0 ? 1.8 * rows[(row * n) + i - 1] / Math.Sqrt(1 + (1.8 * 1.8)) : 0));
        }

        string[] names = [.. "abcdefgh".Select(letter => letter.ToString())];
        var groups = FeatureGroups.Find(names, rows, 0.6);
        var rho = FeatureRanks.Correlation(rows, n);
        Assert.InRange(groups.Count, 2, n - 1);
        foreach (var group in groups)
        {
            foreach (var i in group.Members) Assert.All(group.Members, j => Assert.True(Math.Abs(rho[(i * n) + j]) >= 0.6));
        }
    }

    [Fact]
    public void Accumulated_local_effects_of_an_additive_function_are_its_terms()
    {
        // Two features that go together: partial dependence and ALE both see the terms of a sum.
        var rows = Correlated(3000);
        var f = Explained.Function(3, x => (x[0] * x[0]) - (2 * x[1]) + 5);
        foreach (var kind in Enum.GetValues<EffectKind>())
        {
            var effects = FeatureEffects.Of(kind, [f], rows, [0, 1, 2], [0], 30, 0.9, 1);
            var shift = effects[0].Values[10] - Math.Pow(effects[0].Grid[10], 2);
            for (var g = 0; g < effects[0].Grid.Length; g++) Assert.Equal(Math.Pow(effects[0].Grid[g], 2) + shift, effects[0].Values[g], 1e-4);
            Assert.Equal(-2 * (effects[1].Grid[^1] - effects[1].Grid[0]), effects[1].Values[^1] - effects[1].Values[0], 1e-4);
            Assert.Equal(0, effects[2].Reach, 1e-6);
            Assert.Equal(3000, effects[0].Counts.Sum());
        }
    }

    [Fact]
    public void Accumulated_local_effects_stay_where_data_are_and_partial_dependence_does_not()
    {
        // Beyond the diagonal, where no row lies, the function runs away.
        var rows = Correlated(3000);
        var f = Explained.Function(3, x => x[0] + (Math.Abs(x[0] - x[1]) > 3 ? 100 : 0));
        var ale = FeatureEffects.Of(EffectKind.AccumulatedLocal, [f], rows, [0], [0], 20, 0.9, 1)[0];
        var partial = FeatureEffects.Of(EffectKind.PartialDependence, [f], rows, [0], [0], 20, 0.9, 1)[0];
        Assert.Equal(ale.Grid[^1] - ale.Grid[0], ale.Reach, 0.5);
        Assert.True(partial.Reach > 30);
        var weighted = Enumerable.Range(1, ale.Grid.Length - 1).Sum(g => ale.Counts[g] * (ale.Values[g] + ale.Values[g - 1]) / 2);
        Assert.Equal(0, weighted / 3000, 1e-9);
    }

    [Fact]
    public void The_joint_effect_is_nothing_for_a_sum_and_the_product_for_a_product()
    {
        var rows = Explained.Rows(4000, 2, 3);
        var sum = FeatureEffects.Joint(Explained.Function(2, x => Math.Exp(x[0]) + (x[1] * x[1])), rows, 0, 1, 0, 8);
        Assert.All(sum.Values, value => Assert.Equal(0, value, 1e-2));
        var background = new Background(rows, 2);
        var (a, b, values) = FeatureEffects.Joint(Explained.Function(2, x => x[0] * x[1]), rows, 0, 1, 0, 8);
        double largest = 0, error = 0;
        for (var i = 1; i < a.Length - 1; i++)
        {
            for (var j = 1; j < b.Length - 1; j++)
            {
                var truth = (a[i] - background.Mean[0]) * (b[j] - background.Mean[1]);
                error = Math.Max(error, Math.Abs(values[(i * b.Length) + j] - truth));
                largest = Math.Max(largest, Math.Abs(truth));
            }
        }

        Assert.True(error < 0.15 * largest, $"{error} of {largest}");
    }

    [Fact]
    public void Members_give_curves_an_interval()
    {
        RowFunction[] members = [.. Enumerable.Range(1, 5).Select(slope => Explained.Function(3, x => slope * x[0]))];
        var effect = FeatureEffects.Of(EffectKind.AccumulatedLocal, members, Correlated(500), [0], [0], 10, 1, 2)[0];
        var reach = effect.Grid[^1] - effect.Grid[0];
        Assert.Equal(3 * reach, effect.Reach, 1e-3);
        Assert.True(effect.Lower[0] < effect.Values[0] && effect.Upper[^1] > effect.Values[^1]);
    }

    private static float[] Correlated(int count)
    {
        var random = new RandomStream(21);
        var rows = new float[count * 3];
        for (var row = 0; row < count; row++)
        {
            rows[row * 3] = (float)random.NextNormal();
            rows[(row * 3) + 1] = (float)(rows[row * 3] + (0.2 * random.NextNormal()));
            rows[(row * 3) + 2] = (float)random.NextNormal();
        }

        return rows;
    }
}
