using OceanML.Core;

namespace OceanML.Formats.Remote;

/// <summary>Grids of the same rows and times, one east of the other, as one: what lies on both sides of the seam of a server's longitudes.</summary>
internal sealed class SideBySideField : IField
{
    private readonly IReadOnlyList<IField> fields;
    private readonly int[] firstColumns;

    public SideBySideField(IReadOnlyList<IField> fields)
    {
        this.fields = fields;
        var grids = fields.Select(field => field.Geometry).OfType<FieldGeometry.Grid>().ToList();
        if (grids.Count != fields.Count) throw new ArgumentException("only grids lie side by side", nameof(fields));
        firstColumns = new int[fields.Count];
        for (var i = 1; i < firstColumns.Length; i++) firstColumns[i] = firstColumns[i - 1] + grids[i - 1].Columns;
        Geometry = new FieldGeometry.Grid(grids[0].Latitudes, [.. grids.SelectMany(grid => grid.Longitudes)]);
    }

    public string Source => fields[0].Source;

    public string Product => fields[0].Product;

    public FieldGeometry Geometry { get; }

    public IReadOnlyList<TimeInterval> Times => fields[0].Times;

    public IReadOnlyList<ModelInterval?>? ModelTimes => fields[0].ModelTimes;

    public FieldProvenance Provenance => fields[0].Provenance;

    public IReadOnlyList<FieldVariable> Variables => fields[0].Variables;

    public IReadOnlyList<FlagVariable> Flags => fields[0].Flags;

    public IReadOnlyDictionary<string, string> Roles => fields[0].Roles;

    public IReadOnlyList<PixelCondition> Conditions => fields[0].Conditions;

    public IReadOnlyList<string> Warnings => fields[0].Warnings;

    public void Read(string variable, FieldWindow window, Span<double> values) => Read(window, values, (field, part, into) => field.Read(variable, part, into));

    public void ReadFlags(string flags, FieldWindow window, Span<ulong> values) => Read(window, values, (field, part, into) => field.ReadFlags(flags, part, into));

    public void Dispose()
    {
        foreach (var field in fields) field.Dispose();
    }

    private delegate void ReadPart<T>(IField field, FieldWindow part, Span<T> into);

    private void Read<T>(FieldWindow window, Span<T> values, ReadPart<T> read)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            var (left, right) = (firstColumns[i], firstColumns[i] + fields[i].Geometry.Columns);
            var (first, last) = (Math.Max(window.Column, left), Math.Min(window.Column + window.Columns, right));
            if (first >= last) continue;
            var part = window with { Column = first - left, Columns = last - first };
            var into = new T[part.Pixels];
            read(fields[i], part, into);
            for (var row = 0; row < part.Rows; row++)
                into.AsSpan(row * part.Columns, part.Columns).CopyTo(values.Slice((row * window.Columns) + first - window.Column, part.Columns));
        }
    }
}
