using OceanML.Core;

namespace OceanML.Learning.Tests;

/// <summary>Every feed-forward layer: its gradient, its form in a model file, its determinism.</summary>
public sealed class LayerTests
{
    private static readonly Dictionary<string, Func<Layer[]>> Networks = new()
    {
        ["dense"] = () => [new DenseLayer(new SignalShape(1, 11), 5)],
        ["dense, of a sequence"] = () => [new DenseLayer(new SignalShape(3, 4), 17)],
        ["dense, wide"] = () => [new DenseLayer(new SignalShape(1, 9), 43)],
        ["layer_norm"] = () => [new LayerNormLayer(new SignalShape(1, 13))],
        ["layer_norm, of a sequence"] = () => [new LayerNormLayer(new SignalShape(4, 8), 1e-3f)],
        ["batch_norm"] = () => [new BatchNormLayer(new SignalShape(1, 11))],
        ["batch_norm, of a sequence"] = () => [new BatchNormLayer(new SignalShape(3, 6))],
        ["softmax"] = () => [new SoftmaxLayer(new SignalShape(1, 6))],
        ["softmax, of a sequence"] = () => [new SoftmaxLayer(new SignalShape(2, 16))],
        ["pooling, last"] = () => [new PoolingLayer(new SignalShape(4, 5), Pooling.Last)],
        ["pooling, mean"] = () => [new PoolingLayer(new SignalShape(4, 5), Pooling.Mean)],
        ["pooling, max"] = () => [new PoolingLayer(new SignalShape(4, 5), Pooling.Max)],
        ["pooling, of one step"] = () => [new PoolingLayer(new SignalShape(1, 5), Pooling.Mean)],
        ["residual"] = () => [new ResidualLayer(Chain(new SignalShape(1, 7), "dense units=10", "activation function=gelu", "dense units=7"))],
        ["residual in residual, of a sequence"] = () =>
        [
            new ResidualLayer([new LayerNormLayer(new SignalShape(3, 6)), new DenseLayer(new SignalShape(3, 6), 6), new ResidualLayer(Chain(new SignalShape(3, 6), "activation function=tanh", "dense units=6"))]),
        ],
        ["all together"] = () =>
        [
            .. Chain(
                new SignalShape(4, 9), "dense units=12", "batch_norm", "activation function=elu", "layer_norm", "pooling by=mean", "dense units=10",
                "activation function=sigmoid", "dense units=5", "softmax"),
        ],
    };

    public static TheoryData<string> Names => [.. Networks.Keys, .. ActivationLayer.Words.Select(word => $"activation {word}")];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_are_those_of_finite_differences(string name) => LayerCheck.Gradients(Make(name), 5, 2, apart: 0.2f);

    [Theory]
    [InlineData("batch_norm", 5)]
    [InlineData("batch_norm, of a sequence", 3)]
    [InlineData("all together", 6)]
    public void Gradients_in_training_go_through_the_statistics_of_the_batch(string name, int rows) => LayerCheck.Gradients(Make(name), rows, 4, training: true, apart: 0.2f, tolerance: 5e-3);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Dropout_scales_what_it_keeps_and_its_gradient_follows(bool within)
    {
        var shape = new SignalShape(2, 9);
        Layer[] layers = within ? [new ResidualLayer([new DropoutLayer(shape, 0.4f), new DenseLayer(shape, 9)])] : [new DropoutLayer(shape, 0.4f), new DenseLayer(shape, 3)];
        LayerCheck.Gradients(LayerCheck.Network(3, layers), 4, 5, training: true);
    }

