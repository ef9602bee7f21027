using OceanML.Core;

namespace OceanML.Colocation.Tests;

public sealed class OpticalLayerTests
{
    [Fact]
    public void Kd_from_chlorophyll_is_that_of_Morel()
    {
        // 0.0166 + 0.07242 Chl^0.68955: pure sea water, and 1 mg m-3.
        Assert.Equal(0.0166, Attenuation.Morel(0), 15);
        Assert.Equal(0.08902, Attenuation.Morel(1), 15);
        Assert.Equal(0.0166 + (0.07242 * 0.20438546), Attenuation.Morel(0.1), 1e-8);
        Assert.Equal(0.0166, Attenuation.Morel(-0.2), 15);
    }

    [Fact]
    public void A_well_mixed_layer_has_its_own_value_and_reaches_to_the_first_optical_depth()
    {
        var result = OpticalLayer.Reduce(Profile([5, 10, 20, 30, 60], [1, 1, 1, 1, 1]), Attenuation.Parse("morel"));
        Assert.Equal(1, result.Profiles.Numbers("chlorophyll")[0], 12);
        Assert.Equal(1 / 0.08902, result.Profiles.Numbers("surface_depth")[0], 9);
        Assert.Equal(2, result.Profiles.Numbers("surface_levels")[0]);
        Assert.Equal((5L, 0L, 0L, 0L), (result.Levels, result.WithoutLevel, result.WithoutAttenuation, result.Uncovered));
    }

    [Theory]
    [InlineData(new double[] { 0, 100 })]
    [InlineData(new double[] { 0, 3, 9.5, 10, 40 })]
    [InlineData(new double[] { 0, 2, 4, 6, 8, 10, 12 })]
    public void A_straight_profile_has_the_mean_of_the_integral_whatever_its_sampling(double[] depths)
    {
        // ∫ z exp(-2Kz) dz / ∫ exp(-2Kz) dz from 0 to 1/K is (1 - 3 e^-2) / (1 - e^-2) / 2K: 0.3435 of the first optical depth.
        const double Kd = 0.1;
        var table = Profile(depths, [.. depths.Select(depth => 2 + (0.05 * depth))]).With(new NumberColumn("Kd_490", [.. depths.Select(_ => Kd)]));
        var result = OpticalLayer.Reduce(table, Attenuation.Parse("Kd_490"));
        var centre = (1 - (3 * Math.Exp(-2))) / (1 - Math.Exp(-2)) / (2 * Kd);
        Assert.Equal(3.4348, centre, 4);
        Assert.Equal(2 + (0.05 * centre), result.Profiles.Numbers("chlorophyll")[0], 10);
    }

    [Fact]
    public void Random_profiles_agree_with_quadrature_in_small_steps()
    {
        var random = new Random(11);
        for (var again = 0; again < 300; again++)
        {
            var depths = new List<double> { random.NextDouble() * 4 };
            while (depths.Count < 12) depths.Add(depths[^1] + 0.5 + (random.NextDouble() * 9));
            double[] values = [.. depths.Select(_ => random.NextDouble() * 5)];
            double[] kd = [.. depths.Select(_ => 0.03 + (random.NextDouble() * 0.2))];
            var table = Profile([.. depths], values).With(new NumberColumn("Kd", kd));
            var result = OpticalLayer.Reduce(table, Attenuation.Parse("Kd")).Profiles;
            var (sum, weight, tau, step) = (0.0, 0.0, 0.0, 0.001);
            var z = 0.0;
            for (; tau < 1; z += step)
            {
                var middle = z + (step / 2);
                var next = tau + (step * At(depths, kd, middle));
                var share = Math.Exp(-tau - next);
                (sum, weight, tau) = (sum + (share * At(depths, values, middle)), weight + share, next);
            }

            // Kd varies a lot between levels here, and τ is taken as straight over eighths of them.
            Assert.Equal(z, result.Numbers("surface_depth")[0], 0.01);
            if (z < depths[^1]) Assert.Equal(sum / weight, result.Numbers("chlorophyll")[0], 0.005);
        }
    }

    [Fact]
    public void With_Kd_from_chlorophyll_the_mean_is_the_chlorophyll_it_was_computed_with()
    {
        var random = new Random(5);
        for (var again = 0; again < 300; again++)
        {
            // Deep maxima and surface blooms alike, over three decades.
            var peak = random.NextDouble() * 80;
            double[] depths = [.. Enumerable.Range(0, 60).Select(i => 2.0 + (3 * i))];
            var (floor, top, width) = (Math.Pow(10, -2 + random.NextDouble()), Math.Pow(10, -1 + (2 * random.NextDouble())), 5 + (random.NextDouble() * 25));
            double[] values = [.. depths.Select(depth => floor + (top * Math.Exp(-Math.Pow((depth - peak) / width, 2))))];
            var profile = OpticalLayer.Reduce(Profile(depths, values), Attenuation.Parse("morel")).Profiles;
            Assert.Equal(1 / Attenuation.Morel(profile.Numbers("chlorophyll")[0]), profile.Numbers("surface_depth")[0], 1e-6 * profile.Numbers("surface_depth")[0]);
        }
    }

