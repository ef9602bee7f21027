using OceanML.Core;

namespace OceanML.Learning;

/// <summary>A column of numbers that a prediction has.</summary>
/// <param name="Name">Its name, e.g. <c>chlorophyll_sigma</c>.</param>
/// <param name="Output">The output of the graph it comes from.</param>
/// <param name="Place">Its place among the columns of that output.</param>
/// <param name="Of">The target it belongs to; null where it belongs to the row.</param>
/// <param name="Metadata">Unit, names, source.</param>
public sealed record PredictedQuantity(string Name, string Output, int Place, string? Of, ColumnMetadata Metadata);
