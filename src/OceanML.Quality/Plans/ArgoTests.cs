namespace OceanML.Quality;

/// <summary>The tests that Argo runs in real time.</summary>
internal static class ArgoTests
{
    public static IReadOnlyDictionary<string, TestCatalogue.Maker> Types { get; } = new Dictionary<string, TestCatalogue.Maker>
    {
        ["impossible-date"] = (_, resources) => new ImpossibleDateTest(resources.Until, resources.Since),
        ["impossible-location"] = (_, _) => new ImpossibleLocationTest(),
        ["global-range"] = (_, _) => new GlobalRangeTest(),
        ["regional-range"] = (_, _) => new RegionalRangeTest(),
        ["pressure-increasing"] = (_, _) => new PressureIncreasingTest(),
        ["pressure-reversal"] = (_, _) => new PressureReversalTest(),
        ["spike"] = (_, _) => new SpikeTest(),
        ["median-spike"] = (_, _) => new MedianSpikeTest(),
        ["gradient"] = (_, _) => new GradientTest(),
        ["temperature-gradient"] = (_, _) => new TemperatureGradientTest(),
        ["digit-rollover"] = (_, _) => new DigitRolloverTest(),
        ["stuck-value"] = (_, _) => new StuckValueTest(),
        ["density-inversion"] = (_, _) => new DensityInversionTest(),
        ["unadjusted-sensor"] = (_, _) => new UnadjustedSensorTest(),
        ["dependence"] = (_, _) => new DependenceTest(),
    };
}
