using System.Globalization;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Parts of the rows that are summarised by themselves: the values of columns, boxes in latitude and longitude.</summary>
public sealed class RowSubsets
{
    /// <summary>Largest number of values of one column.</summary>
    public const int MaximumValues = 200;

    private readonly List<RowSubset> all = [];
    private readonly List<int[]> places = [];

    /// <summary>All rows together, as subset 0.</summary>
    /// <param name="rows">Number of rows.</param>
    public RowSubsets(int rows)
    {
        RowCount = rows;
        all.Add(new RowSubset("", "", rows));
        places.Add(new int[rows]);
    }

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>The subsets; the first is all rows.</summary>
    public IReadOnlyList<RowSubset> All => all;

    /// <summary>For each way to divide the rows the subset of each row; -1 for none.</summary>
    public IReadOnlyList<int[]> Places => places;

    /// <summary>Places of the rows of a subset among all rows.</summary>
    public int[] RowsOf(int subset)
    {
        var place = places.First(place => subset == 0 || Array.IndexOf(place, subset) >= 0);
        return [.. Enumerable.Range(0, RowCount).Where(row => place[row] == subset)];
    }

    /// <summary>Adds a subset for each value of a column, in the order of the values; rows without a value are in none.</summary>
    /// <param name="by">What the column is called.</param>
    /// <param name="values">Per row; null where missing.</param>
    /// <exception cref="OceanException">More than <see cref="MaximumValues"/> different values, or none.</exception>
    public RowSubsets Add(string by, IReadOnlyList<string?> values)
    {
        var names = values.Where(value => value is not null).Distinct().OrderBy(value => double.TryParse(value, CultureInfo.InvariantCulture, out var number) ? number : double.PositiveInfinity)
            .ThenBy(value => value, StringComparer.Ordinal).ToList();
        if (names.Count == 0) throw OceanException.NothingSelected($"'{by}' has no value in any explained row");
        if (names.Count > MaximumValues)
            throw OceanException.Usage($"'{by}' has {names.Count} different values; a summary by it takes {MaximumValues} at most: name a column of groups, not of measurements");
        var first = all.Count;
        var number = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++) number[names[i]!] = first + i;
        int[] place = [.. values.Select(value => value is null ? -1 : number[value])];
        all.AddRange(names.Select((name, i) => new RowSubset(by, name!, place.Count(at => at == first + i))));
        places.Add(place);
        return this;
    }

    /// <summary>Adds the rows in a box; boxes may overlap.</summary>
    /// <param name="name">Name of the box.</param>
    /// <param name="box">The box.</param>
    /// <param name="latitudes">Per row, degrees.</param>
    /// <param name="longitudes">Per row, degrees.</param>
    /// <exception cref="OceanException">No row is in it.</exception>
    public RowSubsets Add(string name, GeoBox box, IReadOnlyList<double> latitudes, IReadOnlyList<double> longitudes)
    {
        int[] place = [.. Enumerable.Range(0, RowCount).Select(row => box.Contains(latitudes[row], longitudes[row]) ? all.Count : -1)];
        var count = place.Count(at => at >= 0);
        if (count == 0) throw OceanException.NothingSelected($"region '{name}': no explained row lies in it");
        all.Add(new RowSubset("region", name, count));
        places.Add(place);
        return this;
    }
}
