using System.Globalization;

namespace OceanML.Core;

/// <summary>The labels that may be given to values, and the words for how sure one is.</summary>
/// <param name="terms">The labels, in file order.</param>
/// <param name="confidence">Confidence, 0 to 1, per word.</param>
public sealed class LabelVocabulary(IReadOnlyList<LabelTerm> terms, IReadOnlyDictionary<string, double> confidence)
{
    /// <summary>What stands between the labels of a value that has several.</summary>
    public const char Separator = '|';

    private readonly Dictionary<string, LabelTerm> byAnyName = Index(terms);

    /// <summary>The labels, in file order.</summary>
    public IReadOnlyList<LabelTerm> Terms { get; } = terms;

    /// <summary>Confidence, 0 to 1, per word.</summary>
    public IReadOnlyDictionary<string, double> Confidence { get; } = confidence;

    /// <summary>The label of a name or alias; case, blanks, hyphens and underscores do not matter. Null where there is none.</summary>
    public LabelTerm? Find(string name) => byAnyName.GetValueOrDefault(Plain(name));

    /// <summary>The label of a name or alias.</summary>
    /// <exception cref="OceanException">No such label; the message lists those there are, nearest first.</exception>
    public LabelTerm Require(string where, string name) =>
        Find(name) ?? throw OceanException.BadInput(
            OceanException.Missing(where, "label", name, Terms.Select(term => term.Name)).Message + "; a vocabulary of your own (--vocabulary) adds to them");

    /// <summary>A confidence written as a number from 0 to 1, in percent, or as one of the words; NaN for an empty text.</summary>
    /// <exception cref="OceanException">Neither.</exception>
    public double ParseConfidence(string where, string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return double.NaN;
        var plain = text.Trim();
        foreach (var (word, value) in Confidence)
        {
            if (word.Equals(plain, StringComparison.OrdinalIgnoreCase)) return value;
        }

        var percent = plain.EndsWith('%');
        if (double.TryParse(percent ? plain[..^1] : plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            if (percent) number /= 100;
            if (number is >= 0 and <= 1) return number;
        }

        throw OceanException.BadInput($"{where}: confidence '{text}' is neither a number from 0 to 1 nor one of {string.Join(", ", Confidence.Keys)}");
    }

    /// <summary>This vocabulary with the terms and words of another added; those of the same name are replaced.</summary>
    public LabelVocabulary With(LabelVocabulary other)
    {
        var added = other.Terms.ToDictionary(term => Plain(term.Name));
        var words = new Dictionary<string, double>(Confidence);
        foreach (var (word, value) in other.Confidence) words[word] = value;
        return new LabelVocabulary([.. Terms.Where(term => !added.ContainsKey(Plain(term.Name))), .. other.Terms], words);
    }

    private static Dictionary<string, LabelTerm> Index(IReadOnlyList<LabelTerm> terms)
    {
        var index = new Dictionary<string, LabelTerm>(StringComparer.Ordinal);
        foreach (var term in terms) index.TryAdd(Plain(term.Name), term);
        foreach (var term in terms)
        {
            foreach (var alias in term.Aliases) index.TryAdd(Plain(alias), term);
        }

        return index;
    }

    private static string Plain(string name) => name.Trim().Replace('_', '-').Replace(' ', '-').ToLowerInvariant();
}
