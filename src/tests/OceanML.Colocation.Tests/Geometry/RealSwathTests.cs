using OceanML.Core;
using OceanML.Formats.Fields;
using OceanML.Tests;

namespace OceanML.Colocation.Tests;

/// <summary>Swaths of satellites from the real files, where they are at hand, against every pixel tried.</summary>
public sealed class RealSwathTests
{
    [Theory]
    [InlineData("data/ocean_colour/pace_oci/pace_l2_sample.nc")]
    [InlineData("data/ocean_colour/olci/O_L2_0001_SNS_2017104102450_v1.0.nc")]
    public void Every_pixel_is_found_at_its_own_place_and_others_as_by_trying_all(string path)
    {
        using var field = FieldFile.Open(SharedData.Path(path));
        var swath = Assert.IsType<FieldGeometry.Swath>(field.Geometry);
        var locator = new SwathLocator(swath);
        Assert.Equal(0, locator.Period);
        var random = new Random(23);
        var found = 0;
        for (var i = 0; i < 200; i++)
        {
            var (row, column) = (random.Next(swath.RowCount), random.Next(swath.ColumnCount));
            var (latitude, longitude) = swath[row, column];
            if (!double.IsFinite(latitude) || !double.IsFinite(longitude)) continue;
            Assert.Equal(0, locator.Locate(latitude, longitude).DistanceKm);
            Assert.True(locator.Locate(latitude, longitude).IsFound);
            var (north, east) = (latitude + ((random.NextDouble() - 0.5) * 0.1), longitude + ((random.NextDouble() - 0.5) * 0.1));
            var (_, distance) = RandomSwaths.BruteForce(swath, north, east);
            var answer = locator.Locate(north, east);
            Assert.Equal(distance, answer.DistanceKm, 1e-9);
            if (answer.IsFound) found++;
            Assert.Equal(RandomSwaths.Within(swath, north, east, 4), locator.Within(north, east, new SearchArea.Disc(4)).Select(pixel => (pixel.Row * swath.ColumnCount) + pixel.Column));
        }

        Assert.True(found > 50, $"{found} positions inside the swath");
    }
}
