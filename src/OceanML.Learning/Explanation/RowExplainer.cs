namespace OceanML.Learning;

/// <summary>
/// A method that splits an output of one model (one member of an ensemble) into a share for each feature, row by row: the relevance
/// of the feature. Shares, base value and what the method leaves over (the residual) sum to the output.
/// </summary>
/// <remarks>Thread-safe: rows may be explained in any order on any number of threads, with the same result.</remarks>
public abstract class RowExplainer
{
    /// <summary>Declares an explainer.</summary>
    protected RowExplainer(int featureCount, int outputCount) => (FeatureCount, OutputCount) = (featureCount, outputCount);

    /// <summary>Number of features.</summary>
    public int FeatureCount { get; }

    /// <summary>Number of outputs of the model.</summary>
    public int OutputCount { get; }

    /// <summary>Rows that are best explained together.</summary>
    public virtual int BlockRows => 64;

    /// <summary>Explains rows.</summary>
    /// <param name="rows">[count, features].</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="firstRow">Number of the first of them in the table; random numbers of a row hang on its number alone.</param>
    /// <param name="outputs">Which output is explained, [queries, count]: it may differ from row to row, as the predicted class does.</param>
    /// <param name="relevance">Filled with [queries, count, features].</param>
    /// <param name="values">Filled with the outputs themselves, [queries, count].</param>
    /// <param name="bases">
    /// Filled with what relevances count from, [queries, count]: the mean over the background, the output at the baseline, or zero.
    /// </param>
    public abstract void Explain(float[] rows, int count, int firstRow, int[] outputs, float[] relevance, double[] values, double[] bases);
}
