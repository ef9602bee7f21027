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

    /// <summary>x Φ(x), Φ the normal distribution function (Hendrycks and Gimpel 2016, arXiv:1606.08415): the usual choice of transformers.</summary>
    Gelu,

    /// <summary>1 / (1 + exp(-x)): between 0 and 1.</summary>
    Sigmoid,

    /// <summary>ln(1 + exp(x)): positive and smooth, e.g. for what cannot be negative.</summary>
    Softplus,

    /// <summary>x above 0, exp(x) - 1 below (Clevert et al. 2016, arXiv:1511.07289).</summary>
    Elu,

    /// <summary>x above 0, x / 100 below: no unit ever dies (Maas et al. 2013).</summary>
    LeakyRelu,

    /// <summary>x itself.</summary>
    Identity,
}
