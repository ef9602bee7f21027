using OceanML.Core;

namespace OceanML.Quality;

/// <summary>Finds the columns of a table that can be tested.</summary>
internal static class TestedVariables
{
    private static readonly string[] Places = ["platform", "profile", "time", "latitude", "longitude", "depth"];

    /// <summary>
    /// The number columns that the vocabulary knows as something floats measure, those that a test names, and pressure computed from depth where
    /// there is none. Satellite and weather columns of a matchup table, which repeat down a profile, are tested only where a test names them.
    /// </summary>
    public static IReadOnlyList<TestedVariable> Of(Table table, QualityOptions options, List<string> warnings)
    {
        var named = options.Tests.SelectMany(test => test.Variables).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var variables = new List<TestedVariable>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in table.Columns.OfType<NumberColumn>())
        {
            var entry = options.Vocabulary.FindColumn(column.Name);
            if (entry is not null && Places.Contains(entry.Name)) continue;
            if (entry?.Name == "pressure" && AirPressure.Is(column)) continue;
            var isNamed = named.Exists(pattern => NamePattern.Matches(pattern, column.Name) || (entry is not null && NamePattern.Matches(pattern, entry.Name)));
            if (!isNamed && entry?.Aliases.ContainsKey("argo") != true) continue;
            if (!isNamed && IsAside(column.Name)) continue;
            if (!TryInUnitOfTests(column, entry, out var values, out var reason))
            {
                warnings.Add($"{column.Name}: not tested, its unit is {column.Metadata.Unit} and the tests are in {entry!.Unit}: {reason}");
                continue;
            }

            var name = entry?.Name ?? column.Name;
            if (!taken.Add(name))
            {
                warnings.Add($"{column.Name}: not tested, another column is {name} already");
                continue;
            }

            var source = table.Find(column.Name + "_qc") as TextColumn;
            if (name == "pressure") values = FilledFromDepth(table, values);
            variables.Add(new TestedVariable(
                column,
                values,
                name,
                source,
                options.Reset || source is null ? null : new StandingFlags(column.Name + "_qc", source, row => !double.IsNaN(column.Values[row]), warnings),
                (table.Find(column.Name + "_mode") as TextColumn)?.Values,
                isComputed: false));
        }

        if (variables.Count > 0 && !taken.Contains("pressure") && PressureOfDepth(table) is { } pressure)
            variables.Add(new TestedVariable(new NumberColumn("pressure", pressure), pressure, "pressure", null, null, null, isComputed: true));
        return variables;
    }

    // Tests see canonical units; the column itself stays as it is. What needs a density is for harmonising, which knows the water.
    private static bool TryInUnitOfTests(NumberColumn column, VocabularyEntry? entry, out double[] values, out string reason)
    {
        (values, reason) = (column.Values, "");
        if (entry is null || !UnitText.IsWritten(column.Metadata.Unit) || UnitText.IsSame(column.Metadata.Unit, entry.Unit)) return true;
        if (UnitConversion.Between(column.Metadata.Unit!, entry.Unit, entry, out reason) is not { } conversion) return false;
        if (conversion.NeedsDensity)
        {
            reason = "converting it needs the density; oceanml-access files does it";
            return false;
        }

        values = [.. column.Values.Select(value => conversion.Convert(value))];
        return true;
    }

    /// <summary>What the scheme written cannot say of the flags that the tests left, a sentence each.</summary>
    public static IEnumerable<string> Losses(IReadOnlyList<TestedVariable> variables, FlagScheme scheme)
    {
        var losses = FlagScheme.Argo.ConvertTo(scheme).Losses;
        var used = new SortedSet<char>(losses.Count == 0 ? [] : variables.SelectMany(variable => variable.OwnFlags()).Where(losses.ContainsKey));
        return used.Select(flag => losses[flag]).Concat(variables.SelectMany(variable => variable.Losses(scheme)));
    }

    // What quality control or prediction put beside a variable is not a variable of its own.
    private static bool IsAside(string name) =>
        name.EndsWith("_adjusted", StringComparison.Ordinal) || name.EndsWith("_sigma", StringComparison.Ordinal) || name.EndsWith("_qc_tests", StringComparison.Ordinal);

    // Where one file has pressure and another depth, each row has the one or the other.
    private static double[] FilledFromDepth(Table table, double[] pressure)
    {
        if (!Array.Exists(pressure, double.IsNaN) || PressureOfDepth(table) is not { } computed) return pressure;
        var filled = new double[pressure.Length];
        for (var row = 0; row < filled.Length; row++) filled[row] = double.IsNaN(pressure[row]) ? computed[row] : pressure[row];
        return filled;
    }

    private static double[]? PressureOfDepth(Table table)
    {
        if (table.Find("depth") is not NumberColumn depth) return null;
        var latitude = (table.Find("latitude") as NumberColumn)?.Values;
        var pressure = new double[depth.Length];
        for (var row = 0; row < pressure.Length; row++)
        {
            var at = latitude?[row] ?? 45;
            pressure[row] = SeaWater.Pressure(-depth.Values[row], double.IsNaN(at) ? 45 : at);
        }

        return pressure;
    }
}
