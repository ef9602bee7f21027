using OceanML.Core;

namespace OceanML.Validation.Tests;

public sealed class ClassScoringTests
{
    private static readonly ScoreOptions Quick = new() { Samples = 0 };

    [Fact]
    public void Scores_of_classes_are_those_of_scikit_learn()
    {
        var vector = Vectors.Of("classes");
        string[] names = [.. vector.GetProperty("classes").EnumerateArray().Select(name => name.GetString()!)];
        var probabilities = vector.GetProperty("probabilities").EnumerateArray().Select(Vectors.Numbers).ToArray();
        var set = ClassScoring.Score(new ClassPredictions(names, Vectors.Integers(vector.GetProperty("truth")), Vectors.Integers(vector.GetProperty("given")), probabilities), Quick);
        foreach (var name in new[] { "accuracy", "balanced_accuracy", "kappa", "matthews", "log_loss", "brier", "top_2_accuracy", "macro_precision", "macro_recall", "macro_f1", "weighted_precision", "weighted_recall", "weighted_f1" })
            Assert.Equal(vector.GetProperty(name).GetDouble(), set.Value(name), 1e-12);
        foreach (var name in new[] { "precision", "recall", "f1" })
        {
            var expected = Vectors.Numbers(vector.GetProperty(name));

            // scikit-learn writes 0 where a share is undefined, as the recall of a class that is never true.
            for (var k = 0; k < 4; k++) Assert.Equal(expected[k], double.IsNaN(set.Value($"{name}:{names[k]}")) ? 0 : set.Value($"{name}:{names[k]}"), 1e-12);
        }

        Assert.True(double.IsNaN(set.Value("recall:other")));
        var matrix = set.Diagrams.Single(diagram => diagram.Name == "confusion_matrix");
        var rows = vector.GetProperty("confusion").EnumerateArray().Select(Vectors.Numbers).ToArray();
        for (var column = 0; column < 4; column++) Assert.Equal(rows.Select(row => row[column]), matrix[names[column]]);
    }

    [Fact]
    public void The_parts_of_the_Brier_score_sum_to_it()
    {
        var vector = Vectors.Of("classes");
        var probabilities = vector.GetProperty("probabilities").EnumerateArray().Select(Vectors.Numbers).ToArray();
        var set = ClassScoring.Score(new ClassPredictions(["a", "b", "c", "d"], Vectors.Integers(vector.GetProperty("truth")), Vectors.Integers(vector.GetProperty("given")), probabilities), Quick);
        Assert.Equal(set.Value("brier"), set.Value("brier_reliability") - set.Value("brier_resolution") + set.Value("brier_uncertainty") + set.Value("brier_within_bins"), 1e-12);

        // Where every bin holds one probability only, nothing varies within bins: Murphy's decomposition is exact.
        double[] p = [0.15, 0.15, 0.15, 0.15, 0.75, 0.75, 0.75, 0.75];
        int[] truth = [0, 0, 0, 1, 1, 1, 1, 0];
        var exact = ClassScoring.Score(new ClassPredictions(["no", "yes"], truth, [0, 0, 0, 0, 1, 1, 1, 1], [[.. p.Select(x => 1 - x)], p]), Quick);
        Assert.Equal(0, exact.Value("brier_within_bins"), 1e-12);
        Assert.Equal(2 * 0.25, exact.Value("brier_uncertainty"), 1e-12);
        Assert.Equal(2 * 0.0625, exact.Value("brier_resolution"), 1e-12);
        Assert.Equal((0.1 * 0.1) + (0 * 0), exact.Value("brier_reliability"), 1e-12);
        Assert.Equal(0.05, exact.Value("expected_calibration_error"), 1e-12);
    }

