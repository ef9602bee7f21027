using System.Globalization;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Figures;

namespace OceanML.Steps;

/// <summary>The group of each row, whatever the kind of the column.</summary>
internal static class Groups
{
    public static IReadOnlyList<string?> Of(Table data, string column) => data[column] switch
    {
        TextColumn text => text.Values,
        NumberColumn number => [.. number.Values.Select(value => double.IsNaN(value) ? null : value.ToString("G15", CultureInfo.InvariantCulture))],
        TimeColumn time => [.. time.Values.Select(value => value == Timestamp.Missing ? null : Timestamp.Format(value))],
        _ => throw OceanException.BadInput($"{data.Label}: column '{column}' cannot be used as groups"),
    };

    /// <summary>The groups with only that part of the name that a regular expression matches; the whole name where it matches nothing.</summary>
    /// <exception cref="OceanException">Not a regular expression.</exception>
    public static IReadOnlyList<string?> Of(Table data, string column, string? pattern)
    {
        var names = Of(data, column);
        return GroupPattern.Parse(pattern) is { } part
            ? [.. names.Select(name => name is not null && part.Match(name) is { Success: true, Length: > 0 } match ? match.Value : name)]
            : names;
    }

    /// <summary>Residuals by group.</summary>
    public static GroupsFigure Figure(string id, Table data, double[] residuals, IReadOnlyList<string?> groups, string estimate, string reference, string groupBy, bool log10, string? unit)
    {
        var label = log10 ? $"log10 ({estimate} / {reference})" : $"{estimate} minus {reference}";
        return GroupsFigure.Of(id, $"Residual by {groupBy.Replace('_', ' ')}", residuals, groups, (label, log10 ? null : ColumnWords.Of(data, estimate, unit).Unit))
            with
        { Subtitle = "Points: medians; bars: quartiles; right of the line the estimate is higher" };
    }
}
