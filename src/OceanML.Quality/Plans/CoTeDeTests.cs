using OceanML.Core;

namespace OceanML.Quality;

/// <summary>The tests of CoTeDe, made from settings with the names that it gives them.</summary>
internal static class CoTeDeTests
{
    public static IReadOnlyDictionary<string, TestCatalogue.Maker> Types { get; } = new Dictionary<string, TestCatalogue.Maker>
    {
        ["cotede-gradient"] = (settings, _) => new CoTeDeGradientTest(QartodTests.Limits(settings, Limits)),
        ["cotede-spike"] = (settings, _) => new CoTeDeSpikeTest(QartodTests.Limits(settings, Limits)),
        ["cotede-tukey53h"] = (settings, _) => new CoTeDeTukey53HTest(QartodTests.Limits(settings, Normalised)),
        ["cotede-digit-rollover"] = (settings, _) => new CoTeDeRateOfChangeTest("cotede-digit-rollover", QartodTests.Limits(settings, Limits)),
        ["cotede-rate-of-change"] = (settings, _) => new CoTeDeRateOfChangeTest("cotede-rate-of-change", QartodTests.Limits(settings, Limits)),
        ["cotede-cumulative-rate-of-change"] = (settings, _) => new CoTeDeCumulativeRateOfChangeTest(QartodTests.Limits(settings, Remembering)),
        ["cotede-density-step"] = (settings, _) => new CoTeDeDensityStepTest(settings.Number("threshold", -0.03)),
    };

    private static CoTeDeLimits Limits(Settings settings) =>
        settings.Number("threshold") is { } threshold
            ? new CoTeDeLimits(threshold)
            : new CoTeDeLimits(QartodTests.Required(settings, "shallow_max"), QartodTests.Required(settings, "deep_max"), settings.Number("pressure_threshold", 500));

    private static CoTeDeLimits Normalised(Settings settings) => Limits(settings) with { IsNormalised = settings.Flag("normalised", true) };

    private static CoTeDeLimits Remembering(Settings settings)
    {
        var memory = settings.Number("memory", 0.8);
        return memory is >= 0 and < 1 ? Limits(settings) with { Memory = memory } : throw OceanException.BadInput($"{settings.Where}: memory must be from 0 to less than 1");
    }
}
