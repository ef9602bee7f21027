using System.Text.Json;
using OceanML.Core;

namespace OceanML.Figures.Tests;

public sealed class FlaggedFigureTests
{
    [Fact]
    public void The_worst_profiles_come_first_and_clean_variables_have_no_figure()
    {
        var figures = FlaggedFigures.Worst(Profiles(), perVariable: 2);
        Assert.Equal(["flagged-temperature-1", "flagged-temperature-2"], figures.Select(figure => figure.Id));
        Assert.Equal(["temperature, A_003, 2024-06-10T00:00:00Z", "temperature, A_002, 2024-06-09T00:00:00Z"], figures.Select(figure => figure.Title));
        Assert.Equal([("good", 47), ("doubtful", 1), ("bad", 2)], figures[0].Points.Select(points => (points.Name, points.Values.Length)));
        Assert.True(figures[0].IsProfile);
        Assert.True(figures[0].Along.Downward);
    }

    [Fact]
    public void A_wild_value_does_not_press_the_others_into_a_line()
    {
        var figure = FlaggedFigures.Worst(Profiles(), perVariable: 1)[0];
        Assert.InRange(figure.Value.Maximum, 21, 60);
        Assert.Equal("1 value lies beyond the axis and stands at its end; the extremes are 10.1 and 9999.", Assert.Single(figure.Remarks));
    }

    [Fact]
    public void Flags_are_read_by_the_scheme_of_their_column()
    {
        // In QARTOD 2 is not evaluated, 3 suspect, 4 fail.
        var table = Profiles();
        var qartod = table.With(new TextColumn("temperature_qc", [.. table.Texts("temperature_qc").Select((_, row) => row == 5 ? "4" : "2")], new ColumnMetadata(FlagScheme: "qartod")));
        var figure = Assert.Single(FlaggedFigures.Worst(qartod));
        Assert.Equal([("not checked", 49), ("bad", 1)], figure.Points.Select(points => (points.Name, points.Values.Length)));
    }

    [Fact]
    public void Without_levels_a_platform_is_drawn_over_time()
    {
        var figure = Assert.Single(FlaggedFigures.Worst(Profiles().Without("pressure", "profile")));
        Assert.Equal(AxisKind.Time, figure.Along.Kind);
        Assert.Equal("temperature, A", figure.Title);
        Assert.Equal(150, figure.Points.Sum(points => points.Values.Length));
    }

    [Fact]
    public void Every_doubtful_and_bad_value_is_accounted_for()
    {
        var whole = FlaggedFigures.Select(Profiles(), perVariable: 1);
        Assert.Equal((4, 3, 0), (whole.Faults, whole.Drawn, whole.Unplaced));

        // The third profile loses the pressure of a bad value; the second one keeps its doubtful one.
        var pressure = (double[])Profiles().Numbers("pressure").Clone();
        pressure[114] = double.NaN;
        var gap = FlaggedFigures.Select(Profiles().With(new NumberColumn("pressure", pressure)), perVariable: 2);
        Assert.Equal((4, 3, 1), (gap.Faults, gap.Drawn, gap.Unplaced));
    }

    [Fact]
    public void What_has_no_place_is_not_drawn_and_does_not_fail()
    {
        var selection = FlaggedFigures.Select(Profiles().Without("pressure", "profile", "time"));
        Assert.Empty(selection.Figures);
        Assert.Equal((4, 4), (selection.Faults, selection.Unplaced));

        var infinite = FlaggedFigures.Select(Profiles().With(new NumberColumn("temperature", [.. Profiles().Numbers("temperature").Select(value => value > 100 ? double.PositiveInfinity : value)])), perVariable: 1);
        Assert.Equal((4, 2, 1), (infinite.Faults, infinite.Drawn, infinite.Unplaced));
    }

