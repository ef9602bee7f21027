using OceanML.Core;

namespace OceanML.Formats.Observations;

/// <summary>What the words of flag_meanings say: <c>good</c>, <c>probably_bad_data</c>, <c>not_evaluated</c>, <c>interpolated_value</c>.</summary>
internal static class FlagWords
{
    private static readonly HashSet<string> Fillers =
    [
        "data", "datum", "value", "values", "quality", "measurement", "measurements", "observation", "observations", "flag", "flagged", "that", "are", "is", "was", "has", "been", "be",
        "the", "a", "an", "of", "to", "in", "and", "or", "for", "test", "tests", "all", "by", "with", "high", "interest", "potentially", "this", "point", "sample", "any", "level",
    ];

    private static readonly HashSet<string> Doubts = ["probably", "possibly", "probable", "possible", "potentially", "likely", "maybe", "perhaps"];
    private static readonly HashSet<string> Negations = ["not", "no", "non", "without", "never"];

    private static readonly HashSet<string> Processes =
        ["qc", "qa", "qaqc", "control", "controlled", "evaluated", "evaluation", "evaluate", "checked", "check", "checks", "tested", "test", "assessed", "performed", "applied", "flag", "flagged", "available", "used", "run", "quality", "verified"];

    private static readonly Dictionary<string, FlagMeaning> Words = new(StringComparer.Ordinal)
    {
        ["good"] = FlagMeaning.Good, ["pass"] = FlagMeaning.Good, ["passed"] = FlagMeaning.Good, ["ok"] = FlagMeaning.Good, ["okay"] = FlagMeaning.Good,
        ["valid"] = FlagMeaning.Good, ["acceptable"] = FlagMeaning.Good, ["accepted"] = FlagMeaning.Good,
        ["suspect"] = FlagMeaning.ProbablyBad, ["suspected"] = FlagMeaning.ProbablyBad, ["suspicious"] = FlagMeaning.ProbablyBad, ["questionable"] = FlagMeaning.ProbablyBad,
        ["doubtful"] = FlagMeaning.ProbablyBad, ["dubious"] = FlagMeaning.ProbablyBad, ["correctable"] = FlagMeaning.ProbablyBad, ["warning"] = FlagMeaning.ProbablyBad, ["uncertain"] = FlagMeaning.ProbablyBad,
        ["bad"] = FlagMeaning.Bad, ["fail"] = FlagMeaning.Bad, ["failed"] = FlagMeaning.Bad, ["failure"] = FlagMeaning.Bad, ["wrong"] = FlagMeaning.Bad, ["erroneous"] = FlagMeaning.Bad,
        ["error"] = FlagMeaning.Bad, ["invalid"] = FlagMeaning.Bad, ["rejected"] = FlagMeaning.Bad, ["reject"] = FlagMeaning.Bad, ["unusable"] = FlagMeaning.Bad,
        ["missing"] = FlagMeaning.Missing, ["absent"] = FlagMeaning.Missing, ["nodata"] = FlagMeaning.Missing, ["fill"] = FlagMeaning.Missing,
        ["unknown"] = FlagMeaning.NotEvaluated, ["unchecked"] = FlagMeaning.NotEvaluated, ["unevaluated"] = FlagMeaning.NotEvaluated, ["untested"] = FlagMeaning.NotEvaluated,
        ["unflagged"] = FlagMeaning.NotEvaluated, ["unused"] = FlagMeaning.NotEvaluated, ["reserved"] = FlagMeaning.NotEvaluated, ["spare"] = FlagMeaning.NotEvaluated, ["raw"] = FlagMeaning.NotEvaluated,
        ["changed"] = FlagMeaning.Changed, ["adjusted"] = FlagMeaning.Changed, ["modified"] = FlagMeaning.Changed, ["corrected"] = FlagMeaning.Changed,
        ["estimated"] = FlagMeaning.Estimated, ["interpolated"] = FlagMeaning.Estimated, ["extrapolated"] = FlagMeaning.Estimated, ["estimate"] = FlagMeaning.Estimated,
        ["nominal"] = FlagMeaning.Nominal,
        ["excess"] = FlagMeaning.InExcess,
    };

    /// <summary>The meaning of one entry of flag_meanings; null where it is not understood.</summary>
    /// <param name="text">The entry, its words parted by underscores or otherwise.</param>
    /// <param name="isNameOfTest">Whether other words may stand beside the one that judges, such as the name of a test: <c>spike_test_failed</c>.</param>
    public static FlagMeaning? MeaningOf(string text, bool isNameOfTest)
    {
        var words = new string([.. text.ToLowerInvariant().Select(letter => char.IsAsciiLetter(letter) ? letter : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Contains("detection")) return words.Contains("below") ? FlagMeaning.BelowDetection : words.Contains("above") ? FlagMeaning.InExcess : null;
        if (words.Contains("quantification")) return words.Contains("below") ? FlagMeaning.BelowQuantification : null;
        var (negated, doubted) = (words.Any(Negations.Contains), words.Any(Doubts.Contains));
        var known = words.Where(Words.ContainsKey).Select(word => Words[word]).Distinct().ToList();

        // "bad_data_that_are_potentially_correctable" of Argo's own words: bad and correctable.
        if (known.Count == 2 && words.Contains("correctable") && known.Contains(FlagMeaning.Bad)) return FlagMeaning.ProbablyBad;
        var rest = words.Where(word => !Words.ContainsKey(word) && !Negations.Contains(word) && !Doubts.Contains(word)).ToList();
        if (negated && known.Count == 0 && rest.Exists(Processes.Contains) && (isNameOfTest || rest.TrueForAll(word => Processes.Contains(word) || Fillers.Contains(word)))) return FlagMeaning.NotEvaluated;
        if (negated && known.Count == 0 && rest is ["data" or "value" or "values" or "observation" or "measurement"]) return FlagMeaning.Missing;
        if (known is not [var one] || (!isNameOfTest && !rest.TrueForAll(word => Fillers.Contains(word) || Processes.Contains(word)))) return null;
        return (one, negated, doubted) switch
        {
            (FlagMeaning.Good, true, false) => FlagMeaning.Bad,
            (_, true, _) => null,
            (FlagMeaning.Good, false, true) => FlagMeaning.ProbablyGood,
            (FlagMeaning.Bad, false, true) => FlagMeaning.ProbablyBad,
            _ => one,
        };
    }
}
