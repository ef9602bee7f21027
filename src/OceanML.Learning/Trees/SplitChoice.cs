namespace OceanML.Learning;

/// <summary>The best question for a node: bins up to <paramref name="Bin"/> go left.</summary>
/// <param name="Gain">How much smaller the loss gets, twice; negative infinity where no question is allowed.</param>
/// <param name="Feature">The feature asked about.</param>
/// <param name="Bin">Last bin that goes left.</param>
/// <param name="MissingLeft">Whether missing values go left.</param>
/// <param name="LeftGradient">Sum of first derivatives on the left.</param>
/// <param name="LeftCurvature">Sum of second derivatives on the left.</param>
/// <param name="LeftCount">Rows on the left.</param>
internal readonly record struct SplitChoice(double Gain, int Feature, int Bin, bool MissingLeft, double LeftGradient, double LeftCurvature, int LeftCount)
{
    public static readonly SplitChoice None = new(double.NegativeInfinity, -1, 0, false, 0, 0, 0);

    public bool IsNone => Feature < 0;
}
