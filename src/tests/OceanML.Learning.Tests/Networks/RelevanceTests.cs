namespace OceanML.Learning.Tests;

/// <summary>Layer-wise relevance propagation: what is handed down is what came, less the stated share of biases.</summary>
public sealed class RelevanceTests
{
    private const int Rows = 9;

    private static readonly RelevanceRule Fine = new(RelevanceKind.Epsilon, Epsilon: 0);

    private static readonly RelevanceRule Both = new(RelevanceKind.AlphaBeta, Alpha: 2, Beta: 1);

    private static readonly Dictionary<string, Func<Layer[]>> Networks = new()
    {
        ["dense"] = () => [new DenseLayer(new SignalShape(1, 11), 5)],
        ["dense, of a sequence"] = () => [new DenseLayer(new SignalShape(3, 4), 7)],
        ["layer_norm"] = () => [new LayerNormLayer(new SignalShape(2, 11))],
        ["batch_norm"] = () => [new BatchNormLayer(new SignalShape(2, 11))],
        ["pooling, last"] = () => [new PoolingLayer(new SignalShape(4, 5), Pooling.Last)],
        ["pooling, mean"] = () => [new PoolingLayer(new SignalShape(4, 5), Pooling.Mean)],
        ["pooling, max"] = () => [new PoolingLayer(new SignalShape(4, 5), Pooling.Max)],
        ["softmax"] = () => [new SoftmaxLayer(new SignalShape(1, 6))],
        ["activation"] = () => [new ActivationLayer(new SignalShape(1, 6), Activation.Silu)],
        ["residual"] = () => [new ResidualLayer(LayerTests.Chain(new SignalShape(2, 7), "dense units=10", "activation function=gelu", "dense units=7"))],
        ["deep"] = () =>
        [
            .. LayerTests.Chain(
                new SignalShape(4, 9), "dense units=24", "activation function=relu", "layer_norm", "dropout share=0.5", "pooling by=mean", "dense units=16",
                "batch_norm", "activation function=tanh", "dense units=6"),
        ],
    };