    [Fact]
    public void Without_Kd_a_profile_is_left_out_and_counted_and_impossible_Kd_is_none()
    {
        var table = new Table(
        [
            new TextColumn("platform", ["A", "A", "B", "B", "C", "C"]),
            new NumberColumn("depth", [1, 60, 1, 60, 1, 60]),
            new NumberColumn("Kd_490", [0.05, double.NaN, double.NaN, double.NaN, -999, 0.0159], new ColumnMetadata("m-1")),
            new NumberColumn("bbp700", [0.001, 0.001, 0.002, 0.002, 0.003, 0.003]),
        ]);
        var result = OpticalLayer.Reduce(table, Attenuation.Parse("Kd_490"));
        Assert.Equal(["A"], result.Profiles.Texts("platform"));
        Assert.Equal(2, result.WithoutAttenuation);
        Assert.Equal(2, result.Rejected["no_attenuation"]);
        Assert.Equal(0.001, result.Profiles.Numbers("bbp700")[0], 15);
    }

    [Fact]
    public void A_variable_that_covers_too_little_of_the_light_or_begins_too_deep_is_missing()
    {
        // 1/Kd is 20 m. Levels to 5 m carry (1 - e^-0.5) / (1 - e^-2) = 45.5 % of the weight, to 6 m 52 %.
        var table = new Table(
        [
            new NumberColumn("depth", [1, 5, 6, 30, 40]),
            new TextColumn("platform", ["A", "A", "A", "A", "A"]),
            new NumberColumn("Kd", [0.05, 0.05, 0.05, 0.05, 0.05]),
            new NumberColumn("five", [1, 1, double.NaN, double.NaN, double.NaN]),
            new NumberColumn("six", [1, 1, 1, double.NaN, double.NaN]),
            new NumberColumn("deep", [double.NaN, double.NaN, double.NaN, 1, 1]),
        ]);
        var result = OpticalLayer.Reduce(table, Attenuation.Parse("Kd"));
        Assert.True(double.IsNaN(result.Profiles.Numbers("five")[0]));
        Assert.Equal(1, result.Profiles.Numbers("six")[0], 12);
        Assert.True(double.IsNaN(result.Profiles.Numbers("deep")[0]));
        Assert.Equal(2, result.Uncovered);
    }

    [Fact]
    public void Bad_flags_of_values_and_of_chlorophyll_count()
    {
        var table = Profile([1, 10, 50], [9, 1, 1]).With(new TextColumn("chlorophyll_qc", ["4", "1", "1"]));
        Assert.Equal(1, OpticalLayer.Reduce(table, Attenuation.Parse("morel")).Profiles.Numbers("chlorophyll")[0], 12);
        Assert.True(OpticalLayer.Reduce(table, Attenuation.Parse("morel"), goodFlagsOnly: false).Profiles.Numbers("chlorophyll")[0] > 2);
    }

    [Fact]
    public void Bad_values_are_counted_down_to_the_first_optical_depth()
    {
        var table = Profile([1, 10, 50, 80], [1, 1, 1, 1]).With(new TextColumn("chlorophyll_qc", ["1", "4", "4", "1"]));
        Assert.Equal(1, OpticalLayer.Reduce(table, Attenuation.Parse("morel")).BadValues);
    }

    [Fact]
    public void The_options_say_what_is_meant()
    {
        Assert.Equal(10, SurfaceReduction.Parse("10").Bottom);
        Assert.Equal(7.5, SurfaceReduction.Parse("7.5 m").Bottom);
        Assert.Equal("the mean down to 10 m", SurfaceReduction.Parse("10").Description);
        Assert.Equal(new Attenuation(null, true), SurfaceReduction.Parse("optical").Attenuation);
        Assert.Equal(new Attenuation("CHLA", true), SurfaceReduction.Parse("optical", "morel:CHLA").Attenuation);
        Assert.Equal(new Attenuation("Kd_490", false), SurfaceReduction.Parse("Optical", "Kd_490").Attenuation);
        foreach (var text in new[] { "10", "7.5", "optical:morel", "optical:morel:CHLA", "optical:Kd_490" })
        {
            Assert.Equal(text, SurfaceReduction.Parse(text).ToString());
            Assert.Equal(SurfaceReduction.Parse(text), SurfaceReduction.Parse(SurfaceReduction.Parse(text).ToString()));
        }

        foreach (var (surface, kd) in new[] { ("0", null), ("-3", null), ("deep", null), ("NaN", null), ("10", "morel") })
            Assert.Equal(ExitCode.Usage, Assert.Throws<OceanException>(() => SurfaceReduction.Parse(surface, kd)).Code);
        var failure = Assert.Throws<OceanException>(() => SurfaceReduction.Parse("optical", "Kd").Reduce(Profile([1, 2], [1, 1])));
        Assert.Contains("no column 'Kd'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("in 'mg m-3'", Assert.Throws<OceanException>(() => SurfaceReduction.Parse("optical", "chlorophyll").Reduce(Profile([1, 2], [1, 1]))).Message, StringComparison.Ordinal);
    }

    private static double At(List<double> depths, double[] values, double depth)
    {
        if (depth <= depths[0]) return values[0];
        var i = depths.FindIndex(other => other > depth);
        return i < 0 ? values[^1] : values[i - 1] + ((values[i] - values[i - 1]) * (depth - depths[i - 1]) / (depths[i] - depths[i - 1]));
    }

    private static Table Profile(double[] depths, double[] chlorophyll) => new(
    [
        new TextColumn("platform", [.. depths.Select(_ => "A")]),
        new NumberColumn("depth", depths),
        new NumberColumn("chlorophyll", chlorophyll, new ColumnMetadata("mg m-3")),
    ]);
}
