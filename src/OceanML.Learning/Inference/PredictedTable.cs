using OceanML.Core;

namespace OceanML.Learning;

/// <summary>A table with predictions, and the account of its rows.</summary>
/// <param name="Table">Every row of the input, in order; the predictions of a row that lacks a feature are missing.</param>
/// <param name="Predicted">Number of rows with a prediction.</param>
/// <param name="Rejected">Number of rows without, by reason.</param>
/// <param name="Verdicts">Number of predicted rows by applicability verdict; empty where the model has nothing to judge by.</param>
/// <param name="Warnings">What the user should know, one sentence each.</param>
public sealed record PredictedTable(
    Table Table,
    int Predicted,
    IReadOnlyDictionary<string, int> Rejected,
    IReadOnlyDictionary<ApplicabilityVerdict, int> Verdicts,
    IReadOnlyList<string> Warnings);
