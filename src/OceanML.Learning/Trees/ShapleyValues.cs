namespace OceanML.Learning;

/// <summary>What each feature adds to one output of a model, row by row.</summary>
/// <param name="Values">[rows, features], in the unit of the output.</param>
/// <param name="Base">What the output is on average; with the values of a row it sums to the output of that row.</param>
public sealed record ShapleyValues(double[] Values, double Base);
