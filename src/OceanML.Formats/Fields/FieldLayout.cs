using OceanML.Core;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Fields;

/// <summary>Which dimensions of a variable are the rows, the columns, the time; all others together count the bands.</summary>
internal sealed class FieldLayout
{
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

    /// <summary>The index along every dimension of the first pixel of a window.</summary>
    public void Start(FieldWindow window, int bandCount, Span<long> start)
    {
        start[RowAxis] = window.Row;
        start[ColumnAxis] = window.Column;
        if (timeAxis >= 0) start[timeAxis] = window.Time;
        long band = bandCount == 1 ? 0 : window.Band;
        for (var i = bandAxes.Length - 1; i >= 0; i--) (band, start[bandAxes[i]]) = Math.DivRem(band, Variable.Dimensions[bandAxes[i]].Length);
    }

    private static bool Same(NetCdfDimension a, NetCdfDimension b) => a.Name == b.Name && a.Length == b.Length;
}
