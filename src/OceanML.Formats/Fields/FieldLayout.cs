using OceanML.Core;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Fields;

/// <summary>Which dimensions of a variable are the rows, the columns, the time; all others together count the bands.</summary>
internal sealed class FieldLayout
{
    private const int PlainTileRows = 128;
    private const int PlainTileColumns = 512;
    private const long LargestChunk = 1L << 30;
    private const long LargestPlainChunk = 1L << 24;

    private readonly int timeAxis;
    private readonly int[] bandAxes;

    private FieldLayout(NetCdfVariable variable, int rowAxis, int columnAxis, int timeAxis, int[] bandAxes)
    {
        (Variable, RowAxis, ColumnAxis, this.timeAxis, this.bandAxes) = (variable, rowAxis, columnAxis, timeAxis, bandAxes);
        Bands = (int)bandAxes.Aggregate(1L, (product, axis) => product * variable.Dimensions[axis].Length);
    }

    public NetCdfVariable Variable { get; }

    public int RowAxis { get; }

    public int ColumnAxis { get; }

    public int Bands { get; }

    /// <summary>The one dimension with several bands; null where there is none or more than one.</summary>
    public NetCdfDimension? BandDimension =>
        bandAxes.Where(axis => Variable.Dimensions[axis].Length > 1).ToArray() is [var only] ? Variable.Dimensions[only]
        : bandAxes is [var single] ? Variable.Dimensions[single] : null;

    /// <summary>Rows and columns of a storage chunk; (0, 0) where contiguous.</summary>
    public (int Rows, int Columns) Chunk =>
        Variable.Storage.IsChunked ? ((int)Variable.Storage.ChunkLengths[RowAxis], (int)Variable.Storage.ChunkLengths[ColumnAxis]) : default;

    /// <summary>The layout of a variable, or null where it does not lie on the pixels.</summary>
    public static FieldLayout? Of(NetCdfVariable variable, NetCdfDimension row, NetCdfDimension column, NetCdfDimension? time)
    {
        var (rowAxis, columnAxis, timeAxis) = (-1, -1, -1);
        var bands = new List<int>();
        for (var axis = 0; axis < variable.Dimensions.Count; axis++)
        {
            // Groups of one file may each define the dimension anew (SNAP, some PACE cut-outs): name and length decide.
            var dimension = variable.Dimensions[axis];
            if (Same(dimension, row) && rowAxis < 0) rowAxis = axis;
            else if (Same(dimension, column) && columnAxis < 0) columnAxis = axis;
            else if (time is not null && Same(dimension, time)) timeAxis = axis;
            else bands.Add(axis);
        }

        return rowAxis < 0 || columnAxis < 0 ? null : new FieldLayout(variable, rowAxis, columnAxis, timeAxis, [.. bands]);
    }

    /// <summary>Dimension of the time steps; -1 where the variable has none.</summary>
    public int TimeAxis => timeAxis;

    /// <summary>The index along every dimension of the first pixel of a window.</summary>
    public void Start(FieldWindow window, int bandCount, Span<long> start)
    {
        start[RowAxis] = window.Row;
        start[ColumnAxis] = window.Column;
        if (timeAxis >= 0) start[timeAxis] = window.Time;
        long band = bandCount == 1 ? 0 : window.Band;
        for (var i = bandAxes.Length - 1; i >= 0; i--) (band, start[bandAxes[i]]) = Math.DivRem(band, Variable.Dimensions[bandAxes[i]].Length);
    }

    /// <summary>
    /// Lengths of the blocks that are read together: the storage chunks; blocks of some pixels where there are none, or where they are large and not
    /// compressed.
    /// </summary>
    public long[] TileLengths()
    {
        var variable = Variable;
        long[] chunk = [.. variable.Storage.ChunkLengths];
        var bytes = chunk.Aggregate((long)variable.Type.Size(), (product, length) => product * length);
        if (chunk.Length > 0 && (variable.Chunks is not null || bytes <= (variable.Storage.DeflateLevel > 0 ? LargestChunk : LargestPlainChunk))) return chunk;
        var lengths = new long[variable.Dimensions.Count];
        Array.Fill(lengths, 1);
        lengths[RowAxis] = Math.Clamp(variable.Dimensions[RowAxis].Length, 1, PlainTileRows);
        lengths[ColumnAxis] = Math.Clamp(variable.Dimensions[ColumnAxis].Length, 1, PlainTileColumns);

        // Bands that lie innermost come with their pixel: reading them one by one would read the same disk blocks again and again.
        for (var axis = variable.Dimensions.Count - 1; axis > Math.Max(RowAxis, ColumnAxis); axis--)
        {
            lengths[axis] = Math.Max(1, variable.Dimensions[axis].Length);
            lengths[RowAxis] = Math.Min(lengths[RowAxis], 16);
            lengths[ColumnAxis] = Math.Min(lengths[ColumnAxis], 64);
        }

        return lengths;
    }

    private static bool Same(NetCdfDimension a, NetCdfDimension b) => a.Name == b.Name && a.Length == b.Length;
}
