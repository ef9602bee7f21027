using OceanML.Core;

namespace OceanML.Learning;

/// <summary>The operations that can be evaluated, by their ONNX names (https://onnx.ai/onnx/operators/).</summary>
internal static class GraphKernels
{
    /// <summary>A kernel of one value or of several.</summary>
    internal readonly record struct Kernel(GraphKernel? Single, GraphKernelOfSeveral? Several = null, bool Elementwise = false);

    private static readonly SortedDictionary<string, Kernel> Kernels = new(StringComparer.Ordinal)
    {
        [ForestNode.Classifier] = new(null, TreeKernels.Classifier),
        [ForestNode.Regressor] = new(TreeKernels.Regressor),
        ["Abs"] = Each(ElementKernels.Unary<AbsOperation>),
        ["Add"] = Each(ElementKernels.Binary<AddOperation>),
        ["And"] = Each(ElementKernels.Comparison<AndOperation>),
        ["ArgMax"] = new(SelectionKernels.ArgMax),
        ["ArgMin"] = new(SelectionKernels.ArgMin),
        ["AveragePool"] = new(ConvolutionKernels.AveragePool),
        ["BatchNormalization"] = new(NormalisationKernels.Batch),
        ["Cast"] = Each(ShapeKernels.Cast),
        ["Ceil"] = Each(ElementKernels.Unary<CeilOperation>),
        ["Celu"] = Each((node, arguments, scratch) => ElementKernels.Unary(new CeluOperation(node.Number("alpha", 1)), arguments, scratch)),
        ["Clip"] = new(ElementKernels.Clip),
        ["Concat"] = new(ShapeKernels.Concat),
        ["Constant"] = new(ShapeKernels.Constant),
        ["ConstantOfShape"] = new(SelectionKernels.ConstantOfShape),
        ["Conv"] = new(ConvolutionKernels.Conv),
        ["Cos"] = Each(ElementKernels.Unary<CosOperation>),
        ["Div"] = Each(ElementKernels.Binary<DivOperation>),
        ["Dropout"] = Each(ShapeKernels.Identity),
        ["Elu"] = Each((node, arguments, scratch) => ElementKernels.Unary(new EluOperation(node.Number("alpha", 1)), arguments, scratch)),
        ["Equal"] = Each(ElementKernels.Comparison<EqualOperation>),
        ["Erf"] = Each(ElementKernels.Unary<ErfOperation>),
        ["Exp"] = Each(ElementKernels.Unary<ExpOperation>),
        ["Expand"] = new(SelectionKernels.Expand),
        ["Flatten"] = new(ShapeKernels.Flatten),
        ["Floor"] = Each(ElementKernels.Unary<FloorOperation>),
        ["GRU"] = new(null, RecurrentKernels.Gru),
        ["Gather"] = new(ShapeKernels.Gather),
        ["Gelu"] = Each((node, arguments, scratch) => ElementKernels.Unary(new GeluOperation(node.Text("approximate", "none") == "tanh"), arguments, scratch)),
        ["Gemm"] = new(MatrixKernels.Gemm),
        ["GlobalAveragePool"] = new(ConvolutionKernels.GlobalAveragePool),
        ["GlobalMaxPool"] = new(ConvolutionKernels.GlobalMaxPool),
        ["Greater"] = Each(ElementKernels.Comparison<GreaterOperation>),
        ["GreaterOrEqual"] = Each(ElementKernels.Comparison<GreaterOrEqualOperation>),
        ["HardSigmoid"] = Each((node, arguments, scratch) => ElementKernels.Unary(new HardSigmoidOperation(node.Number("alpha", 0.2f), node.Number("beta", 0.5f)), arguments, scratch)),
        ["HardSwish"] = Each(ElementKernels.Unary<HardSwishOperation>),
        ["Identity"] = Each(ShapeKernels.Identity),
        ["IsNaN"] = Each(ElementKernels.Unary<IsNanOperation>),
        ["LSTM"] = new(null, RecurrentKernels.Lstm),
        ["LayerNormalization"] = new(NormalisationKernels.Layer),
        ["LeakyRelu"] = Each((node, arguments, scratch) => ElementKernels.Unary(new LeakyReluOperation(node.Number("alpha", 0.01f)), arguments, scratch)),
        ["Less"] = Each(ElementKernels.Comparison<LessOperation>),
        ["LessOrEqual"] = Each(ElementKernels.Comparison<LessOrEqualOperation>),
        ["Log"] = Each(ElementKernels.Unary<LogOperation>),
        ["LogSoftmax"] = new(ReduceKernels.LogSoftmax),
        ["MatMul"] = new(MatrixKernels.MatMul),
        ["Max"] = Each(ElementKernels.Variadic<MaxOperation>),
        ["MaxPool"] = new(ConvolutionKernels.MaxPool),
        ["Mean"] = Each(ElementKernels.Mean),
        ["Min"] = Each(ElementKernels.Variadic<MinOperation>),
        ["Mish"] = Each(ElementKernels.Unary<MishOperation>),
        ["Mul"] = Each(ElementKernels.Binary<MulOperation>),
        ["Neg"] = Each(ElementKernels.Unary<NegOperation>),
        ["Not"] = Each(ElementKernels.Unary<NotOperation>),
        ["Or"] = Each(ElementKernels.Comparison<OrOperation>),
        ["PRelu"] = Each(ElementKernels.Binary<PReluOperation>),
        ["Pad"] = new(SelectionKernels.Pad),
        ["Pow"] = Each(ElementKernels.Binary<PowOperation>),
        ["RNN"] = new(null, RecurrentKernels.Rnn),
        ["Range"] = new(SelectionKernels.Range),
        ["Reciprocal"] = Each(ElementKernels.Unary<ReciprocalOperation>),
        ["ReduceL1"] = new(ReduceKernels.Absolute),
        ["ReduceL2"] = new(ReduceKernels.Length),
        ["ReduceMax"] = new(ReduceKernels.Max),
        ["ReduceMean"] = new(ReduceKernels.Mean),
        ["ReduceMin"] = new(ReduceKernels.Min),
        ["ReduceProd"] = new(ReduceKernels.Product),
        ["ReduceSum"] = new(ReduceKernels.Sum),
        ["ReduceSumSquare"] = new(ReduceKernels.Squares),
        ["Relu"] = Each(ElementKernels.Unary<ReluOperation>),
        ["Reshape"] = new(ShapeKernels.Reshape),
        ["Round"] = Each(ElementKernels.Unary<RoundOperation>),
        ["Selu"] = Each((node, arguments, scratch) => ElementKernels.Unary(new SeluOperation(node.Number("alpha", 1.6732632f), node.Number("gamma", 1.0507010f)), arguments, scratch)),
        ["Shape"] = new(ShapeKernels.ShapeOf),
        ["Sigmoid"] = Each(ElementKernels.Unary<SigmoidOperation>),
        ["Sign"] = Each(ElementKernels.Unary<SignOperation>),
        ["Sin"] = Each(ElementKernels.Unary<SinOperation>),
        ["Slice"] = new(ShapeKernels.Slice),
        ["Softmax"] = new(ReduceKernels.Softmax),
        ["Softplus"] = Each(ElementKernels.Unary<SoftplusOperation>),
        ["Softsign"] = Each(ElementKernels.Unary<SoftsignOperation>),
        ["Split"] = new(null, SelectionKernels.Split),
        ["Sqrt"] = Each(ElementKernels.Unary<SqrtOperation>),
        ["Squeeze"] = new(ShapeKernels.Squeeze),
        ["Sub"] = Each(ElementKernels.Binary<SubOperation>),
        ["Sum"] = Each(ElementKernels.Variadic<AddOperation>),
        ["Tanh"] = Each(ElementKernels.Unary<TanhOperation>),
        ["ThresholdedRelu"] = Each((node, arguments, scratch) => ElementKernels.Unary(new ThresholdedReluOperation(node.Number("alpha", 1)), arguments, scratch)),
        ["Tile"] = new(SelectionKernels.Tile),
        ["TopK"] = new(null, SelectionKernels.TopK),
        ["Transpose"] = new(ShapeKernels.Transpose),
        ["Unsqueeze"] = new(ShapeKernels.Unsqueeze),
        ["Where"] = Each(ElementKernels.Where),
    };

    public static IEnumerable<string> Names => Kernels.Keys;

    public static Kernel? Find(string operation) => Kernels.TryGetValue(operation, out var kernel) ? kernel : null;

    /// <summary>Whether every element of the result depends on the elements at its own place alone.</summary>
    public static bool IsElementwise(string operation) => Find(operation) is { Elementwise: true };

    private static Kernel Each(GraphKernel kernel) => new(kernel, Elementwise: true);
}
