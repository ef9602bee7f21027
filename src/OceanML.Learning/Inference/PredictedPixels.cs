namespace OceanML.Learning;

/// <summary>Predictions on some whole rows of one time step of a field, row-major.</summary>
/// <param name="Time">The time step.</param>
/// <param name="Row">First row.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Numbers">The quantities of the model by name; NaN where there is no prediction.</param>
/// <param name="Codes">Classes, verdicts and reasons by name; -1 where there is no prediction.</param>
public sealed record PredictedPixels(
    int Time,
    int Row,
    int Rows,
    IReadOnlyDictionary<string, float[]> Numbers,
    IReadOnlyDictionary<string, sbyte[]> Codes);
