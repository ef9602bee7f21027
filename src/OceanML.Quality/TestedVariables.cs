using OceanML.Core;

namespace OceanML.Quality;

/// <summary>Finds the columns of a table that can be tested.</summary>
internal static class TestedVariables
{
    private static readonly string[] Places = ["platform", "profile", "time", "latitude", "longitude", "depth"];

    /// <summary>
    /// The number columns that the vocabulary knows as something floats measure, and pressure computed from depth where there is none.
    /// Satellite and weather columns of a matchup table, which repeat down a profile, are none of these.
    /// </summary>
    public static IReadOnlyList<TestedVariable> Of(Table table, QualityOptions options, List<string> warnings)
    {
        var variables = new List<TestedVariable>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in table.Columns.OfType<NumberColumn>())
        {
            if (options.Vocabulary.Find(column.Name) is not { } entry || Places.Contains(entry.Name) || !entry.Aliases.ContainsKey("argo")) continue;
            if (!UnitText.IsSame(column.Metadata.Unit, entry.Unit))
            {
                warnings.Add($"{column.Name}: not tested, its unit is {column.Metadata.Unit} and the tests are in {entry.Unit}");
                continue;
            }

            if (!taken.Add(entry.Name))
            {
                warnings.Add($"{column.Name}: not tested, another column is {entry.Name} already");
                continue;
            }

            var source = table.Find(column.Name + "_qc") as TextColumn;
            variables.Add(new TestedVariable(
                column,
                entry.Name,
                options.Reset ? null : InArgoScheme(column.Name, source, warnings),
                source,
                (table.Find(column.Name + "_mode") as TextColumn)?.Values,
                isComputed: false));
        }

        if (variables.Count > 0 && !taken.Contains("pressure") && PressureOfDepth(table) is { } pressure)
            variables.Add(new TestedVariable(pressure, "pressure", null, null, null, isComputed: true));
        return variables;
    }

    private static string?[]? InArgoScheme(string name, TextColumn? flags, List<string> warnings)
    {
        if (flags is null) return null;
        var scheme = flags.Metadata.FlagScheme is { } written ? FlagScheme.Find(written) : FlagScheme.Argo;
        if (scheme == FlagScheme.Argo) return flags.Values;
        var conversion = scheme.ConvertTo(FlagScheme.Argo);
        var lost = new SortedSet<char>();
        var converted = new string?[flags.Length];
        for (var row = 0; row < converted.Length; row++)
        {
            converted[row] = conversion.Convert(flags.Values[row]);
            if (flags.Values[row] is { Length: > 0 } flag && conversion.Losses.ContainsKey(flag[0])) lost.Add(flag[0]);
        }

        foreach (var flag in lost) warnings.Add($"{name}_qc: {conversion.Losses[flag]}");
        return converted;
    }

    private static NumberColumn? PressureOfDepth(Table table)
    {
        if (table.Find("depth") is not NumberColumn depth) return null;
        var latitude = (table.Find("latitude") as NumberColumn)?.Values;
        var pressure = new double[depth.Length];
        for (var row = 0; row < pressure.Length; row++)
        {
            var at = latitude?[row] ?? 45;
            pressure[row] = SeaWater.Pressure(-depth.Values[row], double.IsNaN(at) ? 45 : at);
        }

        return new NumberColumn("pressure", pressure);
    }
}
