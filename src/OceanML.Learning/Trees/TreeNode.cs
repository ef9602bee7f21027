namespace OceanML.Learning;

/// <summary>
/// A node of a <see cref="Tree"/>: rows whose feature is at most the threshold go left, larger ones right, missing ones (NaN) where
/// <paramref name="MissingLeft"/> says.
/// </summary>
/// <param name="Feature">Index of the feature; -1 for a leaf.</param>
/// <param name="Threshold">Largest value that goes left.</param>
/// <param name="Left">Index of the left child; for a leaf its number.</param>
/// <param name="Right">Index of the right child.</param>
/// <param name="MissingLeft">Whether missing values go left.</param>
/// <param name="Cover">Weight of the training rows that came through; 0 where unknown (a model file of another tool).</param>
public readonly record struct TreeNode(int Feature, float Threshold, int Left, int Right, bool MissingLeft, float Cover)
{
    /// <summary>Whether this is a leaf.</summary>
    public bool IsLeaf => Feature < 0;

    /// <summary>Number of the leaf in its tree.</summary>
    public int Leaf => Left;

    /// <summary>A leaf.</summary>
    public static TreeNode OfLeaf(int leaf, float cover) => new(-1, 0, leaf, -1, false, cover);

    /// <summary>The child a value goes to.</summary>
    public int Next(float value) => value <= Threshold || (MissingLeft && float.IsNaN(value)) ? Left : Right;
}
