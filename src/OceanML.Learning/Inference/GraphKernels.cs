using OceanML.Core;

namespace OceanML.Learning;

/// <summary>The operations that can be evaluated, by their ONNX names (https://onnx.ai/onnx/operators/).</summary>
internal static class GraphKernels
{
    private static readonly SortedDictionary<string, GraphKernel> Kernels = new(StringComparer.Ordinal)
    {
        ["Abs"] = ElementKernels.Unary<AbsOperation>,
        ["Add"] = ElementKernels.Binary<AddOperation>,
        ["Cast"] = ShapeKernels.Cast,
        ["Clip"] = ElementKernels.Clip,
        ["Concat"] = ShapeKernels.Concat,
        ["Constant"] = ShapeKernels.Constant,
        ["Div"] = ElementKernels.Binary<DivOperation>,
        ["Dropout"] = ShapeKernels.Identity,
        ["Elu"] = (node, arguments, scratch) => ElementKernels.Unary(new EluOperation(node.Number("alpha", 1)), arguments, scratch),
        ["Erf"] = ElementKernels.Unary<ErfOperation>,
        ["Exp"] = ElementKernels.Unary<ExpOperation>,
        ["Flatten"] = ShapeKernels.Flatten,
        ["Gather"] = ShapeKernels.Gather,
        ["Gemm"] = MatrixKernels.Gemm,
        ["Greater"] = ElementKernels.Binary<GreaterOperation>,
        ["Identity"] = ShapeKernels.Identity,
        ["LeakyRelu"] = (node, arguments, scratch) => ElementKernels.Unary(new LeakyReluOperation(node.Number("alpha", 0.01f)), arguments, scratch),
        ["Less"] = ElementKernels.Binary<LessOperation>,
        ["Log"] = ElementKernels.Unary<LogOperation>,
        ["MatMul"] = MatrixKernels.MatMul,
        ["Max"] = ElementKernels.Variadic<MaxOperation>,
        ["Min"] = ElementKernels.Variadic<MinOperation>,
        ["Mul"] = ElementKernels.Binary<MulOperation>,
        ["Neg"] = ElementKernels.Unary<NegOperation>,
        ["Pow"] = ElementKernels.Binary<PowOperation>,
        ["Reciprocal"] = ElementKernels.Unary<ReciprocalOperation>,
        ["ReduceMax"] = ReduceKernels.Max,
        ["ReduceMean"] = ReduceKernels.Mean,
        ["ReduceMin"] = ReduceKernels.Min,
        ["ReduceSum"] = ReduceKernels.Sum,
        ["Relu"] = ElementKernels.Unary<ReluOperation>,
        ["Reshape"] = ShapeKernels.Reshape,
        ["Shape"] = ShapeKernels.ShapeOf,
        ["Sigmoid"] = ElementKernels.Unary<SigmoidOperation>,
        ["Slice"] = ShapeKernels.Slice,
        ["Softmax"] = ReduceKernels.Softmax,
        ["Softplus"] = ElementKernels.Unary<SoftplusOperation>,
        ["Sqrt"] = ElementKernels.Unary<SqrtOperation>,
        ["Squeeze"] = ShapeKernels.Squeeze,
        ["Sub"] = ElementKernels.Binary<SubOperation>,
        ["Sum"] = ElementKernels.Variadic<AddOperation>,
        ["Tanh"] = ElementKernels.Unary<TanhOperation>,
        ["Transpose"] = ShapeKernels.Transpose,
        ["Unsqueeze"] = ShapeKernels.Unsqueeze,
        ["Where"] = ElementKernels.Where,
    };

    public static IEnumerable<string> Names => Kernels.Keys;

    public static GraphKernel? Find(string operation) => Kernels.GetValueOrDefault(operation);
}
