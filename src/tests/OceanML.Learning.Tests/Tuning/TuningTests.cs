using System.Globalization;
using OceanML.Core;

namespace OceanML.Learning.Tests;

public sealed class TuningTests
{
    private const double BraninMinimum = 0.39788735772973816;

    private static readonly SortedDictionary<string, string> Keys = new() { ["table"] = "t", ["space"] = "s", ["plan"] = "p" };

    [Fact]
    public void Hyperband_has_the_brackets_of_its_paper()
    {
        // Li et al. 2018, table 1: R = 81, eta = 3; 81 configurations at 1/81 down to 5 at the full budget (there rounded from 4.2 and 5).
        var brackets = SearchBracket.Of(SearchMethod.Hyperband, null, 3, 1 / 81.0);
        Assert.Equal([81, 34, 15, 8, 5], brackets.Select(bracket => bracket.Rungs[0].Count));
        Assert.Equal([81, 27, 9, 3, 1], brackets[0].Rungs.Select(rung => rung.Count));
        Assert.Equal([1 / 81.0, 1 / 27.0, 1 / 9.0, 1 / 3.0, 1], brackets[0].Rungs.Select(rung => rung.Share));
        Assert.Equal([9, 5, 3], SearchBracket.Of(SearchMethod.Hyperband, null, 3, 1 / 9.0).Select(bracket => bracket.Rungs[0].Count));
        Assert.Equal(40, SearchBracket.Of(SearchMethod.Hyperband, 40, 3, 1 / 9.0).Sum(bracket => bracket.Rungs[0].Count));
        Assert.Equal([27, 9, 3], SearchBracket.Of(SearchMethod.Halving, 27, 3, 1 / 9.0)[0].Rungs.Select(rung => rung.Count));
        Assert.Equal([4, 1], SearchBracket.Of(SearchMethod.Halving, 4, 3, 1 / 81.0)[0].Rungs.Select(rung => rung.Count));
    }

    [Fact]
    public void Random_search_finds_the_minimum_of_Branin()
    {
        var space = SearchSpaceTests.Space("model: mlp\nx: {float: [-5, 10]}\ny: {float: [0, 15]}");
        var configurations = space.Draws(3000, 1);
        var tuning = new Tuning(configurations, SearchBracket.Of(SearchMethod.Random, 3000, 3, 1), 1, 0);
        Finish(tuning, job => [Branin(configurations[job.Configuration])]);
        Assert.InRange(tuning.Best(0)!.Mean, BraninMinimum, BraninMinimum + 0.1);
    }

    [Fact]
    public void A_grid_finds_the_centre_of_a_sphere()
    {
        var configurations = SearchSpaceTests.Space("model: mlp\nx: {float: [-2, 2]}\ny: {float: [-2, 2]}").Grid(5);
        var tuning = new Tuning(configurations, SearchBracket.Of(SearchMethod.Grid, configurations.Count, 3, 1), 1, 0);
        Finish(tuning, job => [Math.Pow(Value(configurations[job.Configuration], "x") - 1, 2) + Math.Pow(Value(configurations[job.Configuration], "y") + 1, 2)]);
        Assert.Equal((0, "mlp x=1 y=-1"), (tuning.Best(0)!.Mean, SearchSpace.Text(configurations[tuning.Best(0)!.Job.Configuration])));
    }

    [Fact]
    public void Hyperband_promotes_the_right_arms_and_spends_little_on_the_others()
    {
        // The loss falls with the budget towards what the configuration is worth; noise of small budgets is small.
        var configurations = SearchSpaceTests.Space("model: mlp\nx: {float: [-5, 10]}\ny: {float: [0, 15]}").Draws(206, 4);
        var brackets = SearchBracket.Of(SearchMethod.Hyperband, null, 3, 1 / 81.0);
        var tuning = new Tuning(configurations, brackets, 1, 0);
        double Loss(TuningJob job) => Branin(configurations[job.Configuration]) + (20 * (1 - job.Share)) + 0.001 * Math.Sin(1000.0 * job.Configuration) * (1 - job.Share);
        var spent = 0.0;
        Finish(tuning, job =>
        {
            lock (configurations) spent += job.Share;
            return [Loss(job)];
        });
        var first = Enumerable.Range(0, 81).OrderBy(i => Branin(configurations[i])).First();
        Assert.Equal(first, tuning.Ranked(0).First(result => result.Job.Configuration < 81).Job.Configuration);
        var best = Enumerable.Range(0, brackets.Sum(bracket => bracket.Rungs[0].Count)).Min(i => Branin(configurations[i]));
        Assert.Equal(best, tuning.Best(0)!.Mean, 0.5);
        Assert.True(spent < 0.2 * brackets.Sum(bracket => bracket.Rungs[0].Count));
        Assert.Equal(Enumerable.Range(0, tuning.StageCount).Sum(tuning.Size), tuning.Results.Count);
    }

