using OceanML.Core;
using OceanML.Formats.Access;

namespace OceanML.Tests.Access;

public sealed class AreaFileTests : IDisposable
{
    private readonly string path = Path.Combine(Directory.CreateTempSubdirectory("oceanml-area-").FullName, "area.json");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

    [Theory]
    [InlineData("""{"type": "Polygon", "coordinates": [[[3, 42], [6, 42], [6, 44], [3, 44], [3, 42]]]}""")]
    [InlineData("""{"type": "Feature", "properties": {}, "geometry": {"type": "MultiPolygon", "coordinates": [[[[3, 42], [6, 42], [6, 44], [3, 44], [3, 42]]]]}}""")]
    [InlineData("""{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": {"type": "Point", "coordinates": [1, 2]}}, {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [[[3, 42, 0], [6, 42, 0], [6, 44, 0], [3, 44, 0], [3, 42, 0]]]}}]}""")]
    [InlineData("\uFEFFPOLYGON Z((3 42 0, 6 42 0, 6 44 0, 3 44 0, 3 42 0))\n")]
    [InlineData("3,42\n6,42\n6,44\n3,44\n")]
    public void A_file_of_any_form_gives_the_area(string text)
    {
        File.WriteAllText(path, text);
        var area = AreaFile.Read(path);
        Assert.True(area.Contains(43, 4) && area.Contains(42, 3));
        Assert.False(area.Contains(43, 7) || area.Contains(1, 2));
    }

    [Theory]
    [InlineData("""{"type": "Point", "coordinates": [3, 42]}""", "no Polygon")]
    [InlineData("""{"type": "Polygon", "coordinates": [[[3], [6], [6]]]}""", "cannot be read")]
    [InlineData("""{"type": "Polygon", """, "cannot be read")]
    [InlineData("<kml/>", "not a vertex")]
    public void A_file_without_an_area_is_named(string text, string expected)
    {
        File.WriteAllText(path, text);
        var failure = Assert.Throws<OceanException>(() => AreaFile.Read(path));
        Assert.Equal(ExitCode.BadInput, failure.Code);
        Assert.StartsWith(path, failure.Message, StringComparison.Ordinal);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }
}
