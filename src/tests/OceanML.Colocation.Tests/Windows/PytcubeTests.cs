using OceanML.Core;

namespace OceanML.Colocation.Tests;

/// <summary>
/// The check vectors of Pytcube 0.0.3: a grid of 10 x 10 cells, each holding "(i, j)", read at the nearest cell with a window of n cells to each side; a
/// point is dropped where its window leaves the grid, except on cyclic dimensions.
/// </summary>
public sealed class PytcubeTests
{
    private static MemoryField Grid() => new MemoryField("grid", Some.Grid(), Some.Instant("2024-06-08")).With("v", (row, column) => (10 * row) + column);

    // Latitude is the cyclic dimension of Pytcube's example; ours can only be longitude, so the two are swapped.
    private static MemoryField Swapped() => new MemoryField("grid", Some.Grid(), Some.Instant("2024-06-08")).With("v", (row, column) => (10 * column) + row);

    private static Table At(double first, double second) => Some.Observations(("2024-06-08", first, second));

    private static MatchupProtocol Window(int cells, EdgePolicy edges = EdgePolicy.Drop) =>
        Some.Protocol() with { Shape = new MacroPixelShape.Box((2 * cells) + 1), Edges = edges, MinimumValid = new ValidShare(0) };

    [Theory]
    [InlineData(3.1, 6.9, 37)]
    [InlineData(7.2, 5.5, 76)]
    public void The_nearest_cell_is_taken_and_a_tie_at_a_half_goes_up(double first, double second, double cell) =>
        Assert.Equal(cell, Some.Match(At(first, second), Window(0), Grid()).Matchups.Numbers("v")[0]);

    [Fact]
    public void A_window_of_one_holds_rows_2_to_4_and_columns_6_to_8()
    {
        var result = Matchups.Find(At(3.1, 6.9), [Grid().AsSource()], Window(1), new MatchupOptions { KeepPixels = true });
        Assert.Equal([26f, 27, 28, 36, 37, 38, 46, 47, 48], result.Cube!.Variables[0].Values);
    }

    [Fact]
    public void On_a_cyclic_dimension_the_window_wraps_to_row_9()
    {
        var result = Matchups.Find(At(6.9, 0.1), [Swapped().AsSource()], Window(1, EdgePolicy.Wrap), new MatchupOptions { KeepPixels = true });
        Assert.Equal(1, result.Matched);
        Assert.Equal([96f, 6, 16, 97, 7, 17, 98, 8, 18], result.Cube!.Variables[0].Values);
        Assert.Equal(0, Some.Match(At(6.9, 0.1), Window(1), Swapped()).Matched);
    }

    [Fact]
    public void On_the_other_dimension_the_point_is_dropped_or_padded()
    {
        Assert.Equal(1, Some.Match(At(7.2, 0.3), Window(1), Grid()).Rejected["at_field_edge"]);
        var padded = Some.Match(At(0.3, 7.2), Window(1, EdgePolicy.Wrap), Swapped());
        Assert.Equal(6, padded.Matchups.Numbers("v_n")[0]);
    }
}
