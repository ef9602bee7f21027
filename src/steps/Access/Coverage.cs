using System.Globalization;
using OceanML.Core;

namespace OceanML.Steps;

/// <summary>Where and when the rows of tables are, for a message when none is selected.</summary>
internal sealed class Coverage
{
    private (double South, double North, double West, double East) box = (double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity, double.NegativeInfinity);
    private (long First, long Last) period = (long.MaxValue, long.MinValue);
    private long rows;

    /// <summary>Adds the rows of a table.</summary>
    public void Add(Table table)
    {
        rows += table.RowCount;
        foreach (var latitude in (table.Find("latitude") as NumberColumn)?.Values ?? []) box = box with { South = Least(box.South, latitude), North = Greatest(box.North, latitude) };
        foreach (var longitude in (table.Find("longitude") as NumberColumn)?.Values ?? []) box = box with { West = Least(box.West, longitude), East = Greatest(box.East, longitude) };
        foreach (var time in (table.Find("time") as TimeColumn)?.Values ?? [])
        {
            if (time != Timestamp.Missing) period = (Math.Min(period.First, time), Math.Max(period.Last, time));
        }
    }

    /// <summary>Whether no row was added.</summary>
    public bool IsEmpty => rows == 0;

    /// <summary>What was added, in words.</summary>
    public override string ToString()
    {
        if (rows == 0) return "the files hold no value";
        var where = box.South > box.North || box.West > box.East
            ? "no positions"
            : string.Create(CultureInfo.InvariantCulture, $"longitude {box.West:0.##}..{box.East:0.##}, latitude {box.South:0.##}..{box.North:0.##}");
        var when = period.First > period.Last ? "no times" : $"{Timestamp.Format(period.First)} to {Timestamp.Format(period.Last)}";
        return $"the files cover {rows} rows, {where}, {when}";
    }

    private static double Least(double a, double b) => double.IsFinite(b) && b < a ? b : a;

    private static double Greatest(double a, double b) => double.IsFinite(b) && b > a ? b : a;
}
