using OceanML.Core;

namespace OceanML.Quality;

/// <summary>
/// Adjusts raw chlorophyll of floats: dark value, quenching and slope. The adjusted values become a column beside the raw one; adjusted values outside
/// -0.1..50 mg m-3 are bad.
/// </summary>
/// <remarks>
/// <para>
/// Argo test 63 (10.13155/35385) as in the Coriolis chain 6.5. The dark value is the median of those of the first five profiles that reach below 950 dbar; until
/// five are known, or where <c>factory_dark</c> and <c>scale</c> do not say how far it moved from the factory's, adjusted values are probably good (2); they are good
/// (1) where it moved by less than 25 %, probably bad (3) where it moved more. Where the sun is up, values from the surface to the largest one of the mixed layer
/// (above 0.9 of its depth) are set to that one and flagged as changed (5); without a mixed layer depth by day all are probably bad. Everything is divided by 2,
/// the factor by which these sensors overestimate (Roesler et al. 2017, 10.1002/lom3.10185).
/// </para>
/// <para>
/// Only values of data mode R on ascending profiles are adjusted. All profiles of a float should be in the table: the dark value of a single one is its own.
/// Settings: <c>slope</c>, <c>factory_dark</c> (counts), <c>scale</c> (mg m-3 per count), <c>largest_change</c>, <c>profiles</c>, <c>reach</c> (dbar), <c>density_step</c>
/// (kg m-3), <c>range</c>, <c>quenching</c> (false leaves it out).
/// </para>
/// </remarks>
public sealed class ChlorophyllAdjustmentTest : PlatformTest
{
    private const string Chlorophyll = "chlorophyll";
    private const char ProbablyGood = '2';
    private const char Changed = '5';

    private readonly double slope;
    private readonly double? factoryDark;
    private readonly double? scale;
    private readonly double largestChange;
    private readonly int fewestProfiles;
    private readonly double reach;
    private readonly double densityStep;
    private readonly double[] range;
    private readonly bool correctsQuenching;