    [Fact]
    public void A_classifier_that_knows_nothing_has_no_skill_and_a_perfect_one_all()
    {
        int[] truth = [0, 0, 0, 1];
        var ignorant = ClassScoring.Score(new ClassPredictions(["a", "b"], truth, [0, 0, 0, 0], [[0.75, 0.75, 0.75, 0.75], [0.25, 0.25, 0.25, 0.25]]), Quick);
        Assert.Equal((0.75, 0.5, 0.0, 0.75), (ignorant.Value("accuracy"), ignorant.Value("balanced_accuracy"), ignorant.Value("kappa"), ignorant.Value("majority_accuracy")));
        Assert.Equal(0, ignorant.Value("brier_skill"), 1e-12);
        Assert.True(double.IsNaN(ignorant.Value("matthews")));
        Assert.Equal((4.0 / 3, 0.0), (ignorant.Value("abundance_ratio:a"), ignorant.Value("abundance_ratio:b")));
        var perfect = ClassScoring.Score(new ClassPredictions(["a", "b"], truth, truth, [[1, 1, 1, 0], [0, 0, 0, 1]]), Quick);
        Assert.Equal((1.0, 1.0, 1.0, 0.0, 1.0), (perfect.Value("macro_f1"), perfect.Value("kappa"), perfect.Value("matthews"), perfect.Value("brier"), perfect.Value("brier_skill")));
        Assert.Equal(1, perfect.Value("expected_abundance_ratio:b"));
    }

    [Fact]
    public void Rejecting_uncertain_rows_raises_accuracy_and_keeps_fewer()
    {
        var set = ClassScoring.Score(new ClassPredictions(["a", "b"], [0, 0, 1, 1], [0, 1, 1, 1], [[0.9, 0.45, 0.1, 0.2], [0.1, 0.55, 0.9, 0.8]]), Quick);
        var curve = set.Diagrams.Single(diagram => diagram.Name == "rejection");
        var at = Array.IndexOf(curve["threshold"], 0.6);
        Assert.Equal((0.75, 1.0), (curve["kept"][at], curve["accuracy"][at]));
        Assert.Equal((1.0, 0.75), (curve["kept"][0], curve["accuracy"][0]));
        Assert.True(double.IsNaN(curve["accuracy"][^1]));
    }

    [Fact]
    public void Columns_of_classes_are_checked_against_the_names_given()
    {
        var table = new Table(
        [
            new TextColumn("truth", ["a", "b", null, "a"]), new TextColumn("model", ["a", "a", "b", "b"]),
            new NumberColumn("model_probability_a", [0.8, 0.6, 0.3, 0.4]), new NumberColumn("model_probability_b", [0.2, 0.4, 0.7, 0.6]), new NumberColumn("model_probability_c", [0, 0, 0, 0]),
        ]);
        var groups = TableGroups.Of(table, [], null, null, []);
        var set = TableClasses.Score(table, "truth", "model", [], "model_probability_*", groups, Quick)[0];
        Assert.Equal(3, set.N);
        Assert.Equal(1, set.Excluded["no reference"]);
        Assert.Equal("a, b, c", set.Rules["classes"]);
        Assert.Equal(2, set.Value("abundance_ratio:a") * 2, 1e-12);
        Assert.Contains("no class 'b'; it has a, c", Assert.Throws<OceanException>(() => TableClasses.Score(table, "truth", "model", ["a", "c"], null, groups, Quick)).Message, StringComparison.Ordinal);
        Assert.Contains("probability of class 'd'", Assert.Throws<OceanException>(() => TableClasses.Score(table, "truth", "model", ["a", "b", "d"], "model_probability_*", groups, Quick)).Message, StringComparison.Ordinal);
        Assert.Contains("one * stands for the class", Assert.Throws<OceanException>(() => TableClasses.Score(table, "truth", "model", [], "model_probability_a", groups, Quick)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Intervals_by_group_do_not_depend_on_threads()
    {
        var truth = Enumerable.Range(0, 120).Select(i => i % 3).ToArray();
        var given = Enumerable.Range(0, 120).Select(i => i % 7 == 0 ? (i + 1) % 3 : i % 3).ToArray();
        var rows = new ClassPredictions(["a", "b", "c"], truth, given, null, [.. Enumerable.Range(0, 120).Select(i => i / 10)]);
        var one = ClassScoring.Score(rows, new ScoreOptions { Samples = 100, Threads = 1 });
        var two = ClassScoring.Score(rows, new ScoreOptions { Samples = 100, Threads = 2 });
        Assert.Equal(one.Measures, two.Measures);
        var accuracy = one.Find("accuracy")!;
        Assert.Equal(IntervalMethod.BootstrapByGroup, accuracy.Interval);
        Assert.True(accuracy.Low < accuracy.Value && accuracy.Value < accuracy.High);
    }
}
