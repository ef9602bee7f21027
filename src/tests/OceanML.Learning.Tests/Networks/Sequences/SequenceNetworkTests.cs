using OceanML.Core;
using HiddenUnit = OceanML.Learning.Activation;

namespace OceanML.Learning.Tests;

public sealed class SequenceNetworkTests
{
    public static TheoryData<string> Names => [.. SequenceNetwork.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_architecture_opens_in_ONNX_Runtime_and_agrees(string name) =>
        LayerCheck.Export(LayerCheck.Network(2, [.. SequenceNetwork.Make(name, new SignalShape(12, 5), 2, new SequenceOptions { Units = 16, Depth = 2, Dropout = 0.1f }).Layers]));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_architecture_takes_a_sequence_of_one_step(string name) =>
        LayerCheck.Export(LayerCheck.Network(2, [.. SequenceNetwork.Make(name, new SignalShape(1, 3), 1, new SequenceOptions { Units = 12 }).Layers]));

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Gradients_of_the_blocks_agree_with_finite_differences(int rows)
    {
        // A smooth activation: differences know nothing of the kink of relu.
        var shape = new SignalShape(4, 6);
        LayerCheck.Gradients(LayerCheck.Network(12, [.. TransformerBlock.Make(shape, 2, 10, 0, HiddenUnit.Silu)]), rows, seed: 4);
        LayerCheck.Gradients(LayerCheck.Network(13, [.. TransformerBlock.Make(shape, 3, 4, 0, HiddenUnit.Silu, causal: true)]), rows, seed: 5);
        LayerCheck.Gradients(LayerCheck.Network(14, [.. TemporalBlock.Make(shape, 3, 2, 0, HiddenUnit.Silu)]), rows, seed: 6);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Two_threads_give_the_bytes_of_one(string name)
    {
        var network = SequenceNetwork.Make(name, new SignalShape(6, 3), 2, new SequenceOptions { Units = 24, Dropout = 0.2f });
        network.Initialise(new RandomStream(1));
        float[][] gradients = new float[4][];
        void Run(int i)
        {
            var workspace = new NetworkWorkspace(network, 10);
            LayerCheck.Put(LayerCheck.Rows(network.Input, 10, 3), workspace.Input, network.Input, 10);
            network.Forward(workspace, 10, training: true, new RandomStream(5));
            workspace.OutputGradient.Clear();
            for (var row = 0; row < 10; row++) workspace.OutputGradient[row * 8] = 1;
            network.Backward(workspace, 10, gradients[i] = new float[network.Parameters.Length], training: true);
        }

        Run(0);
        Parallel.For(1, 4, new ParallelOptions { MaxDegreeOfParallelism = 2 }, Run);
        Assert.All(gradients, gradient => Assert.Equal(gradients[0], gradient));
        Assert.Contains(gradients[0], value => value != 0);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 1)]
    [InlineData(6, 2)]
    [InlineData(13, 2)]
    [InlineData(30, 4)]
    public void A_temporal_convolutional_network_reaches_back_to_the_first_step(int steps, int blocks)
    {
        Assert.Equal(blocks, TemporalBlock.BlocksFor(steps, 3));
        var network = SequenceNetwork.Make("tcn", new SignalShape(steps, 1), 1, new SequenceOptions { Units = 8 });
        network.Initialise(new RandomStream(4));
        var rows = LayerCheck.Rows(network.Input, 1, 6);
        var before = LayerCheck.Forward(network, rows, 1)[0];
        var moved = 0;
        foreach (var change in (float[])[1, -1, 2, -2])
        {
            var other = (float[])rows.Clone();
            other[0] += change;
            if (LayerCheck.Forward(network, other, 1)[0] != before) moved++;
        }

        Assert.True(moved > 0, "the first step has no influence");
    }

    [Fact]
    public void An_unknown_architecture_or_heads_that_do_not_fit_are_refused_in_words()
    {
        Assert.Contains("lstm, gru, tcn, transformer", Assert.Throws<OceanException>(() => SequenceNetwork.Make("rnn", new SignalShape(3, 1), 1, new SequenceOptions())).Message);
        Assert.Contains("3 heads", Assert.Throws<OceanException>(() => SequenceNetwork.Make("transformer", new SignalShape(3, 1), 1, new SequenceOptions { Heads = 3, Units = 16 })).Message);
    }
}
