using System.Globalization;
using OceanML.Core;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Observations;

/// <summary>
/// Flags that follow no scheme but explain themselves: flag_values or flag_masks with flag_meanings. Where every meaning is understood they become
/// the characters of a known scheme (Argo's; SeaDataNet's where values are below detection).
/// </summary>
internal sealed class OwnFlags
{
    private readonly FlagScheme scheme;
    private readonly double[] codes;
    private readonly FlagMeaning[] meanings;
    private readonly bool areMasks;

    private OwnFlags(double[] codes, FlagMeaning[] meanings, bool areMasks)
    {
        (this.codes, this.meanings, this.areMasks) = (codes, meanings, areMasks);
        FlagScheme[] candidates = [FlagScheme.Argo, FlagScheme.SeaDataNet];
        scheme = candidates.FirstOrDefault(candidate => meanings.All(meaning => Character(candidate, meaning) is not null)) ?? FlagScheme.Coriolis;
    }

    /// <summary>The scheme whose characters <see cref="Character(double)"/> gives.</summary>
    public string Scheme => scheme.Name;

    /// <summary>Whether a variable explains its flags at all.</summary>
    public static bool Explains(NetCdfVariable variable) => Codes(variable).Codes.Length > 0 || variable.Attributes["flag_meanings"] is not null;

    /// <summary>The flags of a variable by its own words; null where one of them is not understood.</summary>
    public static OwnFlags? Of(NetCdfVariable variable)
    {
        var (codes, areMasks) = Codes(variable);
        if (codes.Length == 0 || variable.Attributes.Text("flag_meanings") is not { } text) return null;
        var words = text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != codes.Length) words = text.Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != codes.Length) return null;
        var meanings = new FlagMeaning[codes.Length];
        for (var i = 0; i < codes.Length; i++)
        {
            if (FlagWords.MeaningOf(words[i], isNameOfTest: areMasks) is not { } meaning) return null;
            meanings[i] = meaning;
        }

        var all = new OwnFlags(codes, meanings, areMasks);
        return Array.TrueForAll(meanings, meaning => Character(all.scheme, meaning) is not null) ? all : null;
    }

    /// <summary>Whether the file's words call a flag good that a scheme does not, or the other way round.</summary>
    public bool Contradicts(FlagScheme other)
    {
        if (areMasks) return true;
        var areCharacters = Array.TrueForAll(codes, code => code is >= '0' and <= 'Z');
        for (var i = 0; i < codes.Length; i++)
        {
            var flag = areCharacters ? (char)codes[i] : codes[i] is >= 0 and <= 9 ? (char)('0' + (int)codes[i]) : ' ';
            if (flag == ' ') return true;
            if (!other.MeaningOf.ContainsKey(flag)) continue;
            if (meanings[i] is FlagMeaning.Good && !other.IsGood(flag.ToString())) return true;
            if ((meanings[i] is FlagMeaning.Bad or FlagMeaning.ProbablyBad or FlagMeaning.NotEvaluated or FlagMeaning.Missing) && other.IsGood(flag.ToString())) return true;
        }

        return false;
    }

    /// <summary>The meanings as the file has them, for the description of a column that keeps its numbers.</summary>
    public static string Describe(NetCdfVariable variable)
    {
        var (codes, areMasks) = Codes(variable);
        return $"{variable.LongName ?? variable.Name}; {(areMasks ? "bits" : "values")} {string.Join(", ", codes.Select(code => code.ToString(CultureInfo.InvariantCulture)))}: {variable.Attributes.Text("flag_meanings") ?? "not explained"}";
    }

    /// <summary>The character of a number in the file: of two bits that are set the worse one counts, and no bit is good. A number that is not explained is written as it is, and is none of the scheme.</summary>
    public string Character(double value)
    {
        if (!areMasks) return Array.IndexOf(codes, value) is var at and >= 0 ? Character(scheme, meanings[at])! : value.ToString(CultureInfo.InvariantCulture);
        var (bits, worst) = ((long)value, (FlagMeaning?)null);
        for (var i = 0; i < codes.Length; i++)
        {
            if ((bits & (long)codes[i]) != 0 && (worst is null || Rank(meanings[i]) > Rank(worst.Value))) worst = meanings[i];
        }

        return Character(scheme, worst ?? (meanings.Contains(FlagMeaning.Good) ? FlagMeaning.NotEvaluated : FlagMeaning.Good))!;
    }

    private static int Rank(FlagMeaning meaning) => meaning switch
    {
        FlagMeaning.Missing => 9,
        FlagMeaning.Bad => 8,
        FlagMeaning.ProbablyBad => 7,
        FlagMeaning.BelowDetection or FlagMeaning.BelowQuantification or FlagMeaning.InExcess => 6,
        FlagMeaning.Nominal => 5,
        FlagMeaning.Estimated => 4,
        FlagMeaning.Changed => 3,
        FlagMeaning.NotEvaluated => 2,
        FlagMeaning.ProbablyGood => 1,
        _ => 0,
    };

    private static string? Character(FlagScheme scheme, FlagMeaning meaning)
    {
        foreach (var (flag, of) in scheme.MeaningOf)
        {
            if (of == meaning) return flag.ToString();
        }

        return null;
    }

    private static (double[] Codes, bool AreMasks) Codes(NetCdfVariable variable)
    {
        var (values, masks) = (variable.Attributes["flag_values"], variable.Attributes["flag_masks"]);
        if (masks is not null) return values is null ? ([.. masks.Bits.Select(bits => (double)bits)], true) : ([], true);
        if (values is null) return ([], false);
        if (values.Numbers.Count > 0) return ([.. values.Numbers], false);

        // Characters: "0123" or "0, 1, 2".
        return ([.. string.Concat(values.Texts).Where(letter => letter is not (' ' or ',' or '\0')).Select(letter => (double)letter)], false);
    }
}
