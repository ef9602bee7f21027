using OceanML.Core;

namespace OceanML.Formats.Remote;

/// <summary>A field that came from a server, named as the user knows it rather than by the file it was kept in.</summary>
internal sealed class NamedField(IField inner, string name) : IField
{
    public string Source => name;

    public string Product => inner.Product;

    public FieldGeometry Geometry => inner.Geometry;

    public IReadOnlyList<TimeInterval> Times => inner.Times;

    public IReadOnlyList<ModelInterval?>? ModelTimes => inner.ModelTimes;

    public FieldProvenance Provenance => inner.Provenance;

    public IReadOnlyList<FieldVariable> Variables => inner.Variables;

    public IReadOnlyList<FlagVariable> Flags => inner.Flags;

    public IReadOnlyDictionary<string, string> Roles => inner.Roles;

    public IReadOnlyList<PixelCondition> Conditions => inner.Conditions;

    public IReadOnlyList<string> Warnings => [.. inner.Warnings.Select(warning => warning.Replace(inner.Source, name, StringComparison.Ordinal))];

    public void Read(string variable, FieldWindow window, Span<double> values) => inner.Read(variable, window, values);

    public void ReadFlags(string flags, FieldWindow window, Span<ulong> values) => inner.ReadFlags(flags, window, values);

    public void ReadWindows(string variable, ReadOnlySpan<FieldWindow> windows, Span<double> values) => inner.ReadWindows(variable, windows, values);

    public void ReadFlagWindows(string flags, ReadOnlySpan<FieldWindow> windows, Span<ulong> values) => inner.ReadFlagWindows(flags, windows, values);

    public void Dispose() => inner.Dispose();
}
