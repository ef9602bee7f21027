using OceanML.Core;

namespace OceanML.Quality;

/// <summary>
/// Values outside what the ocean can show are bad; a pressure from -5 to -2.4 dbar is probably bad, and so are the temperature and
/// salinity measured there. Limits themselves pass, except -2.4 dbar.
/// </summary>
/// <remarks>
/// Argo test 6. A pressure below -5 dbar makes every value of the level bad (see <see cref="DependenceTest"/>). Settings: <c>ranges</c> (per
/// variable, smallest and largest that pass; those not named keep theirs), <c>pressure</c> (bad below the first, probably bad to the second).
/// </remarks>
public sealed class GlobalRangeTest : QualityTest
{
    private readonly Dictionary<string, (double Minimum, double Maximum)> ranges = new(Ranges, StringComparer.Ordinal);
    private readonly double[] pressures;

    /// <summary>The test with the settings of a plan, or with its defaults.</summary>
    public GlobalRangeTest(Settings? settings = null)
        : base("global-range", 6, "value outside the global range of its variable")
    {
        foreach (var (name, limits) in VariableLimits.ReadRanges(settings, "ranges")) ranges[name] = (limits[0], limits[1]);
        pressures = settings?.Numbers("pressure", 2) ?? [PressureBad, PressureProbablyBad];
        VariableLimits.RefuseInverted(pressures, $"{settings?.Where}.pressure");
        Variables = [.. ranges.Keys];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Variables { get; }

    /// <summary>Smallest pressure (dbar) that is not bad.</summary>
    public const double PressureBad = -5;

    /// <summary>Largest pressure (dbar) that is probably bad.</summary>
    public const double PressureProbablyBad = -2.4;

    /// <summary>Smallest and largest value that pass, in the unit of the canonical variable.</summary>
    public static IReadOnlyDictionary<string, (double Minimum, double Maximum)> Ranges { get; } = new Dictionary<string, (double, double)>
    {
        ["temperature"] = (-2.5, 40),
        ["salinity"] = (2, 41),
        ["oxygen"] = (-5, 600),
        ["chlorophyll"] = (-0.2, 100),
        ["ph"] = (7.3, 8.5),
        ["nitrate"] = (-2, 50),
        ["irradiance380"] = (-1, 1.7),
        ["irradiance412"] = (-1, 2.9),
        ["irradiance443"] = (-1, 3.2),
        ["irradiance490"] = (-1, 3.4),
        ["irradiance665"] = (-1, 2.8),
        ["par"] = (-1, 4672),
    };

    /// <inheritdoc/>
    public override void Run(Sequence sequence)
    {
        if (sequence.Pressure is { } pressure) RunOnPressure(sequence, pressure);
        foreach (var (name, (minimum, maximum)) in ranges)
        {
            if (sequence.Find(name) is not { } variable) continue;
            variable.JudgeAll();
            for (var level = 0; level < variable.Values.Length; level++)
            {
                var value = variable.Values[level];
                if (value < minimum || value > maximum) variable.Raise(level, ArgoFlag.Bad, this);
            }
        }
    }

    private void RunOnPressure(Sequence sequence, SequenceVariable pressure)
    {
        pressure.JudgeAll();
        for (var level = 0; level < pressure.Values.Length; level++)
        {
            var value = pressure.Values[level];
            if (!(value <= pressures[1])) continue;
            var flag = value < pressures[0] ? ArgoFlag.Bad : ArgoFlag.ProbablyBad;
            pressure.Raise(level, flag, this);
            sequence.Find("temperature")?.Raise(level, flag, this);
            sequence.Find("salinity")?.Raise(level, flag, this);
        }
    }
}
