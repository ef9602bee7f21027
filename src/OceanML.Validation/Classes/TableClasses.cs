using OceanML.Core;

namespace OceanML.Validation;

/// <summary>Scores columns of classes.</summary>
public static class TableClasses
{
    /// <summary>Scores one pair of columns of classes, over all rows and per group.</summary>
    /// <param name="table">The table.</param>
    /// <param name="reference">Column with the true class: text, or numbers as names.</param>
    /// <param name="estimate">Column with the predicted class.</param>
    /// <param name="classes">Names of the classes in order; empty for all that occur.</param>
    /// <param name="probabilities">Pattern of the columns with probabilities, whose <c>*</c> is the class; null for none.</param>
    /// <param name="groups">Groups and bootstrap units.</param>
    /// <param name="options">Confidence, samples, seed, threads.</param>
    /// <exception cref="OceanException">A class that is not among those named; a class without its column of probabilities; too many classes.</exception>
    public static IReadOnlyList<MeasureSet> Score(
        Table table, string reference, string estimate, IReadOnlyList<string> classes, string? probabilities, TableGroups groups, ScoreOptions options)
    {
        var (truth, given) = (Names(table[reference]), Names(table[estimate]));
        var named = classes.Count > 0;
        if (!named)
        {
            var stated = probabilities is null ? [] : Stated(table, probabilities);
            classes = ClassProbabilities.InOrder(truth.Concat(given).Concat(stated).OfType<string>());
        }

        if (classes.Count > ClassScoring.MostClasses)
            throw OceanException.Usage($"{table.Label}: '{reference}' and '{estimate}' have {classes.Count} different values, more than {ClassScoring.MostClasses} classes; are they classes? Name them with --classes");
        if (classes.Count < 2) throw OceanException.NothingSelected($"{table.Label}: '{reference}' and '{estimate}' have {classes.Count} class; two at least can be told apart");
        var places = classes.Select((name, place) => (name, place)).ToDictionary(entry => entry.name, entry => entry.place, StringComparer.Ordinal);
        var rows = new ClassPredictions(classes, Places(truth, reference), Places(given, estimate), probabilities is null ? null : Probabilities(table, probabilities, classes), groups.Units);
        return
        [
            .. groups.Parts.Select(part => ClassScoring.Score(rows.Take(part.Rows), options) with
            {
                Reference = reference,
                Estimate = estimate,
                GroupBy = part.By,
                Group = part.Value,
                Rules = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["classes"] = string.Join(", ", classes), ["probabilities"] = probabilities ?? "none" },
            }),
        ];

        int[] Places(string?[] names, string column) => [.. names.Select(name => name is null ? -1 : places.TryGetValue(name, out var place) ? place
            : throw OceanException.Missing($"{table.Label}, column '{column}'", "class", name, classes))];
    }

    /// <summary>The texts of a column, or its numbers as written.</summary>
    public static string?[] Names(Column column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return [.. Enumerable.Range(0, column.Length).Select(row => TableValidation.Text(column, row))];
    }

    private static IEnumerable<string> Stated(Table table, string pattern)
    {
        var star = Star(pattern);
        var (start, end) = (pattern[..star], pattern[(star + 1)..]);
        return table.Columns.OfType<NumberColumn>().Select(column => column.Name)
            .Where(name => name.Length > start.Length + end.Length && name.StartsWith(start, StringComparison.Ordinal) && name.EndsWith(end, StringComparison.Ordinal))
            .Select(name => name[start.Length..(name.Length - end.Length)]);
    }

    private static double[][] Probabilities(Table table, string pattern, IReadOnlyList<string> classes)
    {
        Star(pattern);
        return [.. classes.Select(name => table.Find(pattern.Replace("*", name, StringComparison.Ordinal)) is NumberColumn column
            ? column.Values
            : throw OceanException.Missing(table.Label, $"column with the probability of class '{name}',", pattern.Replace("*", name, StringComparison.Ordinal), table.Names))];
    }

    private static int Star(string pattern) => pattern.Count(c => c == '*') == 1
        ? pattern.IndexOf('*', StringComparison.Ordinal)
        : throw OceanException.Usage($"'{pattern}': one * stands for the class, as in regime_probability_*");
}
