using System.Runtime.InteropServices;
using OceanML.Core;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Fields;

/// <summary>
/// Writes estimates on the pixels of a field as netCDF-4 (CF-1.11, ACDD-1.3), block of rows by block of rows: the coordinates and times of the field are
/// kept, a swath has its two-dimensional latitudes and longitudes. Equal calls give equal bytes.
/// </summary>
public sealed class EstimateFieldWriter : IDisposable
{
    /// <summary>Rows of a storage chunk; blocks that begin at multiples of it are written once.</summary>
    public const int ChunkRows = 128;

    private const int ChunkColumns = 512;
    private const sbyte NoCode = -1;

    private readonly NetCdfWriter file;
    private readonly IField field;
    private readonly Dictionary<string, NetCdfVariableWriter> written = new(StringComparer.Ordinal);
    private readonly bool hasTime;

    private EstimateFieldWriter(NetCdfWriter file, IField field)
    {
        (this.file, this.field) = (file, field);
        hasTime = field.Times.Count > 0;
    }

    /// <summary>Begins a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="field">The field whose pixels the estimates are on.</param>
    /// <param name="variables">What will be written.</param>
    /// <param name="attributes">Global attributes: title, summary, source, history…</param>
    /// <exception cref="OceanException">It cannot be written.</exception>
    public static EstimateFieldWriter Create(string path, IField field, IReadOnlyList<EstimateVariable> variables, IReadOnlyDictionary<string, string> attributes)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(variables);
        var writer = new EstimateFieldWriter(NetCdfWriter.Create(path), field);
        try
        {
            writer.Define(variables, attributes);
            return writer;
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>Writes numbers of some whole rows of a time step; NaN where missing.</summary>
    public void Write(string variable, int time, int row, int rows, ReadOnlySpan<float> values)
    {
        var (start, count) = Slab(time, row, rows);
        var stored = values.ToArray();
        foreach (ref var value in stored.AsSpan())
        {
            if (!float.IsFinite(value)) value = (float)NetCdfType.Float32.DefaultFill();
        }

        written[variable].WriteBytes(start, count, MemoryMarshal.AsBytes(stored.AsSpan()).ToArray());
    }

    /// <summary>Writes codes or bits of some whole rows of a time step; -1 where missing.</summary>
    public void Write(string variable, int time, int row, int rows, ReadOnlySpan<sbyte> values)
    {
        var (start, count) = Slab(time, row, rows);
        written[variable].WriteBytes(start, count, MemoryMarshal.AsBytes(values).ToArray());
    }

    /// <summary>Finishes the file.</summary>
    /// <exception cref="OceanException">The disk is full or failed.</exception>
    public void Close() => file.Close();

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private (long[] Start, long[] Count) Slab(int time, int row, int rows) => hasTime
        ? ([time, row, 0], [1, rows, field.Geometry.Columns])
        : ([row, 0], [rows, field.Geometry.Columns]);

    private void Define(IReadOnlyList<EstimateVariable> variables, IReadOnlyDictionary<string, string> attributes)
    {
        var root = file.Root;
        var geometry = field.Geometry;
        var isSwath = geometry is FieldGeometry.Swath;
        var (rows, columns) = isSwath ? ("row", "column") : ("latitude", "longitude");
        foreach (var (name, text) in attributes) root.Attribute(name, text);
        var extent = Extent(geometry);
        if (extent is { } box)
        {
            root.Attribute("geospatial_lat_min", NetCdfType.Float64, box.South).Attribute("geospatial_lat_max", NetCdfType.Float64, box.North)
                .Attribute("geospatial_lon_min", NetCdfType.Float64, box.West).Attribute("geospatial_lon_max", NetCdfType.Float64, box.East)
                .Attribute("geospatial_lat_units", "degrees_north").Attribute("geospatial_lon_units", "degrees_east");
        }

        if (hasTime) root.Dimension("time", field.Times.Count).Dimension("bnds", 2);
        root.Dimension(rows, geometry.Rows).Dimension(columns, geometry.Columns);
        var coordinates = Coordinates(root, geometry, rows, columns);
        if (hasTime) coordinates.AddRange(EstimateTimes.Define(root, field));
        string[] on = hasTime ? ["time", rows, columns] : [rows, columns];
        long[] chunk = [Math.Min(ChunkRows, geometry.Rows), Math.Min(ChunkColumns, geometry.Columns)];
        foreach (var variable in variables) written[variable.Name] = Variable(root, variable, on, hasTime ? [1, .. chunk] : chunk, isSwath);
        foreach (var write in coordinates) write();
    }

    private static NetCdfVariableWriter Variable(NetCdfGroupWriter root, EstimateVariable variable, string[] on, long[] chunk, bool isSwath)
    {
        var type = variable.IsNumber ? NetCdfType.Float32 : NetCdfType.Int8;
        var made = root.Variable(variable.Name, type, on).Fill(variable.IsNumber ? NetCdfType.Float32.DefaultFill() : NoCode).Chunks(chunk).Deflate();
        if (variable.Metadata.StandardName is { } standard) made.Attribute("standard_name", standard);
        if (variable.Metadata.LongName is { } longName) made.Attribute("long_name", longName);
        if (variable.IsNumber) made.Attribute("units", variable.Metadata.Unit ?? "1");
        if (variable.Codes.Count > 0)
        {
            made.Attribute("flag_values", NetCdfType.Int8, [.. Enumerable.Range(0, variable.Codes.Count).Select(code => (double)code)])
                .Attribute("flag_meanings", string.Join(' ', variable.Codes.Select(Word)));
        }
        else if (variable.Bits.Count > 0)
        {
            made.Attribute("flag_masks", NetCdfType.Int8, [.. Enumerable.Range(0, variable.Bits.Count).Select(bit => (double)(1 << bit))])
                .Attribute("flag_meanings", string.Join(' ', variable.Bits.Select(Word)));
        }

        if (variable.Metadata.Source is { } source) made.Attribute("source", source);
        if (variable.Comment is { } comment) made.Attribute("comment", comment);
        if (variable.IsResult) made.Attribute("origin", "estimated");
        made.Attribute("coverage_content_type", variable.IsResult ? "modelResult" : "qualityInformation");
        if (variable.Ancillary.Count > 0) made.Attribute("ancillary_variables", string.Join(' ', variable.Ancillary));
        if (isSwath) made.Attribute("coordinates", "latitude longitude");
        return made;
    }

    private static List<Action> Coordinates(NetCdfGroupWriter root, FieldGeometry geometry, string rows, string columns)
    {
        if (geometry is FieldGeometry.Grid grid)
        {
            var (latitudes, longitudes) = (Axis("latitude", rows, "degrees_north", "Y"), Axis("longitude", columns, "degrees_east", "X"));
            return [() => latitudes.Write(grid.Latitudes), () => longitudes.Write(grid.Longitudes)];
        }

        var swath = (FieldGeometry.Swath)geometry;
        long[] chunk = [Math.Min(ChunkRows, swath.RowCount), Math.Min(ChunkColumns, swath.ColumnCount)];
        var (north, east) = (Position("latitude", "degrees_north"), Position("longitude", "degrees_east"));
        return [() => Blocks(north, swath.Latitudes), () => Blocks(east, swath.Longitudes)];

        NetCdfVariableWriter Axis(string name, string dimension, string unit, string axis) =>
            root.Variable(name, NetCdfType.Float64, dimension).Attribute("standard_name", name).Attribute("long_name", name).Attribute("units", unit).Attribute("axis", axis);

        NetCdfVariableWriter Position(string name, string unit) =>
            root.Variable(name, NetCdfType.Float32, rows, columns).Fill(NetCdfType.Float32.DefaultFill()).Chunks(chunk).Deflate()
                .Attribute("standard_name", name).Attribute("long_name", name).Attribute("units", unit);

        void Blocks(NetCdfVariableWriter variable, float[] values)
        {
            for (var row = 0; row < swath.RowCount; row += ChunkRows)
            {
                var count = Math.Min(ChunkRows, swath.RowCount - row);
                variable.Write([row, 0], [count, swath.ColumnCount], Array.ConvertAll(values.AsSpan(row * swath.ColumnCount, count * swath.ColumnCount).ToArray(), value => (double)value));
            }
        }
    }

    private static (double South, double North, double West, double East)? Extent(FieldGeometry geometry)
    {
        var (latitudes, longitudes) = geometry is FieldGeometry.Grid grid ? (grid.Latitudes, grid.Longitudes) : ([], []);
        if (geometry is FieldGeometry.Swath swath)
        {
            var (south, north, west, east) = (float.PositiveInfinity, float.NegativeInfinity, float.PositiveInfinity, float.NegativeInfinity);
            for (var i = 0; i < swath.Latitudes.Length; i++)
            {
                if (!float.IsFinite(swath.Latitudes[i]) || !float.IsFinite(swath.Longitudes[i])) continue;
                (south, north) = (Math.Min(south, swath.Latitudes[i]), Math.Max(north, swath.Latitudes[i]));
                (west, east) = (Math.Min(west, swath.Longitudes[i]), Math.Max(east, swath.Longitudes[i]));
            }

            return south <= north ? (south, north, west, east) : null;
        }

        return latitudes.Length > 0 && longitudes.Length > 0 ? (latitudes.Min(), latitudes.Max(), longitudes.Min(), longitudes.Max()) : null;
    }

    // A meaning is one word of letters, digits and _ . + - @.
    private static string Word(string text) =>
        string.Concat(text.Select(letter => char.IsAsciiLetterOrDigit(letter) || "_.+-@".Contains(letter, StringComparison.Ordinal) ? letter : '_'));
}
