using OceanML.Core;

namespace OceanML.Benchmarks;

/// <summary>A swath with one variable, held in memory.</summary>
internal sealed class SwathField(FieldGeometry.Swath geometry, float[] values) : IField
{
    public string Source => "memory";

    public string Product => "memory";

    public FieldGeometry Geometry => geometry;

    public IReadOnlyList<TimeInterval> Times => [];

    public IReadOnlyList<FieldVariable> Variables => [];

    public IReadOnlyList<FlagVariable> Flags => [];

    public void Read(string variable, FieldWindow window, Span<double> into)
    {
        var at = 0;
        for (var row = window.Row; row < window.Row + window.Rows; row++)
        {
            foreach (var value in values.AsSpan((row * geometry.ColumnCount) + window.Column, window.Columns)) into[at++] = value;
        }
    }

    public void ReadFlags(string flags, FieldWindow window, Span<ulong> into) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
