using OceanML.Core;

namespace OceanML.Quality;

/// <summary>Finds the columns of a table that can be tested.</summary>
internal static class TestedVariables
{
    private static readonly string[] Coordinates = ["latitude", "longitude", "depth", "time"];

    /// <summary>The number columns that the vocabulary knows as something measured, and pressure computed from depth where there is none.</summary>
    public static IReadOnlyList<TestedVariable> Of(Table table, QualityOptions options, List<string> warnings)
    {
        var variables = new List<TestedVariable>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in table.Columns.OfType<NumberColumn>())
        {
            if (options.Vocabulary.Find(column.Name) is not { } entry || Coordinates.Contains(entry.Name)) continue;
            if (!SameUnit(column.Metadata.Unit, entry.Unit))
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
            pressure[row] = SeaWater.Pressure(depth.Values[row], double.IsNaN(at) ? 45 : at);
        }

        return new NumberColumn("pressure", pressure);
    }

    private static bool SameUnit(string? unit, string expected) =>
        string.IsNullOrWhiteSpace(unit) || Plain(unit) == Plain(expected);

    /// <summary>The spellings of the same unit met in ocean files, brought to one.</summary>
    private static string Plain(string unit)
    {
        var plain = unit.Trim().ToLowerInvariant().Replace("**", "", StringComparison.Ordinal).Replace("^", "", StringComparison.Ordinal);
        return plain switch
        {
            "degrees_celsius" or "degree_celsius" or "celsius" or "degc" or "deg_c" or "°c" or "degree celsius" => "celsius",
            "psu" or "1e-3" or "0.001" or "1" or "pss-78" or "pss" or "dimensionless" => "1",
            "decibar" or "decibars" or "dbar" => "dbar",
            "micromole/kg" or "umol/kg" or "µmol/kg" or "umol kg-1" or "micromol kg-1" or "µmol kg-1" => "umol/kg",
            "mg/m3" or "mg m-3" or "milligram m-3" => "mg/m3",
            _ => plain.Replace(" ", "", StringComparison.Ordinal),
        };
    }
}