    [Fact]
    public void A_search_that_was_killed_ends_as_if_it_had_not_been_on_any_number_of_threads()
    {
        var configurations = SearchSpaceTests.Space("model: mlp\nx: {float: [-5, 10]}\ny: {float: [0, 15]}").Draws(17, 1);
        string Run(int threads, string? journal, int stopAfter, out string left)
        {
            var tuning = new Tuning(configurations, SearchBracket.Of(SearchMethod.Hyperband, null, 3, 1 / 9.0), 3, 2);
            var lines = new List<string> { TuningJournal.Head(Keys) };
            foreach (var result in journal is null ? [] : TuningJournal.Read(journal, "j", Keys))
            {
                tuning.Add(result);
                lines.Add(TuningJournal.Line(result));
            }

            using var stop = new CancellationTokenSource();
            try
            {
                for (var stage = 0; stage < tuning.StageCount; stage++)
                {
                    tuning.Run(stage, tuning.Open(stage), threads, job => job.Configuration == 3 ? throw OceanException.BadInput("diverged at step 7") : [(job.IsJudging ? 5 : 0) + job.Search, job.Configuration < 0 ? 1 : Branin(configurations[job.Configuration]) / job.Share], result =>
                    {
                        lines.Add(TuningJournal.Line(result));
                        if (lines.Count > stopAfter) stop.Cancel();
                    }, stop.Token);
                }
            }
            catch (OperationCanceledException)
            {
            }

            left = string.Join('\n', lines) + "\n";
            return stop.IsCancellationRequested ? "" : string.Join('\n', tuning.Results.Select(TuningJournal.Line));
        }

        var whole = Run(1, null, int.MaxValue, out _);
        Assert.Equal(whole, Run(2, null, int.MaxValue, out _));
        Run(1, null, 20, out var half);

        // The kill cut the last line short.
        Assert.Equal(whole, Run(2, half[..^9], int.MaxValue, out _));
        Assert.Contains("\"failure\":\"diverged at step 7\"", whole, StringComparison.Ordinal);
    }

    [Fact]
    public void Failures_are_never_best_and_a_search_of_failures_has_none()
    {
        var configurations = SearchSpaceTests.Space("model: mlp\nx: [0, 1, 2, 3]").Grid(1);
        var tuning = new Tuning(configurations, SearchBracket.Of(SearchMethod.Random, 4, 3, 1), 1, 0);
        Finish(tuning, job => job.Configuration switch { 0 => throw OceanException.BadInput("no"), 1 => [double.NaN], 2 => [1, 3], _ => [2, 2.5] });
        Assert.Equal(2, tuning.Best(0)!.Job.Configuration);
        Assert.Equal(["no", "the predictions are not numbers"], tuning.Ranked(0).Skip(2).Select(result => result.Failure));
        var none = new Tuning(configurations, SearchBracket.Of(SearchMethod.Halving, 4, 2, 0.25), 1, 1);
        Finish(none, _ => throw OceanException.BadInput("never"));
        Assert.Null(none.Best(0));
        Assert.Equal([TuningJob.Defaults], none.Jobs(none.StageCount - 1).Select(job => job.Configuration));
    }

