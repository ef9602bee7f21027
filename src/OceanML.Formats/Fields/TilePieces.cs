using OceanML.Core;
using OceanML.Formats.NetCdf.Chunks;

namespace OceanML.Formats.Fields;

/// <summary>Which tiles some windows touch, in order of the tiles.</summary>
internal sealed class TilePieces
{
    private readonly long[] tiles;
    private readonly int[] windows;
    private readonly List<int> firsts = [];

    /// <summary>Cuts windows along the tiles.</summary>
    public TilePieces(FieldLayout layout, ChunkGrid grid, ReadOnlySpan<FieldWindow> windows, int bandCount)
    {
        var (tileRows, tileColumns) = (grid.Chunk[layout.RowAxis], grid.Chunk[layout.ColumnAxis]);
        var (numbers, owners) = (new List<long>(windows.Length), new List<int>(windows.Length));
        Span<long> start = stackalloc long[grid.Rank];
        Offsets = new int[windows.Length];
        var offset = 0;
        for (var i = 0; i < windows.Length; i++)
        {
            var window = windows[i];
            Offsets[i] = offset;
            offset += window.Pixels;
            if (window.Pixels == 0) continue;
            layout.Start(window, bandCount, start);
            for (var row = window.Row / tileRows; row * tileRows < window.Row + window.Rows; row++)
            {
                for (var column = window.Column / tileColumns; column * tileColumns < window.Column + window.Columns; column++)
                {
                    (start[layout.RowAxis], start[layout.ColumnAxis]) = (row * tileRows, column * tileColumns);
                    numbers.Add(grid.NumberOf(start));
                    owners.Add(i);
                }
            }
        }

        (tiles, this.windows) = ([.. numbers], [.. owners]);
        Array.Sort(tiles, this.windows);
        for (var i = 0; i < tiles.Length; i++)
        {
            if (i == 0 || tiles[i] != tiles[i - 1]) firsts.Add(i);
        }
    }

    /// <summary>Number of tiles.</summary>
    public int Count => firsts.Count;

    /// <summary>Where the pixels of each window begin among those of all windows.</summary>
    public int[] Offsets { get; }

    /// <summary>The number of a tile in the grid.</summary>
    public long Number(int tile) => tiles[firsts[tile]];

    /// <summary>The windows that touch a tile.</summary>
    public ReadOnlySpan<int> Windows(int tile) => windows.AsSpan(firsts[tile]..(tile + 1 < firsts.Count ? firsts[tile + 1] : windows.Length));
}
