namespace OceanML.Learning;

/// <summary>
/// A method that splits an output of a model into a share for each feature, row by row: the relevance of the feature. Base value,
/// shares and what the method leaves over (the residual) sum to the output. The members of an ensemble may be explained each by itself.
/// </summary>
/// <remarks>Thread-safe: rows may be explained in any order on any number of threads, with the same result.</remarks>
public abstract class RowExplainer
{
    /// <summary>Declares an explainer.</summary>
    protected RowExplainer(int featureCount, int outputCount, int memberCount = 1) => (FeatureCount, OutputCount, MemberCount) = (featureCount, outputCount, memberCount);

    /// <summary>Number of features.</summary>
    public int FeatureCount { get; }

    /// <summary>Number of outputs of the model.</summary>
    public int OutputCount { get; }

    /// <summary>Number of members explained each by itself; 1 where the model is explained as a whole.</summary>
    public int MemberCount { get; }

    /// <summary>Rows that are best explained together.</summary>
    public virtual int BlockRows => 64;

    /// <summary>Explains rows.</summary>
    /// <param name="rows">[rows, features].</param>
    /// <param name="firstRow">Number of the first of them in the table; random numbers of a row hang on its number alone.</param>
    /// <param name="outputs">Which output is explained, [queries, rows]: it may differ from row to row, as the predicted class does.</param>
    /// <param name="shares">Receives the result; all zero before.</param>
    public abstract void Explain(float[] rows, int firstRow, int[] outputs, RowShares shares);
}
