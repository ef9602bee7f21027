namespace OceanML.Learning;

/// <summary>What a hidden layer does with its sums.</summary>
public enum Activation
{
    /// <summary>Hyperbolic tangent: smooth and bounded, the usual choice for small regression networks.</summary>
    Tanh,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>x / (1 + exp(-x)), also called swish (Ramachandran et al. 2017, arXiv:1710.05941): smooth, unbounded above.</summary>
    Silu,
}
