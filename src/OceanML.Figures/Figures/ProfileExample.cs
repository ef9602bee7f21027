namespace OceanML.Figures;

/// <summary>One profile, measured and predicted.</summary>
/// <param name="Name">What it is called, above its panel.</param>
/// <param name="Remark">Why it is shown, e.g. <c>median error</c>.</param>
/// <param name="Measured">Value per depth; NaN where missing.</param>
/// <param name="Predicted">Value per depth; NaN where missing.</param>
/// <param name="Low">Lower end of the prediction's one-sigma interval per depth, or empty.</param>
/// <param name="High">Upper end of the prediction's one-sigma interval per depth, or empty.</param>
public sealed record ProfileExample(string Name, string Remark, double[] Measured, double[] Predicted, double[] Low, double[] High);
