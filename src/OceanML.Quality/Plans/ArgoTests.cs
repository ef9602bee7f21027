namespace OceanML.Quality;

/// <summary>The tests that Argo runs in real time.</summary>
internal static class ArgoTests
{
    public static IReadOnlyDictionary<string, TestCatalogue.Maker> Types { get; } = new Dictionary<string, TestCatalogue.Maker>
    {
        ["platform-identification"] = (settings, _) => new PlatformIdentificationTest(settings),
        ["impossible-date"] = (settings, resources) => new ImpossibleDateTest(resources.Until, resources.Since, settings),
        ["impossible-location"] = (settings, _) => new ImpossibleLocationTest(settings),
        ["impossible-speed"] = (settings, _) => new ImpossibleSpeedTest(settings),
        ["grey-list"] = (_, resources) => new GreyListTest(resources.GreyList, resources.Vocabulary),
        ["deepest-pressure"] = (settings, _) => new DeepestPressureTest(settings),
        ["near-surface-salinity"] = (settings, _) => new NearSurfaceSalinityTest(settings),
        ["near-surface-air"] = (settings, _) => new NearSurfaceAirTest(settings),
        ["global-range"] = (settings, _) => new GlobalRangeTest(settings),
        ["regional-range"] = (settings, _) => new RegionalRangeTest(settings),
        ["pressure-increasing"] = (_, _) => new PressureIncreasingTest(),
        ["pressure-reversal"] = (settings, _) => new PressureReversalTest(settings),
        ["spike"] = (settings, _) => new SpikeTest(settings),
        ["median-spike"] = (settings, _) => new MedianSpikeTest(settings),
        ["gradient"] = (settings, _) => new GradientTest(settings),
        ["temperature-gradient"] = (settings, _) => GradientTest.OfTemperature(settings),
        ["medd"] = (settings, _) => new MeddTest(settings),
        ["digit-rollover"] = (settings, _) => new DigitRolloverTest(settings),
        ["stuck-value"] = (settings, _) => new StuckValueTest(settings),
        ["density-inversion"] = (settings, _) => new DensityInversionTest(settings),
        ["sensor-drift"] = (settings, _) => new SensorDriftTest(settings),
        ["frozen-profile"] = (settings, _) => new FrozenProfileTest(settings),
        ["deep-float"] = (settings, _) => new DeepFloatTest(settings),
        ["cell-temperature"] = (settings, _) => new CellTemperatureTest(settings),
        ["nitrate-spectrum"] = (settings, _) => new NitrateSpectrumTest(settings),
        ["backscatter-missing"] = (settings, _) => new BackscatterMissingTest(settings),
        ["backscatter-deep"] = (settings, _) => new BackscatterDeepTest(settings),
        ["backscatter-negative"] = (settings, _) => new BackscatterNegativeTest(settings),
        ["backscatter-noisy"] = (settings, _) => new BackscatterNoisyTest(settings),
        ["backscatter-parking"] = (settings, _) => new BackscatterParkingTest(settings),
        ["chlorophyll-adjustment"] = (settings, _) => new ChlorophyllAdjustmentTest(settings),
        ["unadjusted-sensor"] = (settings, _) => new UnadjustedSensorTest(settings),
        ["dependence"] = (settings, _) => new DependenceTest(settings),
    };
}
