using System.Globalization;
using System.Runtime.InteropServices;
using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Turns a table into a <see cref="Dataset"/>, saying what was left out and why.</summary>
public static class DatasetReader
{
    /// <summary>Reason for a row without one of its features.</summary>
    public const string MissingFeature = "missing_feature";

    /// <summary>Reason for a row without any target.</summary>
    public const string NoTarget = "no_target";

    /// <summary>Reason for a row whose group is not known.</summary>
    public const string NoGroup = "no_group";

    /// <summary>Reads the columns asked for.</summary>
    /// <exception cref="OceanException">A column does not exist or holds no numbers; nothing is left to learn from.</exception>
    public static (Dataset Data, DatasetReport Report) Read(Table table, DatasetOptions options)
    {
        var both = options.Features.Intersect(options.Targets).ToList();
        if (both.Count > 0) throw OceanException.Usage($"'{both[0]}' is named both as a feature and as a target");
        var warnings = new List<string>();
        var features = Varying(table, options.Features, "feature", warnings);
        var classes = options.Classes ? ClassColumn.Of(table, options.Targets, warnings) : null;
        List<NumberColumn> targets = classes is null ? Varying(table, options.Targets, "target", warnings) : [classes.Numbers];
        var (groups, groupNames) = Groups(table, options);
        var rejected = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var kept = new List<int>(table.RowCount);
        for (var row = 0; row < table.RowCount; row++)
        {
            var reason = Fault(features, targets, groups, row, options.KeepMissing);
            if (reason is null) kept.Add(row);
            else rejected[reason] = rejected.GetValueOrDefault(reason) + 1;
        }

        if (kept.Count == 0) throw OceanException.NothingSelected(Nothing(table, rejected, features));
        var (values, floored, negative) = TargetValues(targets, kept, options);
        if (negative > 0 && options.NegativeIsMissing)
        {
            // A row may have lost its last target.
            var count = targets.Count;
            var left = Enumerable.Range(0, kept.Count).Where(i => !values.AsSpan(i * count, count).ContainsOnly(double.NaN)).ToList();
            if (left.Count < kept.Count)
            {
                rejected[NoTarget] = rejected.GetValueOrDefault(NoTarget) + kept.Count - left.Count;
                values = [.. left.SelectMany(i => values[(i * count)..((i + 1) * count)])];
                kept = [.. left.Select(i => kept[i])];
                if (kept.Count == 0) throw OceanException.NothingSelected(Nothing(table, rejected, features));
            }
        }

        var (keptGroups, keptNames) = Renumber(groups, groupNames, kept);
        var data = new Dataset(
            [.. features.Select(column => column.Name)], [.. targets.Select(column => column.Name)], FeatureValues(features, kept), values,
            keptGroups, keptNames, [.. kept], options.Log10, options.Floor)
        {
            Classes = classes?.Names,
            Series = options.GroupColumn is null ? null : keptGroups,
            Times = (table.Find("time") as TimeColumn)?.Take([.. kept]) is TimeColumn times ? times.Values : null,
        };
        if (classes is not null) data = ClassColumn.Seen(data, warnings);
        var shared = SharedRows(data, out var example);
        if (shared > 0)
            warnings.Add($"{shared} rows have exactly the features of a row of another group, e.g. of {example}; held-out scores are too good by what these groups share (use a coarser --group-by or --group-pattern)");
        return (data, new DatasetReport
        {
            Rows = table.RowCount,
            Rejected = rejected,
            Warnings = warnings,
            Floored = floored,
            Negative = negative,
            Complete = Enumerable.Range(0, data.Count).Count(data.IsComplete),
            SharedAcrossGroups = shared,
        });
    }

    private static bool ContainsOnly(this Span<double> values, double value)
    {
        foreach (var v in values)
        {
            if (!v.Equals(value)) return false;
        }

        return true;
    }

    /// <summary>The columns that hold at least two different numbers; the others are left out with a warning.</summary>
    private static List<NumberColumn> Varying(Table table, IReadOnlyList<string> names, string what, List<string> warnings)
    {
        var columns = new List<NumberColumn>();
        foreach (var name in names)
        {
            var column = table[name] as NumberColumn ?? throw OceanException.BadInput($"{table.Label}: {what} '{name}' does not hold numbers");
            var present = column.Values.Where(double.IsFinite).ToList();
            if (present.Count == 0) warnings.Add($"{what} '{name}' has no values and is left out");
            else if (present.TrueForAll(value => value.Equals(present[0]))) warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{what} '{name}' is {present[0]} everywhere and is left out"));
            else columns.Add(column);
        }

        if (columns.Count == 0) throw OceanException.NothingSelected($"{table.Label}: no {what} is left: all are empty or constant ({string.Join(", ", names.Take(5))})");
        return columns;
    }

