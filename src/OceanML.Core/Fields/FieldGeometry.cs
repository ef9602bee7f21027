namespace OceanML.Core;

/// <summary>Where the pixels of a field are: latitudes and longitudes of pixel centres, degrees.</summary>
public abstract record FieldGeometry
{
    private protected FieldGeometry()
    {
    }

    /// <summary>Number of rows.</summary>
    public abstract int Rows { get; }

    /// <summary>Number of columns.</summary>
    public abstract int Columns { get; }

    /// <summary>Latitude and longitude of a pixel centre; NaN where the file has none.</summary>
    public abstract (double Latitude, double Longitude) this[int row, int column] { get; }

    /// <summary>A regular or rectilinear grid: one latitude per row, one longitude per column, either direction.</summary>
    /// <param name="Latitudes">Latitude per row.</param>
    /// <param name="Longitudes">Longitude per column as in the file (may be 0..360).</param>
    public sealed record Grid(double[] Latitudes, double[] Longitudes) : FieldGeometry
    {
        /// <inheritdoc/>
        public override int Rows => Latitudes.Length;

        /// <inheritdoc/>
        public override int Columns => Longitudes.Length;

        /// <inheritdoc/>
        public override (double Latitude, double Longitude) this[int row, int column] => (Latitudes[row], Longitudes[column]);
    }

    /// <summary>A swath or a curvilinear grid: latitude and longitude per pixel, row-major.</summary>
    /// <param name="RowCount">Number of rows (along track).</param>
    /// <param name="ColumnCount">Number of columns (across track).</param>
    /// <param name="Latitudes">Latitude per pixel, row-major; NaN where unknown.</param>
    /// <param name="Longitudes">Longitude per pixel, row-major; NaN where unknown.</param>
    public sealed record Swath(int RowCount, int ColumnCount, float[] Latitudes, float[] Longitudes) : FieldGeometry
    {
        /// <inheritdoc/>
        public override int Rows => RowCount;

        /// <inheritdoc/>
        public override int Columns => ColumnCount;

        /// <inheritdoc/>
        public override (double Latitude, double Longitude) this[int row, int column] =>
            (Latitudes[(row * ColumnCount) + column], Longitudes[(row * ColumnCount) + column]);
    }
}
