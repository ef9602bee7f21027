namespace OceanML.Learning;

/// <summary>What an explainer finds for some rows.</summary>
/// <param name="members">Members explained.</param>
/// <param name="queries">Outputs explained per row.</param>
/// <param name="rows">Number of rows.</param>
/// <param name="features">Number of features.</param>
public sealed class RowShares(int members, int queries, int rows, int features)
{
    /// <summary>Members explained.</summary>
    public int Members => members;

    /// <summary>Outputs explained per row.</summary>
    public int Queries => queries;

    /// <summary>Number of rows.</summary>
    public int Rows => rows;

    /// <summary>The relevances, [members, queries, rows, features].</summary>
    public float[] Relevance { get; } = new float[members * queries * rows * features];

    /// <summary>The outputs themselves, [members, queries, rows].</summary>
    public double[] Values { get; } = new double[members * queries * rows];

    /// <summary>What the relevances count from, [members, queries, rows]: the mean over the background, the output at the baseline, or zero.</summary>
    public double[] Bases { get; } = new double[members * queries * rows];

    /// <summary>Place of a row in <see cref="Values"/> and <see cref="Bases"/>.</summary>
    public int At(int member, int query, int row) => (((member * queries) + query) * rows) + row;

    /// <summary>The relevances of a row.</summary>
    public Span<float> Of(int member, int query, int row) => Relevance.AsSpan(At(member, query, row) * features, features);
}
