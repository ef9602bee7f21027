namespace OceanML.Quality;

/// <summary>
/// Temperature that differs from the mean of its two neighbours by more than 9 degrees Celsius (3 from 500 dbar), salinity by more than
/// 1.5 (0.5 from 500 dbar) is bad; exceeding is strict.
/// </summary>
/// <remarks>Argo test 11 to manual 3.2, retired there since and kept by IQuOD's AutoQC; not run unless named.</remarks>
public sealed class TemperatureGradientTest() : QualityTest("temperature-gradient", 33, "temperature or salinity differs too much from the mean of its neighbours")
{
    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        GradientTest.Check(this, sequence, "temperature", 9, 3);
        GradientTest.Check(this, sequence, "salinity", 1.5, 0.5);
    }
}
