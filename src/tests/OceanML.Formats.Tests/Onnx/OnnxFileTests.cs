using System.Text;
using OceanML.Core;
using OceanML.Formats.Onnx;

namespace OceanML.Formats.Tests;

public sealed class OnnxFileTests
{
    [Fact]
    public void A_graph_comes_back_as_it_was_written()
    {
        var graph = Example();
        var back = OnnxFile.FromBytes(OnnxFile.ToBytes(graph), "model.onnx");
        Assert.Equal((graph.Name, graph.OperatorSet, graph.Producer, graph.ProducerVersion), (back.Name, back.OperatorSet, back.Producer, back.ProducerVersion));
        Assert.Equal(graph.Metadata, back.Metadata);
        Assert.Equal(graph.Inputs.Select(value => (value.Name, value.Element, value.Width)), back.Inputs.Select(value => (value.Name, value.Element, value.Width)));
        Assert.Equal(GraphDimension.Rows, back.Inputs[0].Shape[0]);
        Assert.Equal(graph.Outputs.Select(value => value.Name), back.Outputs.Select(value => value.Name));
        Assert.Equal(graph.Nodes.Count, back.Nodes.Count);
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            var (written, read) = (graph.Nodes[i], back.Nodes[i]);
            Assert.Equal((written.Operation, written.Name), (read.Operation, read.Name));
            Assert.Equal(written.Inputs, read.Inputs);
            Assert.Equal(written.Outputs, read.Outputs);
            Assert.Equal(written.Attributes.Keys.Order(), read.Attributes.Keys);
        }

