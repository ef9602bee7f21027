using OceanML.Core;
using OceanML.Formats.Products;

namespace OceanML.Formats.Fields;

/// <summary>A field some of whose variables lie on tie points, as if they lay on the pixels.</summary>
internal sealed class TiePointField : IField
{
    private readonly IField pixels;
    private readonly Dictionary<string, TiePointVariable> tiePoints;

    public TiePointField(IField pixels, IEnumerable<TiePointVariable> tiePoints, ProductDescription? description)
    {
        this.pixels = pixels;
        this.tiePoints = tiePoints.Where(variable => pixels.Variables.All(known => known.Name != variable.Description.Name))
            .ToDictionary(variable => variable.Description.Name);
        Variables = [.. pixels.Variables, .. this.tiePoints.Values.Select(variable => variable.Description)];
        Roles = FieldRoles.Of(Variables, description);
    }

    public string Source => pixels.Source;

    public string Product => pixels.Product;

    public FieldGeometry Geometry => pixels.Geometry;

    public IReadOnlyList<TimeInterval> Times => pixels.Times;

    public IReadOnlyList<ModelInterval?>? ModelTimes => pixels.ModelTimes;

    public FieldProvenance Provenance => pixels.Provenance;

    public IReadOnlyList<FieldVariable> Variables { get; }

    public IReadOnlyList<FlagVariable> Flags => pixels.Flags;

    public IReadOnlyDictionary<string, string> Roles { get; }

    public IReadOnlyList<PixelCondition> Conditions => pixels.Conditions;

    public IReadOnlyList<string> Warnings => pixels.Warnings;

    public void Read(string variable, FieldWindow window, Span<double> values)
    {
        if (tiePoints.TryGetValue(variable, out var onTiePoints)) onTiePoints.Read(window, values);
        else if (Variables.Any(known => known.Name == variable)) pixels.Read(variable, window, values);
        else throw OceanException.Missing(Source, "variable", variable, Variables.Select(known => known.Name));
    }

    public void ReadWindows(string variable, ReadOnlySpan<FieldWindow> windows, Span<double> values)
    {
        if (!tiePoints.TryGetValue(variable, out var onTiePoints))
        {
            pixels.ReadWindows(variable, windows, values);
            return;
        }

        foreach (var window in windows)
        {
            onTiePoints.Read(window, values[..window.Pixels]);
            values = values[window.Pixels..];
        }
    }

    public void ReadFlags(string flags, FieldWindow window, Span<ulong> values) => pixels.ReadFlags(flags, window, values);

    public void ReadFlagWindows(string flags, ReadOnlySpan<FieldWindow> windows, Span<ulong> values) => pixels.ReadFlagWindows(flags, windows, values);

    public void Dispose() => pixels.Dispose();
}
