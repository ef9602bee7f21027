using OceanML.Core;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Products;

namespace OceanML.Formats.Fields;

/// <summary>A grid, curvilinear grid or swath in a netCDF file.</summary>
internal sealed class NetCdfField : IField
{
    private const long CacheBytes = 64L << 20;

    private readonly NetCdfFile file;
    private readonly bool ownsFile;
    private readonly Dictionary<string, FieldLayout> layouts = [];
    private readonly Dictionary<string, FieldVariable> variables = [];
    private readonly Dictionary<string, FieldLayout> flagLayouts = [];
    private readonly Lazy<FieldGeometry> geometry;
    private readonly List<string> warnings = [];
    private readonly TileReader tiles;

    public NetCdfField(NetCdfFile file, Product product, bool ownsFile = true)
        : this(file, product, FieldCoordinates.Of(file, product), ownsFile, CacheBytes)
    {
    }

    /// <summary>One file of a product of many files, with the positions and times of the product.</summary>
    internal NetCdfField(NetCdfFile file, Product product, FieldCoordinates coordinates, bool ownsFile, long cacheBytes)
    {
        (this.file, Product, this.ownsFile, tiles) = (file, product.Id, ownsFile, new TileReader(cacheBytes));
        var description = product.Description;
        var (row, column, time) = (coordinates.Row, coordinates.Column, coordinates.TimeAxis);
        geometry = coordinates.Geometry;
        Times = coordinates.Times;
        ModelTimes = coordinates.ModelTimes;
        Provenance = FieldOrigin.Of(file, product);
        warnings.AddRange(coordinates.Warnings);
        (Rows, Columns) = (checked((int)row.Length), checked((int)column.Length));
        TimeCount = time is null ? 1 : (int)time.Length;

        var flags = new List<FlagVariable>();
        var levels = new Dictionary<string, VerticalAxis?>();
        foreach (var variable in file.Variables)
        {
            if (coordinates.Contains(variable) || !variable.Type.IsNumeric()) continue;
            if (FieldLayout.Of(variable, row, column, time) is not { } layout || IsHidden(variable, description)) continue;
            if (FieldFlags.Of(variable, description) is { } flag)
            {
                var ownFlag = flagLayouts.ContainsKey(flag.Name) ? flag with { Name = Apart(variable) } : flag;
                if (flagLayouts.TryAdd(ownFlag.Name, layout)) flags.Add(ownFlag);
                continue;
            }

            var described = FieldLevels.Describe(file, layout, FieldWavelengths.Describe(file, layout, description), levels);
            if (layouts.ContainsKey(described.Name)) described = described with { Name = Apart(variable) };
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

    public IReadOnlyList<ModelInterval?>? ModelTimes { get; }

    public FieldProvenance Provenance { get; }

    public IReadOnlyList<FieldVariable> Variables { get; }

    public IReadOnlyList<FlagVariable> Flags { get; }

    public IReadOnlyDictionary<string, string> Roles { get; }

    public IReadOnlyList<PixelCondition> Conditions { get; }

    public IReadOnlyList<string> Warnings => warnings;

    /// <summary>Number of storage chunks read so far, for tests and benchmarks of the cache.</summary>
    internal long TilesRead => tiles.TilesRead;

    private int Rows { get; }

    private int Columns { get; }

    private int TimeCount { get; }

    public void Read(string variable, FieldWindow window, Span<double> values) => ReadWindows(variable, [window], values);

    public void ReadFlags(string flags, FieldWindow window, Span<ulong> values) => ReadFlagWindows(flags, [window], values);

    public unsafe void ReadWindows(string variable, ReadOnlySpan<FieldWindow> windows, Span<double> values)
    {
        if (!layouts.TryGetValue(variable, out var layout)) throw OceanException.Missing(Source, "variable", variable, layouts.Keys);
        Require(windows, values.Length, layout.Bands, variable);
        if (SeriesSlabs.Pays(layout, windows, file.IsRemote))
        {
            SeriesSlabs.Read(layout, windows, values);
            return;
        }

        var (stored, size) = (layout.Variable, layout.Variable.Type.Size());
        fixed (double* pointer = values)
        {
            var (address, length) = ((nint)pointer, values.Length);
            tiles.Read(layout, windows, layout.Bands, (bytes, at) =>
                stored.Decode(bytes, new Span<double>((double*)address, length).Slice(at, bytes.Length / size), NetCdfDecoding.All));
        }
    }

    public unsafe void ReadFlagWindows(string flags, ReadOnlySpan<FieldWindow> windows, Span<ulong> values)
    {
        if (!flagLayouts.TryGetValue(flags, out var layout)) throw OceanException.Missing(Source, "flag variable", flags, flagLayouts.Keys);
        Require(windows, values.Length, null, flags);
        if (file.IsRemote)
        {
            SeriesSlabs.ReadFlags(layout, windows, values);
            return;
        }

        var (type, size) = (layout.Variable.Type, layout.Variable.Type.Size());
        fixed (ulong* pointer = values)
        {
            var (address, length) = ((nint)pointer, values.Length);
            tiles.Read(layout, windows, 1, (bytes, at) =>
                NetCdfNumbers.ToBits(bytes, type, new Span<ulong>((ulong*)address, length).Slice(at, bytes.Length / size)));
        }
    }

    public void Dispose()
    {
        tiles.Dispose();
        if (ownsFile) file.Dispose();
    }

    // The same name in another group: told apart by its place.
    private string Apart(NetCdfVariable variable)
    {
        warnings.Add($"'{variable.Name}' is in several groups; the one in {variable.Group.Path} is called '{variable.Path}'");
        return variable.Path;
    }

    private static bool IsHidden(NetCdfVariable variable, ProductDescription? description) =>
        variable.Dimensions.Any(dimension => dimension.Name is "bnds" or "bounds" or "bound" or "vertices" or "nvertex" or "nv")
        || (description?.Hidden ?? []).Any(pattern => NamePattern.Matches(pattern, variable.Path) || NamePattern.Matches(pattern, variable.Name));

    private void Require(ReadOnlySpan<FieldWindow> windows, int room, int? bands, string variable)
    {
        var pixels = 0L;
        foreach (var window in windows)
        {
            var (time, band, row, column, rows, columns) = window;
            var inside = time >= 0 && time < TimeCount && (bands is null || (band >= 0 && band < bands))
                && row >= 0 && column >= 0 && rows >= 0 && columns >= 0 && row + rows <= Rows && column + columns <= Columns;
            if (!inside)
                throw new ArgumentOutOfRangeException(nameof(windows), $"{window} of '{variable}' is not inside {TimeCount} x {bands ?? 1} x {Rows} x {Columns}");
            pixels += (long)rows * columns;
        }

        if (room != pixels) throw new ArgumentException($"the windows have {pixels} pixels, there is room for {room}");
    }
}
