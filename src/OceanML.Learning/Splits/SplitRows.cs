using System.Globalization;
using System.Text.RegularExpressions;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>What is known of the rows to be split. Only what the plan asks for must be there.</summary>
public sealed record SplitRows
{
    /// <summary>Column that says of what unit (week, year, platform, cell, event) a row of a column <c>fold</c> is.</summary>
    public const string UnitColumn = "unit";

    /// <summary>Number of rows.</summary>
    public required int Count { get; init; }

    /// <summary>Group of each row, an index into <see cref="GroupNames"/>.</summary>
    public int[]? Groups { get; init; }

    /// <summary>Names of the groups.</summary>
    public IReadOnlyList<string> GroupNames { get; init; } = [];

    /// <summary>Time of each row, microseconds since 1970 UTC; <see cref="Timestamp.Missing"/> where unknown.</summary>
    public long[]? Times { get; init; }

    /// <summary>Latitude of each row, degrees.</summary>
    public double[]? Latitudes { get; init; }

    /// <summary>Longitude of each row, degrees, any convention.</summary>
    public double[]? Longitudes { get; init; }

    /// <summary>What the column of the plan says of each row; null where it says nothing.</summary>
    public string?[]? Labels { get; init; }

    /// <summary>The unit of each row within the value of the plan's column, where the table says it; null where it does not, or where it is not known of a row.</summary>
    public string?[]? Units { get; init; }

    /// <summary>[rows, features]: groups with equal rows are kept together; null where that does not matter.</summary>
    public float[]? Features { get; init; }

    /// <summary>A target of each row: rows of equal features that differ in it are no copies; null where it is not known.</summary>
    public double[]? Target { get; init; }

    /// <summary>Class of each row, an index into <see cref="ClassNames"/>; null for regression.</summary>
    public int[]? Classes { get; init; }

    /// <summary>Names of the classes.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>Features of a row.</summary>
    public int FeatureCount => Features is null || Count == 0 ? 0 : Features.Length / Count;

    /// <summary>Takes from a table what can be found there: time, latitude, longitude, the groups and the column of the plan.</summary>
    /// <param name="table">The table.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="groupColumn">Column of the groups; null for <c>platform</c> where there is one.</param>
    /// <param name="pattern">What part of the group's text counts: the first match, or its first parenthesis; null for all.</param>
    /// <param name="rows">The rows, in order; null for all.</param>
    /// <exception cref="OceanException">A column that was named is not there, or a row has no group.</exception>
    public static SplitRows Of(Table table, SplitPlan plan, string? groupColumn = null, Regex? pattern = null, int[]? rows = null)
    {
        rows ??= [.. Enumerable.Range(0, table.RowCount)];
        groupColumn ??= table.Has("platform") ? "platform" : null;
        var (groups, names) = groupColumn is null ? (null, []) : Numbered(table, groupColumn, pattern, rows, required: plan.Kind == SplitKind.Group);
        return new SplitRows
        {
            Count = rows.Length,
            Groups = groups,
            GroupNames = names,
            Times = (table.Find("time")?.Take(rows) as TimeColumn)?.Values,
            Latitudes = Coordinate(table, rows, "latitude", "lat", "Grid_lat"),
            Longitudes = Coordinate(table, rows, "longitude", "lon", "Grid_long"),
            Labels = plan.Column is null ? null : Texts(table[plan.Column], rows),
            Units = plan is { Kind: SplitKind.Column, Column: "fold" } && table.Find(UnitColumn) is { } units ? Texts(units, rows) : null,
        };
    }

    /// <summary>A column's values as text; null where missing.</summary>
    public static string?[] Texts(Column column, ReadOnlySpan<int> rows)
    {
        var texts = new string?[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            texts[i] = column.IsMissing(row) ? null : column switch
            {
                TextColumn text => text.Values[row],
                NumberColumn number => number.Values[row].ToString("R", CultureInfo.InvariantCulture),
                TimeColumn time => Timestamp.Format(time.Values[row]),
                _ => null,
            };
        }

        return texts;
    }

    private static (int[] Groups, IReadOnlyList<string> Names) Numbered(Table table, string column, Regex? pattern, int[] rows, bool required)
    {
        var texts = Texts(table[column], rows);
        var (groups, names, known) = (new int[rows.Length], new List<string>(), new Dictionary<string, int>(StringComparer.Ordinal));
        for (var i = 0; i < rows.Length; i++)
        {
            var text = texts[i];
            if (text is not null && pattern?.Match(text) is { } match) text = !match.Success ? null : match.Groups.Count > 1 && match.Groups[1].Success ? match.Groups[1].Value : match.Value;
            if (string.IsNullOrEmpty(text))
            {
                if (required) throw OceanException.BadInput($"{table.Label}: row {rows[i] + 1} has no group in column '{column}'; a split by group needs one in every row");
                text = "";
            }

            if (!known.TryGetValue(text, out var group))
            {
                known[text] = group = names.Count;
                names.Add(text);
            }

            groups[i] = group;
        }

        return (groups, names);
    }

    private static double[]? Coordinate(Table table, int[] rows, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (table.Find(name)?.Take(rows) is NumberColumn column) return column.Values;
        }

        return null;
    }
}
