using OceanML.Core;

namespace OceanML.Learning.Tests;

public sealed class GraphRunnerTests
{
    [Fact]
    public void Results_depend_neither_on_threads_nor_on_the_rows_around()
    {
        var runner = new GraphRunner(Graphs.Network(18, 24, 5, 3));
        Assert.True(runner.IsRowWise);
        var rows = Graphs.Uniform(1000 * 18, 11, -2, 2);
        var one = runner.Run(rows, 1);
        var two = runner.Run(rows, 2);
        Assert.Equal([1000, 5], one["prediction"].Shape);
        Assert.Equal(one["prediction"].Floats, two["prediction"].Floats);
        Assert.Equal(one["sigma"].Floats, two["sigma"].Floats);
        for (var row = 0; row < 1000; row += 37)
        {
            var alone = runner.Run(rows.AsSpan(row * 18, 18).ToArray());
            Assert.Equal(one["prediction"].Floats.AsSpan(row * 5, 5).ToArray(), alone["prediction"].Floats);
        }
    }

    [Fact]
    public void The_ensemble_agrees_with_64_bit_mathematics()
    {
        // One member, one hidden unit: small enough to write out.
        var builder = new GraphBuilder("small");
        var x = builder.Input("features", 2);
        builder.Output("prediction", builder.Dense(builder.Tanh(builder.Dense(x, [0.5f, -0.25f], [0.1f], 2, 1)), [2f], [-1f], 1, 1), 1);
        var y = new GraphRunner(builder.Build()).Run([0.3f, 0.7f, -1f, 2f])["prediction"].Floats;
        Assert.Equal(2 * Math.Tanh(0.5 * 0.3 - 0.25 * 0.7 + 0.1) - 1, y[0], 1e-6);
        Assert.Equal(2 * Math.Tanh(-0.5 - 0.5 + 0.1) - 1, y[1], 1e-6);
    }

    [Fact]
    public void A_graph_that_mixes_rows_is_run_in_one_piece()
    {
        var builder = new GraphBuilder("anomaly");
        var x = builder.Input("x", 2);
        builder.Output("y", builder.Sub(x, builder.ReduceMean(x, 0)), 2);
        var runner = new GraphRunner(builder.Build());
        Assert.False(runner.IsRowWise);
        var rows = Graphs.Uniform(200 * 2, 5);
        var y = runner.Run(rows, 2)["y"].Floats;
        Assert.Equal(0, y.Where((_, i) => i % 2 == 0).Sum(value => (double)value), 1e-4);
    }

    [Fact]
    public void NaN_in_one_row_stays_in_that_row()
    {
        var runner = new GraphRunner(Graphs.Network(4, 8, 2, 1));
        var rows = Graphs.Uniform(10 * 4, 2);
        var clean = runner.Run(rows)["prediction"].Floats;
        rows[13] = float.NaN;
        var touched = runner.Run(rows)["prediction"].Floats;
        for (var i = 0; i < 20; i++)
        {
            if (i / 2 == 3) Assert.True(float.IsNaN(touched[i]));
            else Assert.Equal(clean[i], touched[i]);
        }
    }

    [Fact]
    public void An_input_that_does_not_fit_is_refused_with_both_shapes()
    {
        var runner = new GraphRunner(Graphs.Network(4, 8, 2, 1), "model.onnx");
        var failure = Assert.Throws<OceanException>(() => runner.Run(new Dictionary<string, GraphTensor> { ["features"] = GraphTensor.OfFloats("features", new float[10], 2, 5) }));
        Assert.Contains("[rows,4]", failure.Message, StringComparison.Ordinal);
        Assert.Contains("[2,5]", failure.Message, StringComparison.Ordinal);
        Assert.Throws<OceanException>(() => runner.Run(new float[7]));
    }

    [Fact]
    public void A_node_that_takes_what_nothing_makes_is_refused_by_name()
    {
        var graph = Graphs.Network(4, 8, 2, 1);
        var broken = graph with { Nodes = [.. graph.Nodes.Skip(1)] };
        Assert.Contains("which nothing before it makes", Assert.Throws<OceanException>(() => new GraphRunner(broken)).Message, StringComparison.Ordinal);
    }
}
