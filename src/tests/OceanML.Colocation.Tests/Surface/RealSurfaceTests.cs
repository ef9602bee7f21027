using System.Globalization;
using OceanML.Core;
using OceanML.Formats.Observations;
using OceanML.Tests;

namespace OceanML.Colocation.Tests;

/// <summary>Profiles of BGC-Argo floats, reduced both ways: the real files, where they are at hand.</summary>
public sealed class RealSurfaceTests
{
    [Theory]
    [InlineData("coriolis_6903247/SR6903247_001.nc")]
    [InlineData("coriolis_6903247/SR6903247_005.nc")]
    [InlineData("coriolis_6903247/SR6903247_010.nc")]
    [InlineData("coriolis_6903247/SR6903247_020.nc")]
    [InlineData("coriolis_6903247/SR6903247_030.nc")]
    [InlineData("coriolis_6903247/SR6903247_060.nc")]
    [InlineData("single/SD5903586_001.nc")]
    public void The_optical_mean_is_that_of_quadrature_and_not_far_from_the_mean_of_the_upper_ten_metres(string file)
    {
        var levels = ObservationFile.Read(SharedData.Path($"data/argo/{file}")).Table;
        var reduced = SurfaceReduction.Parse("optical").Reduce(levels);
        Assert.Equal(1, reduced.Profiles.RowCount);
        var (mean, depth) = (reduced.Profiles.Numbers("chlorophyll")[0], reduced.Profiles.Numbers("surface_depth")[0]);
        Assert.Equal(1 / Attenuation.Morel(mean), depth, 1e-6 * depth);

        var (chlorophyll, flags) = (levels.Numbers("chlorophyll"), levels.Texts("chlorophyll_qc"));
        var (depths, depthFlags) = (levels.Numbers(reduced.Vertical), levels.Texts(reduced.Vertical + "_qc"));
        var own = Enumerable.Range(0, levels.RowCount)
            .Where(row => !double.IsNaN(chlorophyll[row]) && depths[row] > -5 && FlagScheme.Argo.IsGood(flags[row]) && FlagScheme.Argo.IsGood(depthFlags[row]))
            .OrderBy(row => depths[row]).ToList();
        Assert.Equal(Quadrature([.. own.Select(row => Math.Max(0, depths[row]))], [.. own.Select(row => chlorophyll[row])], depth), mean, 5e-4 * Math.Abs(mean));

        var plain = SurfaceReduction.Parse("10").Reduce(levels).Profiles.Numbers("chlorophyll")[0];
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: 1/Kd {depth:0.0} m, optical mean {mean:0.000}, mean down to 10 m {plain:0.000} mg m-3"));

        // Cycle 60 of the float rises from 0.01 at the surface to 0.09 mg m-3 at 40 m.
        Assert.InRange(mean / plain, 0.5, 3);
    }

    private static double Quadrature(double[] depths, double[] values, double bottom)
    {
        var (sum, weight, step) = (0.0, 0.0, bottom / 20000);
        for (var z = step / 2; z < bottom; z += step)
        {
            if (z > depths[^1]) break;
            var after = Array.FindIndex(depths, depth => depth >= z);
            var value = after == 0 ? values[0] : values[after - 1] + ((values[after] - values[after - 1]) * (z - depths[after - 1]) / (depths[after] - depths[after - 1]));
            var share = Math.Exp(-2 * z / bottom);
            (sum, weight) = (sum + (share * value), weight + share);
        }

        return sum / weight;
    }
}
