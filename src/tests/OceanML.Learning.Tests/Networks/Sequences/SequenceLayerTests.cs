using OceanML.Core;

namespace OceanML.Learning.Tests;

public sealed class SequenceLayerTests
{
    /// <summary>Every layer for sequences, of widths that are no whole vectors, and of a single step.</summary>
    private static readonly Dictionary<string, Func<Layer>> Layers = new()
    {
        ["lstm"] = () => new LstmLayer(new SignalShape(4, 3), 5),
        ["lstm, units of several vectors"] = () => new LstmLayer(new SignalShape(3, 9), 20),
        ["lstm, one step"] = () => new LstmLayer(new SignalShape(1, 3), 5),
        ["gru"] = () => new GruLayer(new SignalShape(4, 3), 5),
        ["gru, units of several vectors"] = () => new GruLayer(new SignalShape(3, 9), 20),
        ["gru, one step"] = () => new GruLayer(new SignalShape(1, 3), 5),
        ["conv1d"] = () => new Convolution1DLayer(new SignalShape(6, 3), 5, taps: 3, dilation: 2),
        ["conv1d, taps beyond the sequence"] = () => new Convolution1DLayer(new SignalShape(3, 3), 10, taps: 4, dilation: 2),
        ["conv1d, both ways"] = () => new Convolution1DLayer(new SignalShape(5, 3), 4, taps: 3, causal: false),
        ["conv1d, both ways, even"] = () => new Convolution1DLayer(new SignalShape(5, 3), 4, taps: 4, causal: false),
        ["conv1d, one step"] = () => new Convolution1DLayer(new SignalShape(1, 3), 4, taps: 3),
        ["attention"] = () => new SelfAttentionLayer(new SignalShape(5, 6), 2),
        ["attention, causal"] = () => new SelfAttentionLayer(new SignalShape(4, 12), 3, causal: true),
        ["attention, one head"] = () => new SelfAttentionLayer(new SignalShape(3, 2), 1),
        ["attention, two steps"] = () => new SelfAttentionLayer(new SignalShape(2, 8), 4),
        ["attention, one step"] = () => new SelfAttentionLayer(new SignalShape(1, 6), 3),
        ["sinusoidal position"] = () => new SinusoidalPositionLayer(new SignalShape(4, 5)),
        ["sinusoidal position, one step"] = () => new SinusoidalPositionLayer(new SignalShape(1, 5)),
        ["learned position"] = () => new LearnedPositionLayer(new SignalShape(4, 5)),
        ["learned position, one step"] = () => new LearnedPositionLayer(new SignalShape(1, 5)),
    };

    public static TheoryData<string> Names => [.. Layers.Keys];

