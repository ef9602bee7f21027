using System.Text.Json;

namespace OceanML.Learning.Tests;

public sealed class SklearnTests
{
    private static readonly BoostingOptions Tiny = new() { Rounds = 3, LearningRate = 0.3, MaximumLeaves = 6, MinimumLeaf = 5 };

    private static readonly BoostingOptions Usual = new() { Rounds = 100, LearningRate = 0.1, MaximumLeaves = 15, MinimumLeaf = 10 };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void On_a_tiny_problem_the_trees_are_those_of_scikit_learn_split_by_split(bool classes)
    {
        var tiny = Sklearn.Tiny;
        var x = Sklearn.Matrix(tiny.GetProperty("x"));
        var y = Sklearn.Numbers(tiny.GetProperty(classes ? "c" : "y"));
        int[] rows = [.. Enumerable.Range(0, y.Length)];
        var options = classes ? Tiny with { Penalty = 1 } : Tiny;
        var made = BoostedTrees.Fit(BinnedTable.Of(x, 3, rows), y, null, rows, [], classes ? new BoostingLogistic() : new BoostingSquares(), options, new RandomStream(1), cancellation: TestContext.Current.CancellationToken);
        var name = classes ? "classification" : "regression";
        Assert.Equal(tiny.GetProperty($"{name}_start").GetDouble(), made.Forest.Start[0], 1e-6);
        var expected = tiny.GetProperty(name).EnumerateArray().ToList();
        Assert.Equal(expected.Count, made.Forest.Trees.Count);
        foreach (var (tree, other) in made.Forest.Trees.Zip(expected)) Compare(tree, 0, other, missing: true);
    }

    [Fact]
    public void Boosting_scores_as_scikit_learn_does()
    {
        var (data, classes) = (Sklearn.Data(), Sklearn.Data(classes: true));
        int[] rows = [.. Enumerable.Range(0, Sklearn.Training)];
        int[] fresh = [.. Enumerable.Range(Sklearn.Training, data.Count - Sklearn.Training)];
        var table = BinnedTable.Of(data.Features, 5, rows);
        var forest = BoostedTrees.Fit(table, data.Targets[..Sklearn.Training], null, rows, [], new BoostingSquares(), Usual, new RandomStream(1), cancellation: TestContext.Current.CancellationToken).Forest;
        Assert.Equal(Expected("boosting_rmse").Mean, Sklearn.Score(forest.Predict(data.Features, fresh), false), 0.01);
        forest = BoostedTrees.Fit(table, classes.Targets[..Sklearn.Training], null, rows, [], new BoostingSoftmax(3), Usual, new RandomStream(1), cancellation: TestContext.Current.CancellationToken).Forest;
        var loss = new BoostingSoftmax(3).Mean(classes.Targets[Sklearn.Training..], null, forest.Predict(data.Features, fresh), [.. Enumerable.Range(0, fresh.Length)]);
        Assert.Equal(Expected("boosting_log_loss").Mean, loss, 0.03);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_random_forest_scores_as_scikit_learn_does(bool classes)
    {
        var options = new ForestOptions { Trees = 300, MinimumLeaf = 3, FeaturesTried = 2, Sampling = ForestSampling.Rows };
        var predicted = Sklearn.Fresh(new ForestLearner(options), classes);
        var (mean, spread) = Expected(classes ? "forest_log_loss" : "forest_rmse");

        // In a leaf scikit-learn counts a row drawn twice once, we twice: leaves are a little smaller here.
        Assert.Equal(mean, Sklearn.Score(predicted.Mean, classes), Math.Max(4 * spread, 0.03 * mean));
    }

    [Fact]
    public void Ridge_regression_is_that_of_scikit_learn() => AssertClose("ridge", Sklearn.Fresh(new RidgeLearner(25)).Mean, 1e-5);

    [Fact]
    public void Logistic_regression_is_that_of_scikit_learn() => AssertClose("logistic", Sklearn.Fresh(new LogisticLearner(10), classes: true).Mean, 1e-5);

    [Fact]
    public void Nearest_neighbours_are_those_of_scikit_learn()
    {
        AssertClose("neighbours", Sklearn.Fresh(new NeighboursLearner(7)).Mean, 1e-6);
        AssertClose("neighbours_by_distance", Sklearn.Fresh(new NeighboursLearner(7, byDistance: true)).Mean, 1e-4);
        AssertClose("neighbour_classes", Sklearn.Fresh(new NeighboursLearner(7), classes: true).Mean, 1e-6);
    }

    private static void AssertClose(string name, double[] predicted, double tolerance)
    {
        double[] expected = [.. Sklearn.Scores.GetProperty(name).EnumerateArray().SelectMany(value => value.ValueKind == JsonValueKind.Array ? Sklearn.Numbers(value) : [value.GetDouble()])];
        Assert.Equal(expected.Length, predicted.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], predicted[i], tolerance);
    }

    private static (double Mean, double Spread) Expected(string name) => (Sklearn.Scores.GetProperty(name)[0].GetDouble(), Sklearn.Scores.GetProperty(name)[1].GetDouble());

    /// <summary>Where no row lacks the feature any more, missing values go where most rows went; in scikit-learn they go right.</summary>
    private static void Compare(Tree tree, int at, JsonElement expected, bool missing)
    {
        var node = tree.Nodes[at];
        if (expected.ValueKind == JsonValueKind.Number)
        {
            Assert.True(node.IsLeaf);
            Assert.Equal(expected.GetDouble(), tree.Values[node.Leaf], 1e-5);
            return;
        }

        Assert.Equal((expected[0].GetInt32(), expected[1].GetDouble()), (node.Feature, node.Threshold));
        if (node.Feature == 0 && missing) Assert.Equal(expected[2].GetBoolean(), node.MissingLeft);
        Compare(tree, node.Left, expected[3], missing && (node.Feature != 0 || node.MissingLeft));
        Compare(tree, node.Right, expected[4], missing && (node.Feature != 0 || !node.MissingLeft));
    }
}
