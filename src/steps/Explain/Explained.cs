using OceanML.Core;
using OceanML.Learning;

namespace OceanML.Steps;

/// <summary>Everything that a run found, for tables, figures and the summary.</summary>
internal sealed record Explained(
    ExplainableModel Model,
    string ModelName,
    ExplainMethod Method,
    string Settings,
    string Space,
    Table Table,
    int[] Rows,
    float[] Features,
    Background? Background,
    string BackgroundSource,
    IReadOnlyList<ExplainedPart> Parts,
    IReadOnlyList<Attributions> Attributions,
    IReadOnlyList<FeatureGroup> Groups,
    IReadOnlyList<FeatureEffect> Effects,
    ExplainCheck? Check)
{
    /// <summary>Number of members explained each by itself.</summary>
    public int Members => Attributions.Count > 0 ? Attributions[0].Members : 1;
}

/// <summary>How far the fast form of Shapley values is from a sampled one without its bias, on a few rows.</summary>
/// <param name="Rows">Rows compared.</param>
/// <param name="Difference">Root mean square difference as a share of the root mean square relevance.</param>
/// <param name="Agreement">Mean rank correlation, per row, of the relevances of the features.</param>
internal sealed record ExplainCheck(int Rows, double Difference, double Agreement);