    public static TheoryData<string, int> NamesAndRows
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var name in Layers.Keys)
            {
                foreach (var rows in (int[])[1, 5, 9]) data.Add(name, rows);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(NamesAndRows))]
    public void Gradients_agree_with_finite_differences(string name, int rows) => LayerCheck.Gradients(LayerCheck.Network(rows, Layers[name]()), rows, seed: 11);

    [Theory]
    [MemberData(nameof(Names))]
    public void The_model_file_gives_the_same_numbers_in_ONNX_Runtime_and_is_read_back(string name) => LayerCheck.Export(LayerCheck.Network(3, Layers[name]()));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_row_does_not_depend_on_the_rows_beside_it(string name)
    {
        var network = LayerCheck.Network(4, Layers[name]());
        const int rows = 21;
        var size = network.Input.Steps * network.Input.Width;
        var all = LayerCheck.Rows(network.Input, rows, 5);
        var together = LayerCheck.Forward(network, all, rows);
        var width = together.Length / rows;
        for (var row = 0; row < rows; row++) Assert.Equal(together[(row * width)..((row + 1) * width)], LayerCheck.Forward(network, all[(row * size)..((row + 1) * size)], 1));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Without_biases_relevance_is_conserved(string name)
    {
        if (name.Contains("position", StringComparison.Ordinal)) Assert.Skip("places are constants and take their share");
        var network = LayerCheck.Network(6, Layers[name]());
        foreach (var (_, offset, block) in network.Blocks())
        {
            if (block.Name.Contains("bias", StringComparison.Ordinal) && !block.Name.StartsWith("forget", StringComparison.Ordinal)) network.Parameters.AsSpan(offset, block.Size).Clear();
        }

        const int rows = 13;
        var (inputs, explained) = LayerCheck.Relevance(network, LayerCheck.Rows(network.Input, rows, 8), rows, new RelevanceRule(Epsilon: 0));
        var width = inputs.Length / rows;
        for (var row = 0; row < rows; row++)
        {
            var parts = inputs.AsSpan(row * width, width).ToArray();
            Assert.Equal(explained[row], parts.Sum(part => (double)part), 1e-3 * (1 + parts.Sum(Math.Abs)));
            Assert.Contains(parts, part => Math.Abs(part) > 1e-4);
        }
    }

    [Fact]
    public void A_place_takes_its_share_of_relevance_and_the_input_the_rest()
    {
        var network = LayerCheck.Network(6, new LearnedPositionLayer(new SignalShape(2, 1)));
        (network.Parameters[0], network.Parameters[8]) = (3, 0);
        var (inputs, _) = LayerCheck.Relevance(network, [1, 2], 1, new RelevanceRule(Epsilon: 0));
        Assert.Equal([1f, 2f], inputs);
    }

    [Theory]
    [InlineData("lstm")]
    [InlineData("gru")]
    [InlineData("conv1d")]
    [InlineData("conv1d, taps beyond the sequence")]
    [InlineData("attention, causal")]
    public void The_future_does_not_change_the_past(string name)
    {
        var network = LayerCheck.Network(9, Layers[name]());
        var (steps, width) = (network.Input.Steps, network.Input.Width);
        var rows = LayerCheck.Rows(network.Input, 1, 10);
        var before = LayerCheck.Forward(network, rows, 1);
        for (var changed = 0; changed < steps; changed++)
        {
            var other = (float[])rows.Clone();
            for (var i = 0; i < width; i++) other[changed * width + i] += 1;
            var after = LayerCheck.Forward(network, other, 1);
            var outputs = network.Output.Width;
            Assert.Equal(before[..(changed * outputs)], after[..(changed * outputs)]);
            Assert.NotEqual(before[(changed * outputs)..((changed + 1) * outputs)], after[(changed * outputs)..((changed + 1) * outputs)]);
        }
    }

    [Fact]
    public void A_convolution_sees_its_taps_and_nothing_else()
    {
        var network = LayerCheck.Network(9, new Convolution1DLayer(new SignalShape(9, 1), 1, taps: 3, dilation: 3));
        var rows = new float[9];
        var still = LayerCheck.Forward(network, rows, 1);
        rows[1] = 1;
        var moved = LayerCheck.Forward(network, rows, 1);
        Assert.Equal([1, 4, 7], Enumerable.Range(0, 9).Where(step => still[step] != moved[step]));
    }

    [Fact]
    public void An_LSTM_begins_with_open_forget_gates_and_recurrent_weights_that_are_rotations()
    {
        var layer = new LstmLayer(new SignalShape(3, 4), 10);
        var network = new Network([layer]);
        network.Initialise(new RandomStream(1));
        foreach (var (_, offset, block) in network.Blocks())
        {
            var values = block.Unpad(network.Parameters.AsSpan(offset, block.Size));
            if (block.Name.EndsWith("bias", StringComparison.Ordinal)) Assert.All(values, value => Assert.Equal(block.Name == "forget_bias" ? 1 : 0, value));
            if (!block.Name.EndsWith("recurrent", StringComparison.Ordinal)) continue;
            for (var i = 0; i < 10; i++)
            {
                for (var j = 0; j < 10; j++) Assert.Equal(i == j ? 1 : 0, Enumerable.Range(0, 10).Sum(k => values[i * 10 + k] * values[j * 10 + k]), 1e-5);
            }
        }
    }

    [Fact]
    public void Settings_that_do_not_fit_are_refused_in_words()
    {
        var input = new SignalShape(3, 10);
        Assert.Contains("no multiple of 4 heads", Assert.Throws<OceanException>(() => LayerCatalogue.Make(new LayerSettings("self_attention"), input)).Message);
        Assert.Contains("no setting 'size'", Assert.Throws<OceanException>(() => LayerCatalogue.Make(new LayerSettings("lstm", ("size", "3")), input)).Message);
        Assert.Contains("whole number", Assert.Throws<OceanException>(() => LayerCatalogue.Make(new LayerSettings("conv1d", ("taps", "0")), input)).Message);
    }
}