    [Fact]
    public void Dropout_acts_at_prediction_where_random_numbers_are_given_and_its_mean_is_the_plain_value()
    {
        const int rows = 64, passes = 400;
        var shape = new SignalShape(1, 16);
        var network = new Network([new DropoutLayer(shape, 0.25f)]);
        var (x, random) = (LayerCheck.Rows(shape, rows, 1), new RandomStream(5));
        Assert.Equal(x, LayerCheck.Forward(network, x, rows));
        var workspace = new NetworkWorkspace(network, rows);
        var (sum, dropped) = (new double[x.Length], 0);
        for (var pass = 0; pass < passes; pass++)
        {
            LayerCheck.Put(x, workspace.Input, shape, rows);
            network.Forward(workspace, rows, random: random);
            var y = LayerCheck.Take(workspace.Output, shape, rows);
            for (var i = 0; i < y.Length; i++)
            {
                if (y[i] == 0) dropped++;
                else Assert.Equal(x[i] / 0.75f, y[i], 1e-5 * Math.Abs(x[i]));
                sum[i] += y[i] / passes;
            }
        }

        Assert.Equal(0.25, dropped / (double)(passes * x.Length), 0.003);
        for (var i = 0; i < x.Length; i++) Assert.Equal(x[i], sum[i], Math.Abs(x[i]) * 0.15);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Model_files_give_the_numbers_of_the_network_and_are_read_back_bit_by_bit(string name) => LayerCheck.Export(Make(name));

    [Theory]
    [InlineData("dense units=9", "activation function=tanh", "dropout share=0.3", "dense units=24", "activation function=sigmoid", "dense units=13", "activation function=gelu", "dropout share=0.1")]
    [InlineData("activation function=tanh", "dense units=16", "activation function=relu", "activation function=silu", "batch_norm", "dense units=131")]
    public void Prediction_alone_gives_the_bytes_of_the_forward_pass(params string[] layers)
    {
        var network = LayerCheck.Network(2, [.. Chain(new SignalShape(2, 11), layers)]);
        var x = LayerCheck.Rows(network.Input, 21, 1);
        var workspace = new NetworkWorkspace(network, 21);
        LayerCheck.Put(x, workspace.Input, network.Input, 21);
        network.Predict(workspace, 21);
        Assert.Equal(LayerCheck.Forward(network, x, 21), LayerCheck.Take(workspace.Output, network.Output, 21));
    }

    [Fact]
    public void Dropout_is_left_out_of_model_files() =>
        LayerCheck.Export(LayerCheck.Network(5, [.. Chain(new SignalShape(1, 6), "dense units=8", "dropout share=0.5", "activation function=tanh", "dense units=2")]));

    [Fact]
    public void Every_kind_of_layer_is_made_again_from_its_settings()
    {
        foreach (var name in Names.Select(row => row.Data))
        {
            foreach (var layer in Make(name).Layers)
            {
                var again = LayerCatalogue.Make(layer.Settings, layer.Input);
                Assert.Equal(layer.GetType(), again.GetType());
                Assert.Equal(layer.Output, again.Output);
                Assert.Equal(layer.Blocks, again.Blocks);
            }
        }
    }

    [Theory]
    [InlineData("dense", "needs 'units'")]
    [InlineData("dense units=0", "from 1")]
    [InlineData("dense unit=3", "no setting 'unit'")]
    [InlineData("dropout share=1", "from 0 to 0.95")]
    [InlineData("activation function=sine", "tanh, relu, silu, gelu")]
    [InlineData("pooling by=median", "last, mean, max")]
    [InlineData("lstmm units=3", "there are activation, batch_norm")]
    [InlineData("residual", "layers of its own")]
    public void Settings_that_make_no_layer_are_refused_with_what_would_be_right(string text, string part)
    {
        var failure = Assert.Throws<OceanException>(() => Chain(new SignalShape(1, 4), "dense units=4", text));
        Assert.Equal(ExitCode.Usage, failure.Code);
        Assert.StartsWith("layer 2 of 2: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(part, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_residual_whose_layers_change_the_shape_is_refused_with_both()
    {
        var settings = new LayerSettings("residual", new Dictionary<string, string>(), [Settings("dense units=5")]);
        Assert.Contains("gives 1 x 5 and the sum with the input takes 1 x 4", Assert.Throws<OceanException>(() => LayerCatalogue.Make(settings, new SignalShape(1, 4))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"steps\":1,\"width\":4,\"layers\":[{\"kind\":\"dense\",\"units\":\"x\"}]}")]
    [InlineData("{\"steps\":1,\"width\":4,\"layers\":[{\"kind\":\"dense\",\"units\":3}]}")]
    [InlineData("{\"steps\":0,\"width\":4,\"layers\":[]}")]
    [InlineData("{\"steps\":1,\"width\":4,\"layers\":[]}")]
    [InlineData("{\"width\":4}")]
    [InlineData("[1]")]
    public void A_description_that_is_damaged_is_bad_input(string text)
    {
        var failure = Assert.Throws<OceanException>(() => NetworkDescription.Read(text, "model.onnx"));
        Assert.Equal(ExitCode.BadInput, failure.Code);
        Assert.StartsWith("model.onnx: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_threads_give_the_bytes_of_one()
    {
        const int rows = 37;
        var network = Make("all together");
        (float[] Outputs, float[] Gradient) Run(int part)
        {
            var workspace = new NetworkWorkspace(network, rows);
            LayerCheck.Put(LayerCheck.Rows(network.Input, rows, part), workspace.Input, network.Input, rows);
            network.Forward(workspace, rows);
            LayerCheck.Put(LayerCheck.Rows(network.Output, rows, part + 100), workspace.OutputGradient, network.Output, rows);
            var gradient = new float[network.Parameters.Length];
            network.Backward(workspace, rows, gradient);
            return (LayerCheck.Take(workspace.Output, network.Output, rows), gradient);
        }

        var alone = Enumerable.Range(0, 20).Select(Run).ToArray();
        var together = new (float[] Outputs, float[] Gradient)[alone.Length];
        Parallel.For(0, together.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, part => together[part] = Run(part));
        for (var part = 0; part < alone.Length; part++)
        {
            Assert.Equal(alone[part].Outputs, together[part].Outputs);
            Assert.Equal(alone[part].Gradient, together[part].Gradient);
        }
    }

    [Fact]
    public void A_row_does_not_depend_on_the_rows_around_it()
    {
        foreach (var name in Names.Select(row => row.Data))
        {
            var network = Make(name);
            var (x, width) = (LayerCheck.Rows(network.Input, 23, 8), network.Input.Steps * network.Input.Width);
            var (all, perRow) = (LayerCheck.Forward(network, x, 23), network.Output.Steps * network.Output.Width);
            for (var row = 0; row < 23; row += 7)
                Assert.Equal(all[(row * perRow)..((row + 1) * perRow)], LayerCheck.Forward(network, x[(row * width)..((row + 1) * width)], 1));
        }
    }

    /// <summary>Layers of settings written as <c>dense units=3</c>.</summary>
    internal static List<Layer> Chain(SignalShape input, params string[] layers) => LayerCatalogue.MakeAll([.. layers.Select(Settings)], input);

    private static LayerSettings Settings(string text)
    {
        var words = text.Split(' ');
        return new LayerSettings(words[0], [.. words[1..].Select(word => (word.Split('=')[0], word.Split('=')[1]))]);
    }

    private static Network Make(string name) => LayerCheck.Network(
        11,
        name.StartsWith("activation ", StringComparison.Ordinal) ? [new ActivationLayer(new SignalShape(2, 11), ActivationLayer.Find(name[11..]))] : Networks[name]());
}
