using OceanML.Core;

namespace OceanML.Learning;

/// <summary>A matrix product with constant weights, the row added to it and the activation after it, in one pass; the kernels of <see cref="DenseLayer"/>.</summary>
internal sealed unsafe class PackedDense
{
    private readonly int inner;
    private readonly int outer;
    private readonly float[] weights;
    private readonly float[] bias;

    /// <param name="weights">[inputs, outputs].</param>
    /// <param name="bias">[outputs], or null for none.</param>
    /// <param name="activation">What is done with the sums.</param>
    public PackedDense(GraphTensor weights, float[]? bias, Activation activation)
    {
        (inner, outer, Activation) = (weights.Shape[0], weights.Shape[1], activation);
        var block = ParameterBlock.Weights("weight", inner, outer);
        this.weights = new float[block.Size];
        block.Pad(weights.Floats, this.weights);
        this.bias = new float[SignalShape.Pad(outer)];
        bias?.CopyTo(this.bias, 0);
    }

    private PackedDense(PackedDense other, Activation activation) =>
        (inner, outer, weights, bias, Activation) = (other.inner, other.outer, other.weights, other.bias, activation);

    /// <summary>What is done with the sums.</summary>
    public Activation Activation { get; }

    /// <summary>Number of outputs.</summary>
    public int Outputs => outer;

    /// <summary>The same with an activation.</summary>
    public PackedDense With(Activation activation) => new(this, activation);

    public GraphTensor Run(GraphNode node, GraphTensor?[] arguments, GraphScratch scratch)
    {
        var x = arguments[0]!;
        if (x.Shape.Length < 2 || x.Shape[^1] != inner) throw new ArgumentException("the matrices do not fit");
        var shape = (int[])x.Shape.Clone();
        shape[^1] = outer;
        var rows = x.Length / Math.Max(inner, 1);
        var y = scratch.Floats(rows * outer);
        fixed (float* px = ElementKernels.Floats(x), pw = weights, pb = bias, py = y) DenseKernels.Affine(Activation, px, pw, pb, py, rows, inner, outer);
        return GraphTensor.OfFloats("", y, shape);
    }
}
