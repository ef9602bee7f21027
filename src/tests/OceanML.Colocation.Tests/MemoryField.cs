using OceanML.Core;

namespace OceanML.Colocation.Tests;

/// <summary>A field held in memory that notes what is read of it.</summary>
internal sealed class MemoryField(string name, FieldGeometry geometry, params TimeInterval[] times) : IField
{
    private readonly Dictionary<string, Func<int, int, int, int, double>> values = [];
    private readonly Dictionary<string, Func<int, int, int, ulong>> bits = [];
    private readonly List<FieldVariable> variables = [];
    private readonly List<FlagVariable> flags = [];

    public string Source => name;

    public string Product { get; init; } = "memory";

    public int GeometryReads { get; private set; }

    public int Reads { get; private set; }

    public long PixelsRead { get; private set; }

    public FieldGeometry Geometry
    {
        get
        {
            GeometryReads++;
            return geometry;
        }
    }

    public IReadOnlyList<TimeInterval> Times => times;

    public IReadOnlyList<FieldVariable> Variables => variables;

    public IReadOnlyList<FlagVariable> Flags => flags;

    public IReadOnlyDictionary<string, string> Roles { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<PixelCondition> Conditions { get; init; } = [];

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Adds a variable whose value is a function of row and column.</summary>
    public MemoryField With(string variable, Func<int, int, double> value) => With(variable, [], (_, _, row, column) => value(row, column));

    /// <summary>Adds a variable whose value is a function of time, band, row and column.</summary>
    public MemoryField With(string variable, double[] wavelengths, Func<int, int, int, int, double> value)
    {
        variables.Add(new FieldVariable(variable, "mg m-3", null, null, wavelengths, Math.Max(1, wavelengths.Length), (8, 8)));
        values[variable] = value;
        return this;
    }

    public MemoryField WithFlags(FlagVariable variable, Func<int, int, ulong> value)
    {
        flags.Add(variable);
        bits[variable.Name] = (_, row, column) => value(row, column);
        return this;
    }

    public FieldSource AsSource() => new(name, () => this, () => "sha-of-" + name);

    public void Read(string variable, FieldWindow window, Span<double> into) =>
        Fill(window, into, (row, column) => values[variable](window.Time, window.Band, row, column));

    public void ReadFlags(string name, FieldWindow window, Span<ulong> into) =>
        Fill(window, into, (row, column) => bits[name](window.Time, row, column));

    public void Dispose()
    {
    }

    private void Fill<T>(FieldWindow window, Span<T> into, Func<int, int, T> value)
    {
        Assert.True(window.Row >= 0 && window.Row + window.Rows <= geometry.Rows && window.Column >= 0 && window.Column + window.Columns <= geometry.Columns, $"{window} reaches beyond the field");
        Assert.Equal(window.Rows * window.Columns, into.Length);
        Reads++;
        PixelsRead += into.Length;
        for (var row = 0; row < window.Rows; row++)
        {
            for (var column = 0; column < window.Columns; column++) into[(row * window.Columns) + column] = value(window.Row + row, window.Column + column);
        }
    }
}