    /// <summary>The test with the settings of a plan, or with its defaults.</summary>
    public ChlorophyllAdjustmentTest(Settings? settings = null)
        : base("chlorophyll-adjustment", 0, "chlorophyll outside its range after adjustment")
    {
        (slope, factoryDark, scale) = (settings?.Number("slope") ?? 2, settings?.Number("factory_dark"), settings?.Number("scale"));
        (largestChange, fewestProfiles) = (settings?.Number("largest_change") ?? 0.25, (int)(settings?.Number("profiles") ?? 5));
        (reach, densityStep) = (settings?.Number("reach") ?? 950, settings?.Number("density_step") ?? 0.03);
        range = settings?.Numbers("range", 2) ?? [-0.1, 50];
        VariableLimits.RefuseInverted(range, $"{settings?.Where}.range");
        correctsQuenching = settings?.Flag("quenching", true) ?? true;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Variables => [Chlorophyll];

    /// <inheritdoc/>
    public override void Run(IReadOnlyList<Sequence> profiles)
    {
        var darks = new List<double>();
        foreach (var profile in profiles)
        {
            if (profile.Find(Chlorophyll) is not { IsUnadjusted: true } raw || profile.Pressure is not { } pressure || ProfilePairs.IsDescending(profile)) continue;
            if (!raw.Values.AsSpan().ContainsAnyExcept(double.NaN)) continue;
            var dark = ChlorophyllDark.OfProfile(pressure.Values, raw.Values, reach);
            if (darks.Count < fewestProfiles && double.IsFinite(dark)) darks.Add(dark);
            Adjust(profile, pressure, raw, darks, profiles);
        }
    }

    private void Adjust(Sequence profile, SequenceVariable pressure, SequenceVariable raw, List<double> darks, IReadOnlyList<Sequence> profiles)
    {
        var dark = darks.Count == 0 ? 0 : MedianFilter.Median(darks.ToArray());
        var quality = darks.Count < fewestProfiles || factoryDark is null || scale is null ? ProbablyGood
            : Math.Abs(dark / scale.Value) < largestChange * factoryDark.Value ? ArgoFlag.Good
            : ArgoFlag.ProbablyBad;
        var (values, flags) = (new double[raw.Values.Length], new char[raw.Values.Length]);
        for (var level = 0; level < values.Length; level++)
        {
            values[level] = raw.Values[level] - dark;
            flags[level] = double.IsNaN(values[level]) ? ArgoFlag.Missing : raw.Flags[level] == ArgoFlag.Bad ? ArgoFlag.Bad : quality;
        }

        if (correctsQuenching && SolarPosition.Elevation(profile.Time, profile.Latitude, profile.Longitude) > 0) CorrectQuenching(profile, pressure, values, flags, profiles);
        for (var level = 0; level < values.Length; level++)
        {
            if (double.IsNaN(values[level])) continue;
            values[level] /= slope;
            if (values[level] >= range[0] && values[level] <= range[1]) continue;
            flags[level] = ArgoFlag.Bad;
            raw.Raise(level, raw.Flags[level], this);
        }

        raw.Adjust(values, flags);
    }

    private void CorrectQuenching(Sequence profile, SequenceVariable pressure, double[] values, char[] flags, IReadOnlyList<Sequence> profiles)
    {
        var levels = new List<int>(values.Length);
        for (var level = 0; level < values.Length; level++)
        {
            if (!double.IsNaN(values[level]) && flags[level] is not (ArgoFlag.ProbablyBad or ArgoFlag.Bad) && ProfilePairs.IsGood(pressure, level)) levels.Add(level);
        }

        if (levels.Count == 0) return;
        var mixedLayer = MixedLayerOf(profile, profiles);
        if (double.IsNaN(mixedLayer))
        {
            foreach (var level in levels) flags[level] = ArgoFlag.ProbablyBad;
            return;
        }

        if (Quenching.Maximum([.. levels.Select(level => pressure.Values[level])], [.. levels.Select(level => values[level])], mixedLayer) is not { } maximum) return;
        for (var level = 0; level < values.Length; level++)
        {
            if (double.IsNaN(values[level]) || !(pressure.Values[level] <= maximum.Pressure)) continue;
            values[level] = maximum.Chlorophyll;
            if (flags[level] != ArgoFlag.Bad) flags[level] = Changed;
        }
    }

    /// <summary>The mixed layer of the profile, from its own temperature and salinity or from the sampling scheme that has most of them.</summary>
    private double MixedLayerOf(Sequence profile, IReadOnlyList<Sequence> profiles)
    {
        var best = GoodLevels(profile);
        var at = profile;
        foreach (var other in profiles)
        {
            if (ReferenceEquals(other, profile) || other.Profile is null || other.Profile != profile.Profile) continue;
            if (GoodLevels(other) is { Count: var count } levels && count > best.Count) (best, at) = (levels, other);
        }

        if (best.Count == 0) return double.NaN;
        var (pressure, temperature, salinity) = (at.Pressure!.Values, at.Find("temperature")!.Values, at.Find("salinity")!.Values);
        return MixedLayer.Depth(
            [.. best.Select(level => pressure[level])], [.. best.Select(level => temperature[level])], [.. best.Select(level => salinity[level])], densityStep);
    }

    private static List<int> GoodLevels(Sequence profile)
    {
        var levels = new List<int>();
        if (profile.Pressure is null || profile.Find("temperature") is not { } temperature || profile.Find("salinity") is not { } salinity) return levels;
        for (var level = 0; level < temperature.Values.Length; level++)
        {
            if (ProfilePairs.IsGood(profile, temperature, level) && ProfilePairs.IsGood(salinity, level)) levels.Add(level);
        }

        return levels;
    }
}