    public static TheoryData<string> Names => [.. Networks.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Without_biases_all_relevance_comes_to_the_inputs_by_epsilon(string name) => Conserved(name, Fine);

    [Theory]
    [MemberData(nameof(Names))]
    public void Without_biases_all_relevance_comes_to_the_inputs_by_alpha_and_beta(string name) => Conserved(name, Both);

    [Theory]
    [InlineData("dense")]
    [InlineData("layer_norm")]
    [InlineData("batch_norm")]
    public void Alpha_and_beta_leave_nothing_to_biases(string name) => Conserved(name, Both, withBiases: true);

    [Fact]
    public void Of_a_dense_layer_the_bias_keeps_its_share_of_each_sum()
    {
        var network = LayerCheck.Network(4, new DenseLayer(new SignalShape(1, 11), 5));
        var x = LayerCheck.Rows(network.Input, Rows, 6);
        var outputs = LayerCheck.Forward(network, x, Rows);
        var (inputs, explained) = LayerCheck.Relevance(network, x, Rows, Fine);
        for (var row = 0; row < Rows; row++)
        {
            // Explaining every output by its own value, the bias of each keeps R_j b_j / z_j = b_j.
            var biases = network.Blocks().Single(at => at.Block.Name == "bias");
            var kept = network.Parameters.AsSpan(biases.Offset, 5).ToArray().Sum(value => (double)value);
            Assert.NotEqual(0, kept, 0.1);
            Assert.Equal(explained[row] - kept, inputs.Skip(row * 11).Take(11).Sum(value => (double)value), 1e-4);
        }
    }

    [Theory]
    [InlineData(RelevanceKind.Epsilon)]
    [InlineData(RelevanceKind.AlphaBeta)]
    public void Of_a_linear_model_relevance_is_weight_times_input(RelevanceKind kind)
    {
        var network = LayerCheck.Network(4, new DenseLayer(new SignalShape(1, 11), 1));
        var x = LayerCheck.Rows(network.Input, Rows, 6);
        var weights = network.Blocks().First();

        // With alpha - beta = 1 and both of them infinite in the limit nothing but w x conserves; for one sign of contributions it is w x exactly.
        if (kind == RelevanceKind.AlphaBeta)
        {
            for (var i = 0; i < x.Length; i++) x[i] = MathF.CopySign(x[i], network.Parameters[weights.Offset + i % 11 * 8]);
            network.Parameters[^8] = 0;
        }

        var (inputs, _) = LayerCheck.Relevance(network, x, Rows, new RelevanceRule(kind, Epsilon: 0));
        for (var i = 0; i < x.Length; i++) Assert.Equal(x[i] * network.Parameters[weights.Offset + i % 11 * 8], inputs[i], 2e-5);
    }

    [Fact]
    public void Alpha_and_beta_agree_with_the_sums_written_out()
    {
        const int inner = 11, width = 5;
        var network = LayerCheck.Network(4, new DenseLayer(new SignalShape(1, inner), width));
        var x = LayerCheck.Rows(network.Input, Rows, 6);
        var relevance = LayerCheck.Rows(network.Output, Rows, 7);
        var workspace = new NetworkWorkspace(network, Rows);
        LayerCheck.Put(x, workspace.Input, network.Input, Rows);
        network.Forward(workspace, Rows);
        LayerCheck.Put(relevance, workspace.OutputGradient, network.Output, Rows);
        network.Relevance(workspace, Rows, new RelevanceRule(RelevanceKind.AlphaBeta, Alpha: 3, Beta: 2));
        var actual = LayerCheck.Take(workspace.InputGradient, network.Input, Rows);
        for (var row = 0; row < Rows; row++)
        {
            var expected = new double[inner];
            for (var j = 0; j < width; j++)
            {
                double[] contributions = [.. Enumerable.Range(0, inner).Select(i => (double)x[row * inner + i] * network.Parameters[i * 8 + j])];
                var (positive, negative) = (contributions.Where(value => value > 0).Sum(), contributions.Where(value => value < 0).Sum());
                Assert.True(positive > 0 && negative < 0);
                for (var i = 0; i < inner; i++) expected[i] += relevance[row * width + j] * (contributions[i] > 0 ? 3 * contributions[i] / positive : -2 * contributions[i] / negative);
            }

            for (var i = 0; i < inner; i++) Assert.Equal(expected[i], actual[row * inner + i], 1e-4 * Math.Max(1, Math.Abs(expected[i])));
        }
    }

    [Fact]
    public void Epsilon_absorbs_the_relevance_of_weak_sums()
    {
        var network = LayerCheck.Network(4, new DenseLayer(new SignalShape(1, 11), 5));
        var x = LayerCheck.Rows(network.Input, Rows, 6);
        double Total(float epsilon) => LayerCheck.Relevance(network, x, Rows, new RelevanceRule(RelevanceKind.Epsilon, epsilon)).Inputs.Sum(value => Math.Abs((double)value));
        Assert.True(Total(10) < 0.5 * Total(0.1f));
    }

    /// <summary>Relevance of the whole network adds up: with biases of zero nothing is lost on the way.</summary>
    private static void Conserved(string name, RelevanceRule rule, bool withBiases = false)
    {
        var network = LayerCheck.Network(8, Networks[name]());
        foreach (var (_, offset, block) in network.Blocks())
        {
            var unbiased = block.Name.EndsWith("bias", StringComparison.Ordinal) || block.Name is "shift" || block.Name is "mean";
            if (unbiased && !withBiases) network.Parameters.AsSpan(offset, block.Size).Clear();
        }

        var x = LayerCheck.Rows(network.Input, Rows, 6, 0.1f);
        var (inputs, explained) = LayerCheck.Relevance(network, x, Rows, rule);
        var perRow = inputs.Length / Rows;
        for (var row = 0; row < Rows; row++)
        {
            var sum = inputs.Skip(row * perRow).Take(perRow).Sum(value => (double)value);
            var size = inputs.Skip(row * perRow).Take(perRow).Sum(value => Math.Abs((double)value));
            Assert.True(Math.Abs(explained[row] - sum) <= 2e-5 * Math.Max(1, size), $"row {row}: {explained[row]:R} explained, {sum:R} handed down (of {size:R} either way)");
        }
    }
}
