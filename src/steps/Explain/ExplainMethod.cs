using OceanML.Core;

namespace OceanML.Steps;

/// <summary>How the model is explained.</summary>
internal enum ExplainMethod
{
    Shap,
    ShapGradient,
    ShapTree,
    ShapExact,
    ShapKernel,
    ShapPermutation,
    Lrp,
    LrpAlphaBeta,
    GradientInput,
    IntegratedGradients,
    Lime,
    Permutation,
}

/// <summary>The names of the methods on the command line and what they need.</summary>
internal static class ExplainMethods
{
    private static readonly (string Name, ExplainMethod Method, string Words)[] All =
    [
        ("shap", ExplainMethod.Shap, "Shapley values as the model allows: exact for trees and small tables, else approximated"),
        ("shap-gradient", ExplainMethod.ShapGradient, "expected gradients, an approximation of Shapley values"),
        ("shap-tree", ExplainMethod.ShapTree, "exact Shapley values of trees"),
        ("shap-exact", ExplainMethod.ShapExact, "exact Shapley values by enumeration"),
        ("shap-kernel", ExplainMethod.ShapKernel, "Shapley values by weighted least squares over sampled sets of features"),
        ("shap-permutation", ExplainMethod.ShapPermutation, "Shapley values by sampled orders of features"),
        ("lrp", ExplainMethod.Lrp, "layer-wise relevance propagation, epsilon rule"),
        ("lrp-alpha-beta", ExplainMethod.LrpAlphaBeta, "layer-wise relevance propagation, alpha-beta rule"),
        ("gradient-input", ExplainMethod.GradientInput, "gradient times distance from the baseline"),
        ("integrated-gradients", ExplainMethod.IntegratedGradients, "integrated gradients from the baseline"),
        ("lime", ExplainMethod.Lime, "local linear fits (LIME)"),
        ("permutation", ExplainMethod.Permutation, "permutation importance, feature by feature and by groups"),
    ];

    public static IEnumerable<string> Names => All.Select(one => one.Name);

    public static ExplainMethod Parse(string name) => All.FirstOrDefault(one => one.Name == name) is { Name: not null } found ? found.Method
        : throw OceanException.Usage($"--method '{name}' is not known; it is one of {string.Join(", ", Names)}");

    public static string Name(ExplainMethod method) => All.First(one => one.Method == method).Name;

    public static string Words(ExplainMethod method) => All.First(one => one.Method == method).Words;

    /// <summary>Whether the method looks into layers and so explains every member of an ensemble by itself.</summary>
    public static bool NeedsLayers(ExplainMethod method) =>
        method is ExplainMethod.ShapGradient or ExplainMethod.Lrp or ExplainMethod.LrpAlphaBeta or ExplainMethod.GradientInput or ExplainMethod.IntegratedGradients;

    /// <summary>Whether each row costs thousands of evaluations, so that a sample is explained unless asked otherwise.</summary>
    public static bool IsSlow(ExplainMethod method) => method is ExplainMethod.ShapExact or ExplainMethod.ShapKernel or ExplainMethod.ShapPermutation or ExplainMethod.Lime;

    /// <summary>Whether features are compared with background rows.</summary>
    public static bool UsesBackground(ExplainMethod method) => method is ExplainMethod.ShapGradient or ExplainMethod.ShapTree || IsSlow(method);
}
