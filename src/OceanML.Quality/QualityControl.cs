using OceanML.Core;

namespace OceanML.Quality;

/// <summary>
/// Runs real-time tests over an observation table, profile by profile. A profile is the rows of equal <c>platform</c>, <c>profile</c> and
/// <c>sampling</c>, wherever they stand in the table; its levels are taken from the surface down.
/// </summary>
/// <remarks>
/// The worst flag wins and flags that stand in the table are never lowered, unless <see cref="QualityOptions.Reset"/>. A value that a test
/// looked at and did not fail goes from 0 (no quality control) to 1 (good).
/// </remarks>
public static class QualityControl
{
    /// <summary>Tests a table.</summary>
    /// <exception cref="OceanException">No column of the table is a variable that can be tested.</exception>
    public static QualityResult Run(Table table, QualityOptions options)
    {
        var warnings = new List<string>();
        var variables = TestedVariables.Of(table, options, warnings);
        if (variables.Count == 0)
        {
            throw OceanException.BadInput(
                $"{table.Label}: no variable to test; known are {string.Join(", ", options.Vocabulary.Entries.Select(entry => entry.Name))}; the columns are {string.Join(", ", table.Names)}");
        }

        if (!variables.Any(variable => variable.Canonical == "pressure"))
            warnings.Add("no pressure or depth: tests of neighbouring levels did not run");
        var groups = ProfileGroups.Of(table);
        var position = new char[table.RowCount];
        var time = new char[table.RowCount];
        var counts = new FindingCounts(options.Tests);
        var platforms = table.Find("platform") is TextColumn platform ? platform.Values : null;
        var times = table.Find("time") is TimeColumn timeColumn ? timeColumn.Values : null;
        var latitudes = table.Find("latitude") is NumberColumn latitude ? latitude.Values : null;
        var longitudes = table.Find("longitude") is NumberColumn longitude ? longitude.Values : null;
        var samplings = table.Find("sampling") is TextColumn sampling ? sampling.Values : null;
        foreach (var group in groups)
        {
            var rows = SurfaceDown(group, variables);
            var first = rows[0];
            var profile = new ProfileLevels(
                variables.Select(variable => variable.Slice(rows)),
                latitudes?[first] ?? double.NaN,
                longitudes?[first] ?? double.NaN,
                times?[first] ?? Timestamp.Missing,
                platforms?[first],
                samplings?[first]?.StartsWith("near-surface", StringComparison.Ordinal) == true);
            foreach (var test in options.Tests)
            {
                var (timeFlag, positionFlag) = (profile.TimeFlag, profile.PositionFlag);
                test.Run(profile);
                if (profile.TimeFlag == ArgoFlag.Bad && timeFlag != ArgoFlag.Bad) counts.Add(test.Name, "time", profile.Platform, rows.Length);
                if (profile.PositionFlag == ArgoFlag.Bad && positionFlag != ArgoFlag.Bad) counts.Add(test.Name, "position", profile.Platform, rows.Length);
            }

            foreach (var (variable, levels) in variables.Zip(profile.Variables))
            {
                variable.Keep(rows, levels);
                counts.Add(variable.Name, profile.Platform, levels);
            }

            foreach (var row in rows) (position[row], time[row]) = (profile.PositionFlag, profile.TimeFlag);
        }

        var columns = variables.SelectMany(variable => variable.Columns(options.Tests)).ToList();
        if (latitudes is not null && longitudes is not null) columns.Add(PlaceFlags(table, "position_qc", position, options.Reset));
        if (times is not null) columns.Add(PlaceFlags(table, "time_qc", time, options.Reset));
        var report = new QualityReport(
            table.RowCount,
            groups.Count,
            options.Tests,
            variables.ToDictionary(variable => variable.Name, variable => variable.CountFlags()),
            counts.Findings(),
            variables.ToDictionary(variable => variable.Name, variable => variable.CountChanged()),
            warnings);
        return new QualityResult(table.With(columns), report);
    }

    /// <summary>The rows of a profile from the surface down: as they stand, or the other way round where the pressure says so.</summary>
    private static int[] SurfaceDown(int[] rows, IReadOnlyList<TestedVariable> variables)
    {
        var pressure = variables.FirstOrDefault(variable => variable.Canonical == "pressure");
        if (pressure is null) return rows;
        var present = rows.Where(row => !double.IsNaN(pressure.Values[row])).ToArray();
        return present.Length > 1 && pressure.Values[present[^1]] < pressure.Values[present[0]] ? [.. rows.Reverse()] : rows;
    }

    private static TextColumn PlaceFlags(Table table, string name, char[] flags, bool reset)
    {
        var before = table.Find(name) as TextColumn;
        var after = new string?[flags.Length];
        for (var row = 0; row < flags.Length; row++)
        {
            var flag = flags[row];
            if (!reset && before?.Values[row] is { Length: > 0 } existing) flag = ArgoFlag.Worst(existing[0], flag);
            after[row] = flag.ToString();
        }

        return new TextColumn(name, after, (before?.Metadata ?? ColumnMetadata.None) with { FlagScheme = FlagScheme.Argo.Name });
    }
}
