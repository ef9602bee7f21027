using System.Globalization;
using OceanML.Core;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Products;

namespace OceanML.Formats.Fields.Sen3;

/// <summary>
/// A Sentinel-3 OLCI product: one file per band, positions, flags and angles in files of their own. A file is opened (and unpacked from a
/// zip) when something of it is asked: the times need the manifest alone, the positions one file more.
/// </summary>
internal sealed class Sen3Field : IField
{
    private const long CacheBytesPerFile = 32L << 20;

    private static readonly string[] NoData =
        [Sen3Package.PositionsName, "tie_geo_coordinates.nc", "time_coordinates.nc", "instrument_data.nc", "removed_pixels.nc"];

    private readonly Sen3Package package;
    private readonly Product product;
    private readonly int threads;
    private readonly Lazy<FieldCoordinates> coordinates;
    private readonly Lazy<Sen3Contents> contents;
    private readonly Dictionary<string, Lazy<NetCdfField>> members;
    private readonly Dictionary<string, Lazy<NetCdfFile>> files;
    private readonly List<string> warnings = [];

    public Sen3Field(Sen3Package package, Sen3Manifest manifest, Product product, int threads)
    {
        (this.package, this.product, this.threads) = (package, product, threads);
        if (!package.Has(Sen3Package.PositionsName)) throw OceanException.Missing(package.Source, "file", Sen3Package.PositionsName, package.Members);
        string[] netCdf = [.. package.Members.Where(member => member.EndsWith(".nc", StringComparison.Ordinal))];
        files = netCdf.ToDictionary(member => member, member => new Lazy<NetCdfFile>(() => NetCdfFile.Open(package.PathOf(member), threads)));
        DataFiles = [.. netCdf.Except(NoData)];
        coordinates = new Lazy<FieldCoordinates>(ReadCoordinates);
        members = DataFiles.ToDictionary(member => member, member => new Lazy<NetCdfField>(() => OpenMember(member)));
        contents = new Lazy<Sen3Contents>(() => Sen3Contents.List(this));
        var lost = manifest.Files.Where(file => !package.Has(file)).ToList();
        if (lost.Count > 0)
        {
            var names = string.Join(", ", lost.Take(5)) + (lost.Count > 5 ? ", …" : "");
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{lost.Count} of {manifest.Files.Count} files of the product are missing ({names}); what they hold cannot be read"));
        }

        Times = manifest.Start != Timestamp.Missing ? [new TimeInterval(manifest.Start, Math.Max(manifest.Start, manifest.End))] : LineTimes();
    }

    public string Source => package.Source;

    public string Product => product.Id;

    public FieldGeometry Geometry => coordinates.Value.Geometry.Value;

    public IReadOnlyList<TimeInterval> Times { get; }

    public FieldProvenance Provenance => new("measured", product.Title, null, null);

    public IReadOnlyList<FieldVariable> Variables => contents.Value.Variables;

    public IReadOnlyList<FlagVariable> Flags => contents.Value.Flags;

    public IReadOnlyDictionary<string, string> Roles => contents.Value.Roles;

    public IReadOnlyList<PixelCondition> Conditions => [.. product.Description!.Conditions.Where(condition => contents.Value.Members.ContainsKey(condition.Variable))];

    public IReadOnlyList<string> Warnings => warnings;

    /// <summary>The product.</summary>
    internal Product Identity => product;

    /// <summary>Files that hold variables.</summary>
    internal IReadOnlyList<string> DataFiles { get; }

    /// <summary>Whether files must be unpacked to look into them.</summary>
    internal bool IsPacked => package.IsPacked;

    /// <summary>Files opened so far.</summary>
    internal IReadOnlyList<string> Opened => [.. files.Where(pair => pair.Value.IsValueCreated).Select(pair => pair.Key).Order(StringComparer.Ordinal)];

    public void Read(string variable, FieldWindow window, Span<double> values)
    {
        if (contents.Value.TiePoints.TryGetValue(variable, out var tiePoints))
        {
            RequireInside(window, values.Length);
            tiePoints.Read(window, values);
            return;
        }

        ((IField)Holder(variable)).Read(variable, window, values);
    }

    public void ReadWindows(string variable, ReadOnlySpan<FieldWindow> windows, Span<double> values)
    {
        if (!contents.Value.TiePoints.ContainsKey(variable))
        {
            ((IField)Holder(variable)).ReadWindows(variable, windows, values);
            return;
        }

        foreach (var window in windows)
        {
            Read(variable, window, values[..window.Pixels]);
            values = values[window.Pixels..];
        }
    }

    public void ReadFlags(string flags, FieldWindow window, Span<ulong> values) => FlagHolder(flags).ReadFlags(flags, window, values);

    public void ReadFlagWindows(string flags, ReadOnlySpan<FieldWindow> windows, Span<ulong> values) =>
        ((IField)FlagHolder(flags)).ReadFlagWindows(flags, windows, values);

    public void Dispose()
    {
        foreach (var member in members.Values.Where(member => member.IsValueCreated)) member.Value.Dispose();
        foreach (var file in files.Values.Where(file => file.IsValueCreated)) file.Value.Dispose();
        package.Dispose();
    }

    /// <summary>An open file of the product.</summary>
    internal NetCdfFile File(string member) =>
        files.TryGetValue(member, out var file) ? file.Value : throw OceanException.Missing(Source, "file", member, package.Members);

    /// <summary>The variables of one file on the pixels.</summary>
    internal NetCdfField Member(string member) => members[member].Value;

    /// <summary>Rows and columns of pixels.</summary>
    internal (int Rows, int Columns) Shape => ((int)coordinates.Value.Row.Length, (int)coordinates.Value.Column.Length);

    private NetCdfField OpenMember(string member) => new(File(member), product, coordinates.Value, ownsFile: false, CacheBytesPerFile);

    private NetCdfField Holder(string variable) =>
        contents.Value.Members.TryGetValue(variable, out var member) ? Member(member)
        : throw OceanException.Missing(Source, "variable", variable, Variables.Select(known => known.Name));

    private NetCdfField FlagHolder(string flags) =>
        contents.Value.FlagMembers.TryGetValue(flags, out var member) ? Member(member)
        : throw OceanException.Missing(Source, "flag variable", flags, Flags.Select(known => known.Name));

    private FieldCoordinates ReadCoordinates()
    {
        var file = File(Sen3Package.PositionsName);
        var (latitude, longitude) = (file["latitude"], file["longitude"]);
        if (CfShape.PixelAxes(latitude, longitude) is not var (row, column) || latitude.Dimensions.Count != 2)
            throw OceanException.BadInput($"{Source}: latitude and longitude of {Sen3Package.PositionsName} are not on rows and columns");
        return new FieldCoordinates(row, column, null, new Lazy<FieldGeometry>(() => FieldPositions.Read(Source, latitude, longitude)), Times, [latitude, longitude], []);
    }

    private IReadOnlyList<TimeInterval> LineTimes() =>
        files.ContainsKey("time_coordinates.nc") && File("time_coordinates.nc") is var file && file.Find("time_stamp") is { } stamps
            ? FieldTimes.OfLines(stamps) is { } interval ? [interval] : []
            : [];

    private void RequireInside(FieldWindow window, int room)
    {
        var (rows, columns) = Shape;
        if (window.Row < 0 || window.Column < 0 || window.Row + window.Rows > rows || window.Column + window.Columns > columns)
            throw new ArgumentOutOfRangeException(nameof(window), $"{window} is not inside {rows} x {columns}");
        if (room != window.Pixels) throw new ArgumentException($"the window has {window.Pixels} pixels, there is room for {room}");
    }
}