        Assert.Equal(0.7f, back.Nodes.First(node => node.Operation == "Elu").Number("alpha", 1));
        Assert.Equal([1L], back.Nodes.First(node => node.Operation == "ReduceMean").Integers("axes"));
        for (var i = 0; i < graph.Tensors.Count; i++)
        {
            Assert.Equal(graph.Tensors[i].Name, back.Tensors[i].Name);
            Assert.Equal(graph.Tensors[i].Shape, back.Tensors[i].Shape);
            Assert.Equal(graph.Tensors[i].Floats, back.Tensors[i].Floats);
            Assert.Equal(graph.Tensors[i].Integers, back.Tensors[i].Integers);
        }
    }

    [Fact]
    public void Equal_graphs_give_equal_bytes() => Assert.Equal(OnnxFile.ToBytes(Example()), OnnxFile.ToBytes(Example()));

    [Fact]
    public void Cut_anywhere_a_model_is_refused_in_words_or_reads_without_its_end()
    {
        var bytes = OnnxFile.ToBytes(Example());
        for (var length = 0; length < bytes.Length; length++)
        {
            try
            {
                // Cut between two entries of the metadata the rest is a whole message again.
                Assert.True(OnnxFile.FromBytes(bytes.AsSpan(0, length), "model.onnx").Nodes.Count > 0);
            }
            catch (OceanException failure)
            {
                Assert.Equal(ExitCode.BadInput, failure.Code);
                Assert.StartsWith("model.onnx: ", failure.Message, StringComparison.Ordinal);
            }
        }

        var half = Assert.Throws<OceanException>(() => OnnxFile.FromBytes(bytes.AsSpan(0, bytes.Length / 2), "model.onnx"));
        Assert.Contains("truncated", half.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_anywhere_a_model_never_ends_in_anything_but_a_sentence()
    {
        var bytes = OnnxFile.ToBytes(Example());
        var random = new Random(5);
        for (var round = 0; round < 3000; round++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            try
            {
                OnnxFile.FromBytes(damaged, "model.onnx");
            }
            catch (OceanException failure)
            {
                Assert.Equal(ExitCode.BadInput, failure.Code);
            }
        }
    }

    [Theory]
    [InlineData("PAR1", "Parquet")]
    [InlineData("CDF\u0001", "netCDF")]
    [InlineData("{\"targets\": []}", "model card")]
    [InlineData("platform,time,latitude", "it is text")]
    public void A_file_of_another_kind_is_called_by_its_name(string start, string said)
    {
        var failure = Assert.Throws<OceanException>(() => OnnxFile.FromBytes(Encoding.UTF8.GetBytes(start), "wrong.onnx"));
        Assert.Contains("is not an ONNX model", failure.Message, StringComparison.Ordinal);
        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_and_an_absent_file_are_told_apart()
    {
        Assert.Contains("empty", Assert.Throws<OceanException>(() => OnnxFile.FromBytes([], "a.onnx")).Message, StringComparison.Ordinal);
        Assert.Contains("no such file", Assert.Throws<OceanException>(() => OnnxFile.Read("/nowhere/a.onnx")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_in_typed_lists_and_of_other_types_are_read_too()
    {
        // onnx.proto3 by hand: TensorProto with float_data (4), int32_data (5), double_data (10) and raw float16 (9).
        static byte[] Tensor(string name, byte type, byte count, params byte[] rest) => [.. Field(5, [0x08, count, 0x10, type, .. Field(8, Encoding.UTF8.GetBytes(name)), .. rest])];
        byte[] graph =
        [
            .. Tensor("floats", 1, 2, Field(4, [0, 0, 0x80, 0x3F, 0, 0, 0x20, 0xC0])),
            .. Tensor("ints", 6, 2, Field(5, [0x07, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01])),
            .. Tensor("doubles", 11, 1, Field(10, BitConverter.GetBytes(0.25))),
            .. Tensor("halves", 10, 2, Field(9, [0x00, 0x3C, 0x00, 0xC1])),
            .. Tensor("flags", 9, 3, Field(9, [1, 0, 1])),

            // A field that no version of the format has: to be passed over.
            .. Field(99, [1, 2, 3]),
        ];
        var read = OnnxFile.FromBytes([0x08, 0x07, .. Field(7, graph)], "foreign.onnx");
        Assert.Equal([1f, -2.5f], read.FindTensor("floats")!.Floats);
        Assert.Equal([7L, -1L], read.FindTensor("ints")!.Integers);
        Assert.Equal([0.25f], read.FindTensor("doubles")!.Floats);
        Assert.Equal([1f, -2.5f], read.FindTensor("halves")!.Floats);
        Assert.Equal([1L, 0L, 1L], read.FindTensor("flags")!.Integers);
    }

    [Fact]
    public void A_tensor_with_too_few_values_is_refused_by_name()
    {
        byte[] tensor = [0x08, 0x05, 0x10, 0x01, .. Field(8, "weights"u8.ToArray()), .. Field(9, new byte[8])];
        var failure = Assert.Throws<OceanException>(() => OnnxFile.FromBytes([0x08, 0x07, .. Field(7, Field(5, tensor))], "short.onnx"));
        Assert.Contains("'weights' needs 5 values and has 2", failure.Message, StringComparison.Ordinal);
    }

    private static Graph Example()
    {
        var builder = new GraphBuilder("example");
        var x = builder.Input("features", 3);
        var hidden = builder.Node("Elu", [builder.Dense(x, [1, 2, 3, 4, 5, 6], [0.5f, -0.5f], 3, 2)], ("alpha", GraphAttribute.Of(0.7f)));
        var mean = builder.ReduceMean(hidden, 1);
        builder.Output("prediction", builder.Columns(builder.Concat(1, hidden, mean), 1, 3), 2).Metadata("unit", "mg m-3").Metadata("licence", "CC-BY-4.0").Metadata("auteur", "Élodie");
        return builder.Build() with { ProducerVersion = "0.1.0" };
    }

    /// <summary>A length-delimited field.</summary>
    private static byte[] Field(int number, byte[] content)
    {
        List<byte> bytes = [];
        void Varint(int value)
        {
            for (; value >= 0x80; value >>= 7) bytes.Add((byte)(value | 0x80));
            bytes.Add((byte)value);
        }

        Varint((number << 3) | 2);
        Varint(content.Length);
        bytes.AddRange(content);
        return [.. bytes];
    }
}
