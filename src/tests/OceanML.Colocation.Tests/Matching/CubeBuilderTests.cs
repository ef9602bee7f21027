using OceanML.Core;

namespace OceanML.Colocation.Tests;

/// <summary>The size of files with pixels.</summary>
public sealed class CubeBuilderTests
{
    [Theory]
    [InlineData(1_000_000, 5, 5, 1)]
    [InlineData(1_000_000, 5, 5, 21)]
    [InlineData(0, 0, 0, 172)]
    public void Pixels_that_fit_are_taken(long matchups, long rows, long columns, long bands) => CubeBuilder.Check(matchups, rows, columns, bands);

    [Theory]
    [InlineData(1_000_000, 25, 25, 1)]
    [InlineData(130_000, 5, 5, 172)]
    [InlineData(long.MaxValue, 1001, 1001, 172)]
    public void More_pixels_than_an_array_holds_are_a_plain_error(long matchups, long rows, long columns, long bands)
    {
        var failure = Assert.Throws<OceanException>(() => CubeBuilder.Check(matchups, rows, columns, bands));
        Assert.Equal(ExitCode.Usage, failure.Code);
        Assert.Contains($"{rows} x {columns} pixels", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("use a smaller box, fewer variables, or a shorter period with --start and --end", failure.Message, StringComparison.Ordinal);
    }
}