    [Fact]
    public void A_journal_of_something_else_is_refused()
    {
        var journal = TuningJournal.Head(Keys) + "\n";
        Assert.Empty(TuningJournal.Read(journal, "j", Keys));
        var other = new SortedDictionary<string, string>(Keys) { ["space"] = "x" };
        Assert.Contains("of another space than this run's", Assert.Throws<OceanException>(() => TuningJournal.Read(journal, "j", other)).Message, StringComparison.Ordinal);
        Assert.Contains("not a journal", Assert.Throws<OceanException>(() => TuningJournal.Read("hello\n", "j", Keys)).Message, StringComparison.Ordinal);
        Assert.Contains("line 2 cannot be read", Assert.Throws<OceanException>(() => TuningJournal.Read(journal + "{\n{}\n", "j", Keys)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_are_never_in_two_of_learning_choosing_and_judging()
    {
        var groups = Enumerable.Range(0, 120).Select(row => row / 5).ToArray();
        var rows = new SplitRows { Count = 120, Groups = groups, GroupNames = [.. Enumerable.Range(0, 24).Select(i => $"g{i}")] };
        var split = NestedSplit.Of(rows, new SplitPlan { Kind = SplitKind.Group, Folds = 4, Text = "group" }, 3, true, 1);
        Assert.Equal((4, 5), (split.Folds.Count, split.Searches.Count));
        for (var search = 0; search < 4; search++)
        {
            var judged = split.Outer.Held(split.Folds[search]).Select(row => groups[row]).ToHashSet();
            var (some, inner) = split.Searches[search];
            Assert.DoesNotContain(some, row => judged.Contains(groups[row]));
            for (var fold = 0; fold < inner.FoldCount; fold++)
            {
                var chosen = inner.Held(fold).Select(place => groups[some[place]]).ToHashSet();
                Assert.DoesNotContain(inner.Training(fold), place => chosen.Contains(groups[some[place]]));
            }
        }
    }

    [Fact]
    public void One_group_and_fewer_groups_than_folds_are_told()
    {
        SplitRows Rows(int count) => new() { Count = 20, Groups = [.. Enumerable.Range(0, 20).Select(row => row % count)], GroupNames = [.. Enumerable.Range(0, count).Select(i => $"g{i}")] };
        var plan = new SplitPlan { Kind = SplitKind.Group, Folds = 3, Text = "group" };
        Assert.Contains("all 20 rows are of one group", Assert.Throws<OceanException>(() => NestedSplit.Of(Rows(1), plan, 3, true, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("2 groups cannot be split into 3 folds", Assert.Throws<OceanException>(() => NestedSplit.Of(Rows(2), plan, 3, true, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("inner folds, while fold", Assert.Throws<OceanException>(() => NestedSplit.Of(Rows(2), plan with { Folds = 2 }, 3, true, 1)).Message, StringComparison.Ordinal);
        Assert.Contains(NestedSplit.Of(Rows(3), plan, 3, true, 1).Warnings, warning => warning.Contains("2 units give 2 folds, not 3", StringComparison.Ordinal));
    }

    [Fact]
    public void A_budget_of_groups_is_nested_and_one_of_epochs_shortens_training()
    {
        var groups = Enumerable.Range(0, 60).Select(row => row / 3).ToArray();
        int[] all = [.. Enumerable.Range(0, 60)];
        var byGroup = new TrialBudget(null);
        var (small, large) = (byGroup.Rows(all, groups, 0.2, new RandomStream(1)), byGroup.Rows(all, groups, 0.5, new RandomStream(1)));
        Assert.Equal((12, 30), (small.Length, large.Length));
        Assert.Subset(large.ToHashSet(), small.ToHashSet());
        var settings = new LearnerSettings("mlp", new Dictionary<string, string> { ["epochs"] = "90" });
        Assert.Equal("30", new TrialBudget("epochs").Of(settings, 1 / 3.0).Values["epochs"]);
        Assert.Equal("epochs", TrialBudget.For([settings]).Setting);
        Assert.Throws<OceanException>(() => new TrialBudget("apples").Of(settings, 0.5));
    }

    [Fact]
    public void A_search_over_learners_gives_the_same_on_one_and_two_threads_and_beats_the_mean()
    {
        var data = Planted();
        var rows = new SplitRows { Count = data.Count, Groups = data.Groups, GroupNames = data.GroupNames };
        var split = NestedSplit.Of(rows, new SplitPlan { Kind = SplitKind.Group, Folds = 3, Text = "group" }, 2, true, 1);
        var configurations = SearchSpaceTests.Space("model: mlp\nhidden: [[4], [16]]\nepochs: [1, 12]\nmembers: 2\nlearning_rate: 0.01\nbatch: 16").Grid(1);
        string Run(int threads, out double tuned, out double mean)
        {
            var tuning = new Tuning(configurations, SearchBracket.Of(SearchMethod.Grid, configurations.Count, 3, 1), split.Searches.Count, split.Folds.Count);
            var trials = new LearnerTrials(data, split, tuning, TrialBudget.For(configurations), [KeyValuePair.Create("members", "1")], new LearnerSettings("mlp", new Dictionary<string, string> { ["epochs"] = "2", ["members"] = "1" }), "rmse", 1);
            Finish(tuning, job => trials.Evaluate(job), threads);
            tuned = Enumerable.Range(0, 3).Average(search => tuning.Find(new TuningJob(search, tuning.Best(search)!.Job.Configuration, 1, true))!.Mean);
            mean = Enumerable.Range(0, 3).Average(trials.Baseline);
            return string.Join('\n', tuning.Results.Select(TuningJournal.Line));
        }

        Assert.Equal(Run(1, out var tuned, out var mean), Run(2, out _, out _));
        Assert.True(tuned < 0.6 * mean, string.Create(CultureInfo.InvariantCulture, $"{tuned} is not below {mean}"));
    }

    private static void Finish(Tuning tuning, Func<TuningJob, IReadOnlyList<double>> evaluate, int threads = 1)
    {
        for (var stage = 0; stage < tuning.StageCount; stage++) tuning.Run(stage, tuning.Open(stage), threads, evaluate, _ => { });
    }

    private static double Branin(LearnerSettings settings)
    {
        var (x, y) = (Value(settings, "x"), Value(settings, "y"));
        return Math.Pow(y - (5.1 / (4 * Math.PI * Math.PI) * x * x) + (5 / Math.PI * x) - 6, 2) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(x)) + 10;
    }

    private static double Value(LearnerSettings settings, string name) => double.Parse(settings.Values[name], CultureInfo.InvariantCulture);

    private static Dataset Planted()
    {
        var (random, n) = (new RandomStream(3), 180);
        var (features, targets) = (new float[n * 2], new double[n]);
        for (var i = 0; i < n; i++)
        {
            (features[2 * i], features[(2 * i) + 1]) = ((float)random.NextNormal(), (float)random.NextNormal());
            targets[i] = features[2 * i] - (0.5 * features[(2 * i) + 1]) + (0.1 * random.NextNormal());
        }

        return new Dataset(["a", "b"], ["y"], features, targets, [.. Enumerable.Range(0, n).Select(i => i / 10)], [.. Enumerable.Range(0, 18).Select(i => $"g{i}")], [.. Enumerable.Range(0, n)], false, 0);
    }
}
