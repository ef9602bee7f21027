namespace OceanML.Learning;

/// <summary>What each tree of a random forest is grown on.</summary>
public enum ForestSampling
{
    /// <summary>
    /// Whole groups (platforms, cruises), as many as there are, drawn with replacement: rows left out of a tree are then of groups it never
    /// saw, so out-of-bag scores are honest. With fewer than twenty groups, rows.
    /// </summary>
    Groups,

    /// <summary>Rows, as many as there are, drawn with replacement (Breiman 2001, doi:10.1023/A:1010933404324).</summary>
    Rows,

    /// <summary>All rows, every tree the same ones; trees differ by the features tried alone.</summary>
    All,
}
