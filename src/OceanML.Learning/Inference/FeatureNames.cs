using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Finds the features of a model among the names of a table or a field. Nothing is guessed: a name that is only alike is told, not taken.</summary>
public static class FeatureNames
{
    private const int MostHints = 3;
    private const int MostShown = 40;

    /// <summary>The name that stands for each feature, in the order of the features.</summary>
    /// <param name="label">How messages name the data.</param>
    /// <param name="names">The names there are.</param>
    /// <param name="features">The features of the model.</param>
    /// <param name="options">Renames, the vocabulary, the name of the model.</param>
    /// <exception cref="OceanException">Features are absent; all are listed, with names that are alike. A rename is about no feature, or its name does not exist.</exception>
    /// <param name="isField">Whether the data are a field, whose names are those of variables.</param>
    public static string[] Find(string label, IReadOnlyCollection<string> names, IReadOnlyList<ModelVariable> features, PredictionOptions options, bool isField = false)
    {
        var known = names.ToHashSet(StringComparer.Ordinal);
        foreach (var rename in options.Renames)
        {
            if (features.All(feature => rename.ColumnOf(feature.Name) is null)) throw OceanException.Missing($"--rename {rename}: {options.Model}", "feature", rename.Feature, features.Select(feature => feature.Name));
        }

        var found = new string[features.Count];
        var absent = new List<string>();
        for (var i = 0; i < found.Length; i++)
        {
            var feature = features[i].Name;
            var renamed = options.Renames.Select(rename => rename.ColumnOf(feature)).FirstOrDefault(name => name is not null);
            found[i] = renamed ?? feature;
            if (known.Contains(found[i])) continue;
            if (renamed is not null) throw OceanException.Missing($"--rename {renamed}={feature}: {label}", isField ? "variable" : "column", renamed, names);
            absent.Add(feature);
        }

        return absent.Count == 0 ? found : throw Absent(label, names, absent, features.Count, options, isField);
    }

    private static OceanException Absent(string label, IReadOnlyCollection<string> names, List<string> absent, int features, PredictionOptions options, bool isField)
    {
        var hints = absent.Select(feature => (Feature: feature, Like: Alike(feature, names, options.Vocabulary).FirstOrDefault())).Where(hint => hint.Like is not null).Take(MostHints).ToList();

        // A rename would pass the unit check by: what stands in the name is no unit that is known.
        var withUnit = hints.Where(pair => pair.Like!.EndsWith(']')).ToList();
        hints.RemoveAll(withUnit.Contains);
        var hint = hints.Count == 0 ? ""
            : $"; if {string.Join(", ", hints.Select(pair => $"'{pair.Like}' is '{pair.Feature}'"))}, say so with --rename {string.Join(" ", hints.Select(pair => Quoted($"{pair.Like}={pair.Feature}")))}";
        if (withUnit.Count > 0) hint += $"; {string.Join(", ", withUnit.Select(pair => $"'{pair.Like}'"))}: a unit in brackets is part of the name and not read; if it is the feature, name it '{withUnit[0].Feature}' in the table, with values in the unit of training";
        if (absent.Count == 1) return OceanException.BadInput(OceanException.MissingText(label, "feature of the model", absent[0], names) + hint);
        return OceanException.BadInput($"{label}: {absent.Count} of the {features} features of {options.Model} are absent: {Some(absent)}; the {(isField ? "field" : "table")} has {Some(names)}{hint}");
    }

    private static string Quoted(string argument) => argument.Any(char.IsWhiteSpace) ? $"'{argument}'" : argument;

    private static string Some(IReadOnlyCollection<string> names) => string.Join(", ", names.Take(MostShown)) + (names.Count > MostShown ? $" and {names.Count - MostShown} more" : "");

    /// <summary>Names that may mean the same, the likeliest first.</summary>
    /// <param name="feature">Name of the feature.</param>
    /// <param name="names">The names there are.</param>
    /// <param name="vocabulary">The variables that are known; null for none.</param>
    public static IEnumerable<string> Alike(string feature, IEnumerable<string> names, Vocabulary? vocabulary)
    {
        var (plain, entry) = (Plain(feature), vocabulary?.FindColumn(feature));
        return names.Select(name => (Name: name, Rank: Rank(name))).Where(pair => pair.Rank < 9).OrderBy(pair => pair.Rank).ThenBy(pair => pair.Name, StringComparer.Ordinal).Select(pair => pair.Name);

        int Rank(string name)
        {
            var other = Plain(name);
            if (other == plain) return 0;
            if (entry is not null && ReferenceEquals(vocabulary!.FindColumn(name), entry)) return 1;
            if (Math.Min(other.Length, plain.Length) >= 3 && (plain.EndsWith(other, StringComparison.Ordinal) || other.EndsWith(plain, StringComparison.Ordinal)
                || plain.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(plain, StringComparison.Ordinal))) return 2;
            return 9;
        }
    }

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
