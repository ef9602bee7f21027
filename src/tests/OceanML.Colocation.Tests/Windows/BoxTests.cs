using OceanML.Core;

namespace OceanML.Colocation.Tests;

public sealed class BoxTests
{
    // The grid of Pytcube's tests: 10 x 10, the cell (i, j) holds 10 i + j.
    private static MemoryField Pytcube() => new MemoryField("grid", Some.Grid(), Some.Instant("2024-06-08")).With("v", (row, column) => (10 * row) + column);

    [Fact]
    public void A_window_of_one_cell_each_side_at_3_1_6_9_covers_rows_2_to_4_and_columns_6_to_8()
    {
        var field = Pytcube();
        var result = Some.Match(Some.Observations(("2024-06-08", 3.1, 6.9)), Some.Protocol(), field);
        var expected = new[] { 26.0, 27, 28, 36, 37, 38, 46, 47, 48 };
        Assert.Equal(expected.Average(), result.Matchups.Numbers("v")[0]);
        Assert.Equal(37, result.Matchups.Numbers("v_centre")[0]);
        Assert.Equal(9, result.Matchups.Numbers("v_n")[0]);
    }

    [Fact]
    public void At_the_edge_a_point_is_dropped_or_its_window_padded_as_asked()
    {
        var observations = Some.Observations(("2024-06-08", 0.1, 6.9), ("2024-06-08", 7.2, 0.3), ("2024-06-08", 9.2, 9.3));
        var dropped = Some.Match(observations, Some.Protocol() with { Edges = EdgePolicy.Drop, MinimumValid = new ValidShare(0) }, Pytcube());
        Assert.Equal(0, dropped.Matched);
        Assert.Equal(3, dropped.Rejected[Rejections.AtFieldEdge]);
        var padded = Some.Match(observations, Some.Protocol() with { MinimumValid = new ValidShare(0) }, Pytcube());
        Assert.Equal([6.0, 6, 4], padded.Matchups.Numbers("v_n"));
        Assert.Equal([7.0, 70, 99], padded.Matchups.Numbers("v_centre"));
        Assert.Equal(new[] { 6.0, 7, 8, 16, 17, 18 }.Average(), padded.Matchups.Numbers("v")[0]);

        // Four of nine pixels are less than half.
        var half = Some.Match(observations, Some.Protocol(), Pytcube());
        Assert.Equal(1, half.Rejected[Rejections.TooFewValid]);
    }

    [Fact]
    public void On_a_grid_round_the_Earth_the_window_wraps_even_where_edges_drop()
    {
        // Longitudes 0, 36 ... 324: Pytcube's cyclic dimension. The window at column 0 takes column 9 from the other side.
        var geometry = new FieldGeometry.Grid([.. Enumerable.Range(0, 10).Select(row => row * 10.0)], [.. Enumerable.Range(0, 10).Select(column => column * 36.0)]);
        var field = new MemoryField("grid", geometry, Some.Instant("2024-06-08")).With("v", (row, column) => (10 * row) + column);
        var observations = Some.Observations(("2024-06-08", 69, 3.6), ("2024-06-08", 3, 259), ("2024-06-08", 69, 359), ("2024-06-08", 69, -1));
        var result = Some.Match(observations, Some.Protocol() with { Edges = EdgePolicy.Drop }, field);
        Assert.Equal([70.0, 70, 70], result.Matchups.Numbers("v_centre"));
        Assert.Equal(new[] { 69.0, 60, 61, 79, 70, 71, 89, 80, 81 }.Average(), result.Matchups.Numbers("v")[0]);
        Assert.Equal(1, result.Rejected[Rejections.AtFieldEdge]);
    }

    [Fact]
    public void Reading_boxes_together_or_one_by_one_gives_the_same_pixels()
    {
        var random = new Random(3);
        var geometry = new FieldGeometry.Grid([.. Enumerable.Range(0, 180).Select(row => 89.5 - row)], [.. Enumerable.Range(0, 360).Select(column => column - 179.5)]);
        var field = new MemoryField("grid", geometry, Some.Instant("2024-06-08")).With("v", (row, column) => (1000 * row) + column);
        foreach (var size in new[] { 1, 3, 5 })
        {
            var boxes = Enumerable.Range(0, 300).Select(_ => PixelBox.Around(0, random.Next(180), random.Next(360), size)).ToArray();
            var together = new double[boxes.Length * size * size];
            Array.Fill(together, double.NaN);
            new BoxReader(boxes, 180, 360, 360).Read(field, "v", [0], together);
            for (var i = 0; i < boxes.Length; i++)
            {
                for (var p = 0; p < size * size; p++)
                {
                    var (row, column) = (boxes[i].Row + (p / size), (boxes[i].Column + (p % size) + 360) % 360);
                    var expected = row is >= 0 and < 180 ? (1000 * row) + column : double.NaN;
                    Assert.Equal(expected, together[(i * size * size) + p]);
                }
            }
        }
    }
}
