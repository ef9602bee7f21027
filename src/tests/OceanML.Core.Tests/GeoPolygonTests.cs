using OceanML.Core;

namespace OceanML.Tests;

public sealed class GeoPolygonTests
{
    [Fact]
    public void The_border_and_the_vertices_belong_to_the_area()
    {
        var area = GeoPolygon.Parse("POLYGON((3 42, 6 42, 6 44, 3 44, 3 42))");
        Assert.True(area.Contains(43, 4));
        Assert.True(area.Contains(42, 3) && area.Contains(44, 6) && area.Contains(43, 3) && area.Contains(42, 4.5));
        Assert.False(area.Contains(41.999, 4) || area.Contains(43, 6.0001) || area.Contains(45, 3) || area.Contains(42, 2.999));
    }

    [Fact]
    public void A_point_on_a_slanting_side_is_found_to_the_last_bit()
    {
        var area = GeoPolygon.Parse("0,0 3,1 0,10");
        Assert.True(area.Contains(0.25, 0.75));
        Assert.False(area.Contains(Math.BitDecrement(0.25), 0.75));
        Assert.True(area.Contains(Math.BitIncrement(0.25), 0.75));
    }

    [Fact]
    public void Holes_are_outside_and_their_border_is_not()
    {
        var area = GeoPolygon.Parse("POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (4 4, 6 4, 6 6, 4 6, 4 4))");
        Assert.False(area.Contains(5, 5));
        Assert.True(area.Contains(4, 5) && area.Contains(3.9, 5) && area.Contains(1, 1));
    }

    [Theory]
    [InlineData("170,-20 -170,-20 -170,10 170,10")]
    [InlineData("170,-20 190,-20 190,10 170,10")]
    [InlineData("POLYGON((-170 -20, -170 10, 170 10, 170 -20, -170 -20))")]
    [InlineData("MULTIPOLYGON(((170 -20, 180 -20, 180 10, 170 10, 170 -20)), ((-180 -20, -170 -20, -170 10, -180 10, -180 -20)))")]
    public void An_area_across_the_dateline_holds_both_sides_of_it(string text)
    {
        var area = GeoPolygon.Parse(text);
        Assert.True(area.Contains(0, 175) && area.Contains(0, -175) && area.Contains(0, 180) && area.Contains(0, -180) && area.Contains(0, 185));
        Assert.False(area.Contains(0, 0) || area.Contains(0, 169.9) || area.Contains(0, -169.9) || area.Contains(11, 180));
    }

    [Fact]
    public void A_triangle_across_the_dateline_is_the_same_as_one_moved_away_from_it()
    {
        var (there, here) = (GeoPolygon.Parse("175,-5 -172,0 178,9"), GeoPolygon.Parse("-5,-5 8,0 -2,9"));
        var random = new Random(3);
        var inside = 0;
        for (var i = 0; i < 5000; i++)
        {
            var (latitude, longitude) = (random.Next(-500, 700) / 64.0, random.Next(-600, 800) / 64.0);
            var expected = here.Contains(latitude, longitude);
            if (expected) inside++;
            Assert.Equal(expected, there.Contains(latitude, Sphere.NormalizeLongitude(longitude + 180)));
        }

        Assert.InRange(inside, 500, 1500);
    }

    [Fact]
    public void A_belt_right_round_the_earth_and_a_ring_round_a_pole_are_understood()
    {
        var belt = GeoPolygon.Parse("POLYGON((-180 -60, 180 -60, 180 -40, -180 -40, -180 -60))");
        Assert.True(belt.Contains(-50, 0) && belt.Contains(-50, 180) && belt.Contains(-50, -180));
        Assert.False(belt.Contains(-61, 0) || belt.Contains(-39, 100));
        var cap = GeoPolygon.Parse("0,-60 90,-55 180,-60 -90,-65");
        Assert.True(cap.Contains(-90, 0) && cap.Contains(-80, 45) && cap.Contains(-70, -135) && cap.Contains(-58, 91));
        Assert.False(cap.Contains(-50, 0) || cap.Contains(0, 0) || cap.Contains(-63, -91) || cap.Contains(80, 0));
    }

    [Theory]
    [InlineData("POLYGON((3 42, 6 42))", "fewer than three")]
    [InlineData("POLYGON((3 42, 6 42, 6 44", "parentheses")]
    [InlineData("POINT(3 42)", "not an area")]
    [InlineData("LINESTRING(3 42, 6 42, 6 44)", "not an area")]
    [InlineData("3,42 6,x 6,44", "not a vertex")]
    [InlineData("42,300 43,310 44,300", "longitudes must be within")]
    [InlineData("POLYGON(3 42, 6 42, 6 44)", "parentheses")]
    [InlineData("", "not an area")]
    public void What_is_no_area_is_refused_with_what_would_be_one(string text, string expected)
    {
        var failure = Assert.Throws<OceanException>(() => GeoPolygon.Parse(text));
        Assert.Equal(ExitCode.Usage, failure.Code);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_circle_holds_its_border_and_crosses_the_dateline_and_the_pole()
    {
        var circle = GeoCircle.Parse("179.5,0,111.3");
        Assert.True(circle.Contains(0, -179.5) && circle.Contains(0.9, 179.5));
        Assert.False(circle.Contains(0, -179.4) || circle.Contains(1.01, 179.5));
        Assert.True(GeoCircle.Parse("0,89.5,112").Contains(89.5, 180));
        Assert.Throws<OceanException>(() => GeoCircle.Parse("5,43"));
        Assert.Throws<OceanException>(() => GeoCircle.Parse("43,95,10"));
        Assert.Throws<OceanException>(() => GeoCircle.Parse("5,43,0"));
    }
}
