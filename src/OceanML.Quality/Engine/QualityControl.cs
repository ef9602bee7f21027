using OceanML.Core;

namespace OceanML.Quality;

/// <summary>
/// Runs tests over an observation table: profile by profile, or along the time series of each platform and depth, whichever a test asks for.
/// </summary>
/// <remarks>
/// The worst flag wins and flags that stand in the table are never lowered, unless <see cref="QualityOptions.Reset"/>. A value that a test
/// could judge and did not fail goes from 0 (no quality control) to 1 (good). The values themselves never change.
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
            var names = string.Join(", ", table.Names);
            if (!HasPlace(table)) throw OceanException.BadInput($"{table.Label}: nothing to test: no column has a name that the vocabulary knows and a test looks at, nor is there time, latitude and longitude; the columns are {names}");
            warnings.Add($"no variable was tested, only times and positions: no column has a name that the vocabulary knows and a test looks at; the columns are {names}");
        }

        if (variables.Count > 0 && !variables.Any(variable => variable.Canonical == "pressure") && options.Tests.Any(test => test.Axis == SequenceAxis.Profile))
            warnings.Add("no pressure or depth: tests of neighbouring levels did not run");
        warnings.AddRange(WithoutAColumn(options, variables));
        var groups = new SequenceGroups(table);
        var slices = new SequenceSlices(table, variables);
        var counts = new FindingCounts(options.Tests);
        var (profiles, series) = (0, 0);
        foreach (var (axis, onlyWhereItSuits, tests) in Passes(options))
        {
            var (down, along) = (0, 0);
            foreach (var platform in groups.Of(axis, onlyWhereItSuits))
            {
                foreach (var group in platform) _ = group.Axis == SequenceAxis.Profile ? down++ : along++;
                RunPlatform([.. platform.Select(group => slices.Slice(group.Rows, group.Axis))], tests, slices, counts);
            }

            (profiles, series) = (Math.Max(profiles, down), Math.Max(series, along));
        }

        if (groups.Parted > 0) warnings.Add($"rows of one profile name lie more than a day or a degree apart; {groups.Parted} profiles more were made of them");
        counts.AddFired(variables, table);
        var columns = variables.SelectMany(variable => variable.Columns(options)).ToList();
        columns.AddRange(slices.PlaceFlags(options, warnings));
        var report = new QualityReport(
            table.RowCount,
            profiles,
            options.Tests,
            variables.ToDictionary(variable => variable.Name, variable => variable.CountFlags(options.Scheme)),
            counts.Findings(),
            variables.ToDictionary(variable => variable.Name, variable => variable.CountChanged()),
            [.. warnings, .. TestedVariables.Losses(variables, options.Scheme)])
        {
            Scheme = options.Scheme,
            Series = series,
        };
        return new QualityResult(table.With(columns), report);
    }

    /// <summary>A sentence for the tests that look at named variables of which the table has none.</summary>
    private static IEnumerable<string> WithoutAColumn(QualityOptions options, IReadOnlyList<TestedVariable> variables)
    {
        var idle = options.Tests.GroupBy(test => test.Name)
            .Where(tests => tests.All(test => test.Variables.Count > 0 && !test.Variables.Any(pattern => variables.Any(variable => NamePattern.Matches(pattern, variable.Canonical) || NamePattern.Matches(pattern, variable.Name)))))
            .ToList();
        if (idle.Count == 0) yield break;
        var wanted = idle.SelectMany(tests => tests).SelectMany(test => test.Variables).Distinct();
        yield return $"not run, because the table has none of {string.Join(", ", wanted)}: {string.Join(", ", idle.Select(tests => tests.Key))}";
    }

    private static bool HasPlace(Table table) => table.Find("time") is TimeColumn || (table.Find("latitude") is NumberColumn && table.Find("longitude") is NumberColumn);

    /// <summary>Tests of one axis that follow each other run over each sequence together, so that a sequence is gathered once.</summary>
    private static IEnumerable<(SequenceAxis? Axis, bool OnlyWhereItSuits, IReadOnlyList<QualityTest> Tests)> Passes(QualityOptions options)
    {
        for (var first = 0; first < options.Tests.Count;)
        {
            var (axis, onlyWhereItSuits) = AxisOf(options.Tests[first], options);
            var last = first + 1;
            while (last < options.Tests.Count && AxisOf(options.Tests[last], options) == (axis, onlyWhereItSuits)) last++;
            yield return (axis, onlyWhereItSuits, [.. options.Tests.Skip(first).Take(last - first)]);
            first = last;
        }
    }

    private static (SequenceAxis? Axis, bool OnlyWhereItSuits) AxisOf(QualityTest test, QualityOptions options) =>
        (test.Axis ?? options.Axis, test.ComparesTimes && options.Axis != SequenceAxis.Series);

    private static void RunPlatform(IReadOnlyList<SequenceSlice> sequences, IReadOnlyList<QualityTest> tests, SequenceSlices slices, FindingCounts counts)
    {
        IReadOnlyList<Sequence>? inTime = null;
        foreach (var test in tests)
        {
            if (test is PlatformTest platformTest)
            {
                inTime ??= [.. sequences.Select(slice => slice.Sequence).OrderBy(sequence => sequence.Time == Timestamp.Missing ? long.MaxValue : sequence.Time)];
                var before = sequences.Select(PlaceFlags).ToList();
                platformTest.Run(inTime);
                for (var i = 0; i < sequences.Count; i++) CountPlace(sequences[i], test, before[i], counts);
            }
            else
            {
                foreach (var slice in sequences)
                {
                    var before = PlaceFlags(slice);
                    test.Run(slice.Sequence);
                    CountPlace(slice, test, before, counts);
                }
            }
        }

        foreach (var slice in sequences) slices.Keep(slice);
    }

    private static (int Times, int Positions) PlaceFlags(SequenceSlice slice) =>
        (slice.Sequence.TimeFlags.AsSpan().Count(ArgoFlag.Bad) + slice.Sequence.TimeFlags.AsSpan().Count(ArgoFlag.ProbablyBad),
         slice.Sequence.PositionFlags.AsSpan().Count(ArgoFlag.Bad) + slice.Sequence.PositionFlags.AsSpan().Count(ArgoFlag.ProbablyBad));

    private static void CountPlace(SequenceSlice slice, QualityTest test, (int Times, int Positions) before, FindingCounts counts)
    {
        var (times, positions) = PlaceFlags(slice);
        counts.Add(test.Name, "time", slice.Sequence.Platform, times - before.Times);
        counts.Add(test.Name, "position", slice.Sequence.Platform, positions - before.Positions);
    }
}
