using OceanML.Core;
using OceanML.Figures;

namespace OceanML.Steps;

/// <summary>Profile figures that the profile command and the report both draw.</summary>
internal static class Profiles
{
    private const string SigmaEnding = "_sigma";

    private static readonly string[] Companions = [SigmaEnding, "_qc", "_label", "_origin", "_lower", "_upper", "_measured"];

    /// <summary>The columns that hold values, not what goes with them; measured ones only where nothing else was asked for.</summary>
    public static IReadOnlyList<string> DepthColumns(IReadOnlyList<string> columns)
    {
        string[] plain = [.. columns.Where(column => !Companions.Any(ending => column.EndsWith(ending, StringComparison.Ordinal)))];
        return plain.Length > 0 ? plain : [.. columns.Where(column => column.EndsWith("_measured", StringComparison.Ordinal))];
    }

    /// <summary>A profile figure of measured columns and of the predicted columns of the same depths, in a table whose rows are the same profiles.</summary>
    public static ProfileFigure Of(string id, Table data, IReadOnlyList<string> columns, Table other, IReadOnlyList<string> predicted, string? name, (string Label, string? Unit) label, bool log10)
    {
        if (columns.Count == 0) throw OceanException.Usage("--measured names no column of values");
        if (other.RowCount != data.RowCount)
            throw OceanException.BadInput($"{other.Label} has {other.RowCount} rows and {data.Label} has {data.RowCount}; predictions must be of the same rows, in the same order");
        var bins = DepthBin.Of(columns);
        var partners = predicted.Count == 0 ? [] : bins.Select(bin => Partner(bin, DepthBin.Of(predicted), other)).ToList();
        var hasSigma = partners.Count > 0 && partners.All(partner => other.Has(partner + SigmaEnding));
        return ProfileFigure.Of(
            id,
            $"{label.Label} over depth, measured{(partners.Count > 0 ? " and predicted" : "")}",
            label,
            bins,
            [.. bins.Select(bin => data.Numbers(bin.Column))],
            [.. partners.Select(other.Numbers)],
            hasSigma ? [.. partners.Select(partner => other.Numbers(partner + SigmaEnding))] : [],
            Names(data, name),
            log10);
    }

    private static string Partner(DepthBin bin, IReadOnlyList<DepthBin> predicted, Table other) =>
        predicted.FirstOrDefault(candidate => candidate.Top.Equals(bin.Top) && candidate.Bottom.Equals(bin.Bottom))?.Column
        ?? throw OceanException.BadInput($"{other.Label}: nothing was predicted for {bin.Words}, which '{bin.Column}' measured; --predicted names {string.Join(", ", predicted.Select(candidate => candidate.Column))}");

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