    /// <summary>Group of each row (-1 where unknown) and the names of the groups, in order of appearance.</summary>
    private static (int[] Groups, List<string> Names) Groups(Table table, DatasetOptions options)
    {
        var (groups, names) = (new int[table.RowCount], new List<string>());
        if (options.GroupColumn is null)
        {
            for (var row = 0; row < groups.Length; row++)
            {
                groups[row] = row;
                names.Add((row + 1).ToString(CultureInfo.InvariantCulture));
            }

            return (groups, names);
        }

        var column = table[options.GroupColumn];
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var row = 0; row < groups.Length; row++)
        {
            var text = GroupText(column, row);
            if (text is not null && options.GroupPattern is { } pattern)
            {
                var match = pattern.Match(text);
                text = !match.Success ? null : match.Groups.Count > 1 && match.Groups[1].Success ? match.Groups[1].Value : match.Value;
            }

            if (string.IsNullOrEmpty(text))
            {
                groups[row] = -1;
                continue;
            }

            if (!known.TryGetValue(text, out var group))
            {
                known[text] = group = names.Count;
                names.Add(text);
            }

            groups[row] = group;
        }

        return (groups, names);
    }

    /// <summary>The groups of the rows that were kept, numbered anew in order of appearance.</summary>
    private static (int[] Groups, List<string> Names) Renumber(int[] groups, List<string> names, List<int> kept)
    {
        var (numbers, keptNames) = (new Dictionary<int, int>(), new List<string>());
        var renumbered = new int[kept.Count];
        for (var i = 0; i < renumbered.Length; i++)
        {
            if (!numbers.TryGetValue(groups[kept[i]], out var number))
            {
                numbers[groups[kept[i]]] = number = keptNames.Count;
                keptNames.Add(names[groups[kept[i]]]);
            }

            renumbered[i] = number;
        }

        return (renumbered, keptNames);
    }

    private static string? GroupText(Column column, int row) => column.IsMissing(row) ? null : column switch
    {
        TextColumn text => text.Values[row],
        NumberColumn number => number.Values[row].ToString("R", CultureInfo.InvariantCulture),
        TimeColumn time => time.Values[row].ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string? Fault(List<NumberColumn> features, List<NumberColumn> targets, int[] groups, int row, bool keepMissing)
    {
        if (groups[row] < 0) return NoGroup;
        var known = 0;
        foreach (var column in features)
        {
            if (float.IsFinite((float)column.Values[row])) known++;
            else if (!keepMissing || !double.IsNaN(column.Values[row])) return MissingFeature;
        }

        if (known == 0) return MissingFeature;
        foreach (var column in targets)
        {
            if (double.IsFinite(column.Values[row])) return null;
        }

        return NoTarget;
    }

    private static string Nothing(Table table, SortedDictionary<string, int> rejected, List<NumberColumn> features)
    {
        var emptiest = features.MaxBy(column => column.Values.Count(value => !double.IsFinite(value)))!;
        var missing = emptiest.Values.Count(value => !double.IsFinite(value));
        var reasons = string.Join(", ", rejected.Select(pair => $"{pair.Value} {pair.Key}"));
        var hint = missing > 0 ? $"; the feature missing most often is '{emptiest.Name}' ({missing} of {table.RowCount} rows)" : "";
        if (rejected.ContainsKey(NoGroup)) hint += "; does the group pattern match the group column?";
        return $"{table.Label}: no row is left to learn from ({reasons}){hint}";
    }

    private static (double[] Values, int Floored, int Negative) TargetValues(List<NumberColumn> targets, List<int> rows, DatasetOptions options)
    {
        var values = new double[rows.Count * targets.Count];
        var (floored, negative) = (0, 0);
        for (var i = 0; i < rows.Count; i++)
        {
            for (var t = 0; t < targets.Count; t++)
            {
                var value = targets[t].Values[rows[i]];
                if (!double.IsFinite(value)) value = double.NaN;
                if (options.Log10 && value < 0) negative++;
                if (options.Log10 && value < 0 && options.NegativeIsMissing) value = double.NaN;
                else if (options.Log10 && value < options.Floor) floored++;
                values[i * targets.Count + t] = TargetScaling.ToModelSpace(value, options.Log10, options.Floor);
            }
        }

        return (values, floored, negative);
    }

    private static float[] FeatureValues(List<NumberColumn> features, List<int> rows)
    {
        var values = new float[rows.Count * features.Count];
        for (var f = 0; f < features.Count; f++)
        {
            for (var i = 0; i < rows.Count; i++) values[i * features.Count + f] = (float)features[f].Values[rows[i]];
        }

        return values;
    }

    /// <summary>Number of rows whose features stand, bit by bit, in a row of another group too.</summary>
    private static int SharedRows(Dataset data, out string example)
    {
        var first = new Dictionary<int, List<int>>();
        var shared = new HashSet<int>();
        example = "";
        for (var row = 0; row < data.Count; row++)
        {
            var features = data.Features.AsSpan(row * data.FeatureCount, data.FeatureCount);
            var hash = new HashCode();
            hash.AddBytes(MemoryMarshal.AsBytes(features));
            var key = hash.ToHashCode();
            if (!first.TryGetValue(key, out var earlier)) first[key] = earlier = [];
            foreach (var other in earlier)
            {
                if (data.Groups[other] == data.Groups[row] || !features.SequenceEqual(data.Features.AsSpan(other * data.FeatureCount, data.FeatureCount))) continue;
                if (shared.Count == 0) example = $"'{data.GroupNames[data.Groups[other]]}' and '{data.GroupNames[data.Groups[row]]}'";
                shared.Add(other);
                shared.Add(row);
            }

            earlier.Add(row);
        }

        return shared.Count;
    }
}
