using System.Buffers;
using OceanML.Core;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Products;

namespace OceanML.Formats.Fields;

/// <summary>A grid, curvilinear grid or swath in a netCDF file.</summary>
internal sealed class NetCdfField : IField
{
    private const long CacheBytes = 128L << 20;

    private readonly NetCdfFile file;
    private readonly bool ownsFile;
    private readonly Dictionary<string, FieldLayout> layouts = [];
    private readonly Dictionary<string, FieldVariable> variables = [];
    private readonly Dictionary<string, FieldLayout> flagLayouts = [];
    private readonly Lazy<FieldGeometry> geometry;
    private readonly List<string> warnings = [];
    private readonly TileCache cache;

    public NetCdfField(NetCdfFile file, Product product, bool ownsFile = true)
        : this(file, product, FieldCoordinates.Of(file, product), ownsFile, CacheBytes)
    {
    }

    /// <summary>One file of a product of many files, with the positions and times of the product.</summary>
    internal NetCdfField(NetCdfFile file, Product product, FieldCoordinates coordinates, bool ownsFile, long cacheBytes)
    {
        (this.file, Product, this.ownsFile, cache) = (file, product.Id, ownsFile, new TileCache(cacheBytes));
        var description = product.Description;
        var (row, column, time) = (coordinates.Row, coordinates.Column, coordinates.TimeAxis);
        geometry = coordinates.Geometry;
        Times = coordinates.Times;
        warnings.AddRange(coordinates.Warnings);
        (Rows, Columns) = (checked((int)row.Length), checked((int)column.Length));
        TimeCount = time is null ? 1 : (int)time.Length;

        var flags = new List<FlagVariable>();
        foreach (var variable in file.Variables)
        {
            if (coordinates.Contains(variable) || !variable.Type.IsNumeric()) continue;
            if (FieldLayout.Of(variable, row, column, time) is not { } layout || IsHidden(variable, description)) continue;
            if (FieldFlags.Of(variable, description) is { } flag)
            {
                if (flagLayouts.TryAdd(flag.Name, layout)) flags.Add(flag);
                continue;
            }

            var described = FieldWavelengths.Describe(file, layout, description);
            if (layouts.TryAdd(described.Name, layout)) variables.Add(described.Name, described);
        }

        Variables = [.. variables.Values];
        Flags = flags;
        Roles = FieldRoles.Of(Variables, description);
        Conditions = [.. (description?.Conditions ?? []).Where(condition => variables.ContainsKey(condition.Variable))];
        foreach (var condition in description?.Conditions ?? [])
        {
            if (!variables.ContainsKey(condition.Variable)) warnings.Add($"there is no '{condition.Variable}', so its limit for valid pixels is not applied");
        }
    }

    public string Source => file.Path;

    public string Product { get; }

    public FieldGeometry Geometry => geometry.Value;

    public IReadOnlyList<TimeInterval> Times { get; }

    public IReadOnlyList<FieldVariable> Variables { get; }

    public IReadOnlyList<FlagVariable> Flags { get; }

    public IReadOnlyDictionary<string, string> Roles { get; }

    public IReadOnlyList<PixelCondition> Conditions { get; }

    public IReadOnlyList<string> Warnings => warnings;

    /// <summary>Number of storage chunks read so far, for tests and benchmarks of the cache.</summary>
    internal long TilesRead => cache.TilesRead;

    private int Rows { get; }

    private int Columns { get; }

    private int TimeCount { get; }

    public void Read(string variable, FieldWindow window, Span<double> values)
    {
        if (!layouts.TryGetValue(variable, out var layout)) throw OceanException.Missing(Source, "variable", variable, layouts.Keys);
        Require(window, values.Length, layout.Bands, variable);
        var bytes = checked(values.Length * layout.Variable.Type.Size());
        var raw = ArrayPool<byte>.Shared.Rent(bytes);
        try
        {
            cache.Read(layout, layout.Start(window, layout.Bands), window.Rows, window.Columns, raw);
            layout.Variable.Decode(raw.AsSpan(0, bytes), values, NetCdfDecoding.All);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(raw);
        }
    }

    public void ReadFlags(string flags, FieldWindow window, Span<ulong> values)
    {
        if (!flagLayouts.TryGetValue(flags, out var layout)) throw OceanException.Missing(Source, "flag variable", flags, flagLayouts.Keys);
        Require(window with { Band = 0 }, values.Length, layout.Bands, flags);
        var raw = new byte[checked(values.Length * layout.Variable.Type.Size())];
        cache.Read(layout, layout.Start(window, 1), window.Rows, window.Columns, raw);
        NetCdfNumbers.ToBits(raw, layout.Variable.Type, values);
    }

    public void Dispose()
    {
        if (ownsFile) file.Dispose();
    }

    private static bool IsHidden(NetCdfVariable variable, ProductDescription? description) =>
        variable.Dimensions.Any(dimension => dimension.Name is "bnds" or "bounds" or "bound" or "vertices" or "nvertex" or "nv")
        || (description?.Hidden ?? []).Any(pattern => NamePattern.Matches(pattern, variable.Path) || NamePattern.Matches(pattern, variable.Name));

    private void Require(FieldWindow window, int room, int bands, string variable)
    {
        var (time, band, row, column, rows, columns) = window;
        var inside = time >= 0 && time < TimeCount && band >= 0 && band < bands
            && row >= 0 && column >= 0 && rows >= 0 && columns >= 0 && row + rows <= Rows && column + columns <= Columns;
        if (!inside)
            throw new ArgumentOutOfRangeException(nameof(window), $"{window} of '{variable}' is not inside {TimeCount} x {bands} x {Rows} x {Columns}");
        if (room != rows * columns) throw new ArgumentException($"the window has {rows * columns} pixels, there is room for {room}");
    }
}
