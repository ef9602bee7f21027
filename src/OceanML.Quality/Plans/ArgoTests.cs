namespace OceanML.Quality;

/// <summary>The tests that Argo runs in real time.</summary>
internal static class ArgoTests
{
    public static IReadOnlyDictionary<string, TestCatalogue.Maker> Types { get; } = new Dictionary<string, TestCatalogue.Maker>
    {
        ["impossible-date"] = (settings, resources) => new ImpossibleDateTest(resources.Until, resources.Since, settings),
        ["impossible-location"] = (settings, _) => new ImpossibleLocationTest(settings),
        ["global-range"] = (settings, _) => new GlobalRangeTest(settings),
        ["regional-range"] = (settings, _) => new RegionalRangeTest(settings),
        ["pressure-increasing"] = (_, _) => new PressureIncreasingTest(),
        ["pressure-reversal"] = (settings, _) => new PressureReversalTest(settings),
        ["spike"] = (settings, _) => new SpikeTest(settings),
        ["median-spike"] = (settings, _) => new MedianSpikeTest(settings),
        ["gradient"] = (settings, _) => new GradientTest(settings),
        ["temperature-gradient"] = (settings, _) => GradientTest.OfTemperature(settings),
        ["digit-rollover"] = (settings, _) => new DigitRolloverTest(settings),
        ["stuck-value"] = (settings, _) => new StuckValueTest(settings),
        ["density-inversion"] = (settings, _) => new DensityInversionTest(settings),
        ["unadjusted-sensor"] = (settings, _) => new UnadjustedSensorTest(settings),
        ["dependence"] = (settings, _) => new DependenceTest(settings),
    };
}
