using OceanML.Core;

namespace OceanML.Quality;

/// <summary>Compares what two rows measured.</summary>
internal sealed class RowValues(Table table)
{
    private readonly List<double[]> variables = [.. table.Columns.OfType<NumberColumn>()
        .Where(column => !Duplicates.IsPlace(column.Name) && column.Name[0] != '#' && !Companions.IsCompanion(column.Name, table.Has)).Select(column => column.Values)];

    /// <summary>Whether a row holds a variable that the other does not.</summary>
    public bool Adds(int row, int other)
    {
        foreach (var values in variables)
        {
            if (!double.IsNaN(values[row]) && double.IsNaN(values[other])) return true;
        }

        return false;
    }

    /// <summary>Whether two rows hold different values of one variable, other than by rounding to fewer decimals.</summary>
    public bool Conflict(int row, int other)
    {
        foreach (var values in variables)
        {
            if (!double.IsNaN(values[row]) && !double.IsNaN(values[other]) && !AreEqual(values[row], values[other])) return true;
        }

        return false;
    }

    /// <summary>Equal, or one the other rounded to some decimals and within half a percent.</summary>
    internal static bool AreEqual(double a, double b)
    {
        var (apart, size) = (Math.Abs(a - b), Math.Max(Math.Abs(a), Math.Abs(b)));
        if (apart <= 1e-6 * size) return true;
        if (apart > 5e-3 * size) return false;
        for (var decimals = 1; decimals <= 8; decimals++)
        {
            var least = 1e-6 * Math.Pow(10, -decimals);
            if (Math.Abs(Math.Round(a, decimals) - b) <= least || Math.Abs(Math.Round(b, decimals) - a) <= least) return true;
        }

        return false;
    }
}
