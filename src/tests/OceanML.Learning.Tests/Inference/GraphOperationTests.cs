using OceanML.Core;

namespace OceanML.Learning.Tests;

/// <summary>Each operation against the same formula in 64 bits, or against the examples of the ONNX operator documentation.</summary>
public sealed class GraphOperationTests
{
    public static TheoryData<string, double, double> Functions => new()
    {
        { "Tanh", -9, 9 }, { "Tanh", -1e-3, 1e-3 }, { "Sigmoid", -30, 30 }, { "Softplus", -60, 60 }, { "Exp", -20, 20 }, { "Log", 1e-6, 1e6 },
        { "Sqrt", 0, 1e6 }, { "Abs", -5, 5 }, { "Relu", -5, 5 }, { "Elu", -5, 5 }, { "LeakyRelu", -5, 5 }, { "Reciprocal", 0.1, 10 }, { "Neg", -5, 5 }, { "Erf", -4, 4 },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void Functions_agree_with_64_bit_mathematics(string operation, double low, double high)
    {
        var x = Graphs.Uniform(1003, 7, (float)low, (float)high);
        var y = Graphs.Evaluate(operation, [GraphTensor.OfFloats("x", x, 17, 59)]);
        Assert.Equal([17, 59], y.Shape);
        for (var i = 0; i < x.Length; i++)
        {
            var truth = Truth(operation, x[i]);
            Assert.True(Math.Abs(y.Floats[i] - truth) <= 4e-7 * Math.Max(1, Math.Abs(truth)), $"{operation}({x[i]}) = {y.Floats[i]}, should be {truth}");
        }
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 5, 7)]
    [InlineData(4, 16, 16)]
    [InlineData(64, 180, 33)]
    [InlineData(7, 24, 8)]
    public void Gemm_agrees_with_64_bit_sums_in_every_layout(int rows, int inner, int columns)
    {
        var (a, b, c) = (Graphs.Uniform(rows * inner, 1), Graphs.Uniform(inner * columns, 2), Graphs.Uniform(columns, 3));
        var plain = Graphs.Evaluate("Gemm", [GraphTensor.OfFloats("a", a, rows, inner), GraphTensor.OfFloats("b", b, inner, columns), GraphTensor.OfFloats("c", c, columns)]).Floats;
        var turned = Graphs.Evaluate(
            "Gemm",
            [GraphTensor.OfFloats("a", Turned(a, rows, inner), inner, rows), GraphTensor.OfFloats("b", Turned(b, inner, columns), columns, inner), GraphTensor.OfFloats("c", c, 1, columns)],
            ("transA", GraphAttribute.Of(1L)),
            ("transB", GraphAttribute.Of(1L))).Floats;
        var product = Graphs.Evaluate("MatMul", [GraphTensor.OfFloats("a", a, rows, inner), GraphTensor.OfFloats("b", b, inner, columns)]).Floats;
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                var sum = 0.0;
                for (var k = 0; k < inner; k++) sum += (double)a[i * inner + k] * b[k * columns + j];
                Assert.Equal(sum + c[j], plain[i * columns + j], 1e-5);
                Assert.Equal(sum, product[i * columns + j], 1e-5);
                Assert.Equal(plain[i * columns + j], turned[i * columns + j]);
            }
        }
    }

    [Fact]
    public void Gemm_scales_the_product_and_the_added_matrix()
    {
        var y = Graphs.Evaluate(
            "Gemm",
            [GraphTensor.OfFloats("a", [1, 2, 3, 4], 2, 2), GraphTensor.OfFloats("b", [5, 6, 7, 8], 2, 2), GraphTensor.OfFloats("c", [10f, 20f], 2, 1)],
            ("alpha", GraphAttribute.Of(2f)),
            ("beta", GraphAttribute.Of(0.5f)));
        Assert.Equal([43, 49, 96, 110], y.Floats);
    }

    [Fact]
    public void Broadcasting_follows_NumPy()
    {
        // (2,1,3) with (4,1): every pair of the middle axis.
        var a = GraphTensor.OfFloats("a", [1, 2, 3, 10, 20, 30], 2, 1, 3);
        var b = GraphTensor.OfFloats("b", [0.1f, 0.2f, 0.3f, 0.4f], 4, 1);
        var y = Graphs.Evaluate("Add", [a, b]);
        Assert.Equal([2, 4, 3], y.Shape);
        Assert.Equal(1.1f, y.Floats[0]);
        Assert.Equal(3.4f, y.Floats[11]);
        Assert.Equal(30.4f, y.Floats[23]);
        Assert.Throws<OceanException>(() => Graphs.Evaluate("Add", [GraphTensor.OfFloats("a", new float[6], 2, 3), GraphTensor.OfFloats("b", new float[4], 4)]));
    }

    [Fact]
    public void Reductions_take_axes_from_the_setting_or_the_second_input()
    {
        var x = GraphTensor.OfFloats("x", [5, 1, 20, 2, 30, 1, 40, 2, 55, 1, 60, 2], 3, 2, 2);

        // The examples of ReduceMean, ReduceMin and ReduceMax in the ONNX documentation.
        Assert.Equal([12.5f, 1.5f, 35f, 1.5f, 57.5f, 1.5f], Graphs.Evaluate("ReduceMean", [x], ("axes", GraphAttribute.Of([1L])), ("keepdims", GraphAttribute.Of(0L))).Floats);
        Assert.Equal([5, 1, 30, 1, 55, 1], Graphs.Evaluate("ReduceMin", [x, GraphTensor.OfIntegers("axes", [1L], 1)]).Floats);
        Assert.Equal([20, 2, 40, 2, 60, 2], Graphs.Evaluate("ReduceMax", [x, GraphTensor.OfIntegers("axes", [-2L], 1)]).Floats);
        var all = Graphs.Evaluate("ReduceSum", [x]);
        Assert.Equal([1, 1, 1], all.Shape);
        Assert.Equal([219], all.Floats);
        var columns = Graphs.Evaluate("ReduceSum", [x, GraphTensor.OfIntegers("axes", [0L], 1)], ("keepdims", GraphAttribute.Of(0L)));
        Assert.Equal([2, 2], columns.Shape);
        Assert.Equal([90, 3, 120, 6], columns.Floats);
    }

    [Fact]
    public void Slices_take_steps_and_negative_ends()
    {
        var x = GraphTensor.OfFloats("x", [1, 2, 3, 4, 5, 6, 7, 8], 2, 4);
        GraphTensor Of(string name, params long[] values) => GraphTensor.OfIntegers(name, values, values.Length);

        // The two examples of Slice in the ONNX documentation.
        Assert.Equal([5, 7], Graphs.Evaluate("Slice", [x, Of("starts", 1, 0), Of("ends", 2, 3), Of("axes", 0, 1), Of("steps", 1, 2)]).Floats);
        Assert.Equal([2, 3, 4], Graphs.Evaluate("Slice", [x, Of("starts", 0, 1), Of("ends", -1, 1000)]).Floats);
        Assert.Equal([4, 3, 2, 1, 8, 7, 6, 5], Graphs.Evaluate("Slice", [x, Of("starts", -1), Of("ends", -1000), Of("axes", 1), Of("steps", -1)]).Floats);
    }

    [Fact]
    public void Numbers_are_moved_where_they_belong()
    {
        var x = GraphTensor.OfFloats("x", [1, 2, 3, 4, 5, 6], 2, 3);
        Assert.Equal([1, 4, 2, 5, 3, 6], Graphs.Evaluate("Transpose", [x]).Floats);
        Assert.Equal([3, 1, 6, 4], Graphs.Evaluate("Gather", [x, GraphTensor.OfIntegers("i", [-1L, 0L], 2)], ("axis", GraphAttribute.Of(1L))).Floats);
        Assert.Equal([1, 2, 3, 7, 4, 5, 6, 8], Graphs.Evaluate("Concat", [x, GraphTensor.OfFloats("z", [7f, 8f], 2, 1)], ("axis", GraphAttribute.Of(1L))).Floats);
        Assert.Equal([3, 2], Graphs.Evaluate("Reshape", [x, GraphTensor.OfIntegers("s", [-1L, 2L], 2)]).Shape);
        Assert.Equal([2, 1, 3], Graphs.Evaluate("Unsqueeze", [x, GraphTensor.OfIntegers("s", [1L], 1)]).Shape);
        Assert.Equal([2, 3], Graphs.Evaluate("Squeeze", [x.Shaped(2, 1, 3)]).Shape);
        Assert.Equal([2, 3], Graphs.Evaluate("Flatten", [x.Shaped(2, 1, 3)]).Shape);
        Assert.Equal([1, 20, 3, 40, 5, 60], Graphs.Evaluate("Where", [GraphTensor.OfIntegers("c", [1L, 0, 1, 0, 1, 0], 2, 3), x, GraphTensor.OfFloats("o", [10, 20, 30, 40, 50, 60], 2, 3)]).Floats);
        Assert.Equal([2, 2, 3, 4, 4, 4], Graphs.Evaluate("Clip", [x, GraphTensor.OfFloats("low", [2f]), GraphTensor.OfFloats("high", [4f])]).Floats);
    }

    [Fact]
    public void Softmax_sums_to_one_and_survives_large_numbers()
    {
        var y = Graphs.Evaluate("Softmax", [GraphTensor.OfFloats("x", [0, 1, 2, 3, 10000, 10001, 10002, 10003], 2, 4)]).Floats;

        // The example of Softmax in the ONNX documentation.
        float[] expected = [0.032058604f, 0.08714432f, 0.23688284f, 0.6439143f];
        for (var i = 0; i < 8; i++) Assert.Equal(expected[i % 4], y[i], 1e-6);
    }

    [Fact]
    public void An_operation_that_is_not_supported_is_named_with_those_that_are()
    {
        var failure = Assert.Throws<OceanException>(() => Graphs.Evaluate("Loop", [GraphTensor.OfFloats("x", [1f], 1)]));
        Assert.Equal(ExitCode.BadInput, failure.Code);
        Assert.Contains("Loop", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Gemm", failure.Message, StringComparison.Ordinal);
    }

    private static float[] Turned(float[] values, int rows, int columns)
    {
        var turned = new float[values.Length];
        for (var i = 0; i < values.Length; i++) turned[i % columns * rows + i / columns] = values[i];
        return turned;
    }

    private static double Truth(string operation, double x) => operation switch
    {
        "Tanh" => Math.Tanh(x),
        "Sigmoid" => 1 / (1 + Math.Exp(-x)),
        "Softplus" => x > 30 ? x + Math.Exp(-x) : Math.Log(1 + Math.Exp(x)),
        "Exp" => Math.Exp(x),
        "Log" => Math.Log(x),
        "Sqrt" => Math.Sqrt(x),
        "Abs" => Math.Abs(x),
        "Relu" => Math.Max(x, 0),
        "Elu" => x < 0 ? Math.Exp(x) - 1 : x,
        "LeakyRelu" => x < 0 ? 0.01 * x : x,
        "Reciprocal" => 1 / x,
        "Neg" => -x,
        "Erf" => Erf(x),
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };

    // The series 7.1.6 of Abramowitz and Stegun, whose terms are all positive.
    private static double Erf(double x)
    {
        var (term, sum) = (x, x);
        for (var n = 1; n < 200; n++) sum += term *= 2 * x * x / (2 * n + 1);
        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }
}