    [Fact]
    public void Names_of_columns_become_names_of_files_and_stay_apart()
    {
        var table = Profiles();
        var twice = table.With(new NumberColumn("T/\"emp\" (C)", table.Numbers("temperature")), new TextColumn("T/\"emp\" (C)_qc", table.Texts("temperature_qc")),
            new NumberColumn("t-emp-c", table.Numbers("temperature")), new TextColumn("t-emp-c_qc", table.Texts("temperature_qc")));
        Assert.Equal(["flagged-temperature-1", "flagged-t-emp-c-1", "flagged-t-emp-c-2"], FlaggedFigures.Worst(twice, perVariable: 1).Select(figure => figure.Id));
    }

    [Fact]
    public void A_pressure_just_above_the_surface_does_not_open_the_axis()
    {
        var pressure = (double[])Profiles().Numbers("pressure").Clone();
        pressure[100] = -0.4;
        var along = FlaggedFigures.Worst(Profiles().With(new NumberColumn("pressure", pressure)))[0].Along;
        Assert.InRange(along.Minimum, -10, -0.4);
    }

    [Fact]
    public void For_the_pointer_a_wild_value_stands_at_the_end_of_the_axis_and_tells_itself()
    {
        var figure = FlaggedFigures.Worst(Profiles(), perVariable: 1)[0];
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer)) figure.Plot(new PlotlyWriter(json));
        using var plot = JsonDocument.Parse(buffer.ToArray());
        var bad = plot.RootElement.GetProperty("data").EnumerateArray().Single(trace => trace.GetProperty("name").GetString() == "2 bad");
        Assert.Equal("x", bad.GetProperty("marker").GetProperty("symbol").GetString());
        Assert.Equal(["20", "9999"], bad.GetProperty("text").EnumerateArray().Select(text => text.GetString()));
        Assert.Equal([140.0, 240.0], bad.GetProperty("y").EnumerateArray().Select(number => number.GetDouble()));
        Assert.InRange(bad.GetProperty("x")[1].GetDouble(), 0.9 * figure.Value.Maximum, figure.Value.Maximum);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_profile_and_a_series_are_drawn_with_marks_of_every_kind(bool profile)
    {
        using var folder = new TemporaryFolder();
        var figure = FlaggedFigures.Worst(profile ? Profiles() : Profiles().Without("pressure", "profile"))[0];
        figure.Save(folder["flagged.png"]);
        var pixels = PngPixels.Read(folder["flagged.png"]);
        Assert.True(pixels.Width > 1000 && pixels.Height > 600, $"{pixels.Width} x {pixels.Height}");
    }

    // Three profiles of 50 levels: the first clean, the second with one doubtful value, the third with a doubtful and two bad ones.
    private static Table Profiles()
    {
        const int levels = 50;
        int[] rows = [.. Enumerable.Range(0, 3 * levels)];
        double[] values = [.. rows.Select(row => 10 + (0.1 * (1 + (row % levels))))];
        string?[] flags = [.. rows.Select(_ => "1")];
        (values[levels + 9], flags[levels + 9]) = (14, "3");
        (values[(2 * levels) + 4], flags[(2 * levels) + 4]) = (13, "3");
        (values[(2 * levels) + 14], flags[(2 * levels) + 14]) = (20, "4");
        (values[(2 * levels) + 24], flags[(2 * levels) + 24]) = (9999, "4");
        return new Table([
            new TextColumn("platform", [.. rows.Select(_ => "A")]),
            new TextColumn("profile", [.. rows.Select(row => $"A_00{1 + (row / levels)}")]),
            new TimeColumn("time", [.. rows.Select(row => Timestamp.Parse("2024-06-08") + (row / levels * Timestamp.PerDay))]),
            new NumberColumn("pressure", [.. rows.Select(row => 10.0 * (row % levels))], new ColumnMetadata("dbar")),
            new NumberColumn("temperature", values, new ColumnMetadata("degree_Celsius")),
            new TextColumn("temperature_qc", flags),
            new NumberColumn("salinity", [.. rows.Select(_ => 35.0)]),
            new TextColumn("salinity_qc", [.. rows.Select(_ => "1")])]);
    }
}
