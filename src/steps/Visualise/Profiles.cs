using OceanML.Core;
using OceanML.Figures;

namespace OceanML.Steps;

/// <summary>Profile figures that the profile command and the report both draw.</summary>
internal static class Profiles
{
    /// <summary>The columns that hold values, not their sigma, flags or labels.</summary>
    public static IReadOnlyList<string> DepthColumns(IReadOnlyList<string> columns) =>
        [.. columns.Where(column => !column.EndsWith("_sigma", StringComparison.Ordinal) && !column.EndsWith("_qc", StringComparison.Ordinal))];

    /// <summary>A profile figure of a table and of predictions whose rows are the same profiles.</summary>
    public static ProfileFigure Of(string id, Table data, IReadOnlyList<string> columns, Table? predicted, string? name, (string Label, string? Unit) label, bool log10)
    {
        if (predicted is not null && predicted.RowCount != data.RowCount)
            throw OceanException.BadInput($"{predicted.Label} has {predicted.RowCount} rows and {data.Label} has {data.RowCount}; predictions must be of the same rows, in the same order");
        var bins = DepthBin.Of(columns);
        var names = Names(data, name);
        var title = predicted is null ? $"{label.Label} over depth, measured" : $"{label.Label} over depth, measured and predicted";
        return ProfileFigure.Of(
            id,
            title,
            label,
            bins,
            [.. bins.Select(bin => data.Numbers(bin.Column))],
            predicted is null ? [] : [.. bins.Select(bin => predicted.Numbers(bin.Column))],
            predicted is null || !bins.All(bin => predicted.Has(bin.Column + "_sigma")) ? [] : [.. bins.Select(bin => predicted.Numbers(bin.Column + "_sigma"))],
            names,
            log10);
    }

    private static string[] Names(Table data, string? given)
    {
        var column = given is not null ? data[given] : data.Find("profile_id") ?? data.Find("profile") ?? data.Find("platform");
        return [.. Enumerable.Range(0, data.RowCount).Select(row => column switch
        {
            TextColumn text => text.Values[row] ?? "",
            NumberColumn number => FormattableString.Invariant($"{number.Values[row]:0.##}"),
            _ => FormattableString.Invariant($"row {row + 1}"),
        })];
    }
}
