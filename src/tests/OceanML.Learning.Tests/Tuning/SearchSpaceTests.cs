using OceanML.Core;
using OceanML.Formats.Learning;

namespace OceanML.Learning.Tests;

public sealed class SearchSpaceTests
{
    [Fact]
    public void Choices_ranges_fixed_values_and_conditions_are_drawn_as_they_say()
    {
        var space = Space("model: [mlp, forest]\nmembers: {choice: [1, 2], when: {model: mlp}}\nhidden: {choice: [[8], [16, 16]], when: {model: mlp}}\nlearning_rate: {float: [0.001, 0.1], log: true, when: {model: mlp}}\ntrees: {int: [10, 12], when: {model: forest}}\nseedless: 3");
        var draws = space.Draws(400, 1);
        Assert.All(draws, settings =>
        {
            Assert.Equal("3", settings.Values["seedless"]);
            Assert.Equal(settings.Model == "forest", settings.Has("trees"));
            Assert.Equal(settings.Model == "mlp", settings.Has("learning_rate"));
            if (settings.Model == "forest") Assert.InRange(settings.Integer("trees", 0), 10, 12);
            else Assert.InRange(settings.Number("learning_rate", 0, 0, 1), 0.001, 0.1);
        });
        Assert.Equal(3, draws.Count(settings => settings.Model == "forest"));

        // Half of a log range from 0.001 to 0.1 lies below 0.01.
        double[] rates = [.. Enumerable.Range(0, 2000).Select(i => space.Draw(new RandomStream(2, i))).Where(settings => settings.Model == "mlp").Select(settings => settings.Number("learning_rate", 0, 0, 1))];
        Assert.InRange(rates.Count(rate => rate < 0.01) / (double)rates.Length, 0.46, 0.54);
        Assert.Equal(draws.Select(SearchSpace.Text), space.Draws(400, 1).Select(SearchSpace.Text));
        Assert.NotEqual(draws.Take(9).Select(SearchSpace.Text), space.Draws(9, 2).Select(SearchSpace.Text));
        Assert.Contains(draws, settings => settings.Text("hidden", "") == "16,16");
    }

    [Fact]
    public void A_grid_has_every_combination_once()
    {
        var space = Space("model: [mlp, forest]\nepochs: 5\nbatch: {choice: [32, 64], when: {model: mlp}}\ndropout: {float: [0, 0.2], when: {model: mlp}}\ntrees: {int: [1, 100], log: true, when: {model: forest}}");
        var grid = space.Grid(3);
        Assert.Equal((2 * 3) + 3, grid.Count);
        Assert.Equal(grid.Count, grid.Select(SearchSpace.Text).Distinct().Count());
        Assert.Equal(["1", "10", "100"], grid.Where(settings => settings.Model == "forest").Select(settings => settings.Values["trees"]));
        Assert.Equal("mlp batch=32 dropout=0.1", space.Label(grid[1]));
        Assert.Contains("more than 10000", Assert.Throws<OceanException>(() => Space("a: {float: [0, 1]}\nb: {float: [0, 1]}").Grid(200)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("batch: {int: [64, 32]}", "the range from 64 to 32 is empty")]
    [InlineData("batch: {int: [1.5, 3]}", "not of whole numbers")]
    [InlineData("rate: {float: [0, 1], log: true}", "lies above 0")]
    [InlineData("batch: {range: [1, 2]}", "no key 'range'; it has")]
    [InlineData("batch: {int: [1, 2], float: [1, 2]}", "give one of")]
    [InlineData("batch: {int: [1]}", "2 numbers are expected")]
    [InlineData("batch: []", "list of choices is empty")]
    [InlineData("trees: {int: [1, 9], when: {model: forest}}\nmodel: [mlp]", "no value of model 'forest'; it has mlp")]
    [InlineData("a: {int: [1, 9], when: {b: 1}}\nb: [1, 2]", "no setting above 'b'")]
    [InlineData("a: [1, 2", "not well-formed YAML")]
    [InlineData("just words", "a search space is lines such as")]
    public void A_space_that_makes_no_sense_is_refused_with_what_would(string yaml, string message) =>
        Assert.Contains(message, Assert.Throws<OceanException>(() => Space(yaml)).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_space_that_is_built_in_makes_learners()
    {
        Assert.Contains("mlp", SearchSpaceFile.Names);
        foreach (var name in SearchSpaceFile.Names.Where(name => LearnerCatalogue.Names.Contains(name)))
        {
            var space = SearchSpace.Of(SearchSpaceFile.BuiltIn(name));
            Assert.True(space.Varies);
            foreach (var settings in space.Draws(30, 3)) Assert.Equal(name, settings.Model);
            Assert.All(space.Draws(30, 3), settings => LearnerCatalogue.Make(settings));
        }

        Assert.Throws<OceanException>(() => SearchSpaceFile.BuiltIn("none"));
    }

    internal static SearchSpace Space(string yaml) => SearchSpace.Of(SearchSpaceFile.Read(new StringReader(yaml), "space.yaml"));
}
