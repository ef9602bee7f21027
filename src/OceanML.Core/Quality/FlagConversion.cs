namespace OceanML.Core;

/// <summary>How the flags of one scheme are written in another. What the target cannot say is listed in <see cref="Losses"/>.</summary>
/// <remarks>
/// Rules where the target lacks the meaning: towards the cautious side, except for what the source scheme itself calls usable.
/// Probably good, changed and replicate means become good; limits (below detection, in excess) become suspect, because the value is
/// not a measurement; nominal, estimated and uncertain values become not evaluated, so that nobody takes them for measured ones.
/// </remarks>
/// <param name="From">The scheme read.</param>
/// <param name="To">The scheme written.</param>
/// <param name="Flags">Target flag per source flag.</param>
/// <param name="Losses">Source flags whose exact meaning the target cannot say, each with a sentence.</param>
public sealed record FlagConversion(
    FlagScheme From,
    FlagScheme To,
    IReadOnlyDictionary<char, char> Flags,
    IReadOnlyDictionary<char, string> Losses)
{
    /// <summary>One flag in the target scheme; null stays null. Only the first character counts.</summary>
    /// <exception cref="OceanException">The flag is not one of the source scheme.</exception>
    public string? Convert(string? flag)
    {
        if (string.IsNullOrWhiteSpace(flag)) return null;
        return Flags.TryGetValue(flag[0], out var converted)
            ? converted.ToString()
            : throw OceanException.Missing($"flag scheme {From.Name}", "flag", flag, From.Meanings.Keys.Select(key => key.ToString()));
    }

    internal static FlagConversion Between(FlagScheme from, FlagScheme to)
    {
        var flags = new Dictionary<char, char>();
        var losses = new Dictionary<char, string>();
        foreach (var (flag, meaning) in from.MeaningOf)
        {
            var (written, exact) = Write(meaning, to);
            flags.Add(flag, written);
            if (!exact) losses.Add(flag, $"{from.Name} {flag} ({from.Meanings[flag]}) becomes {to.Name} {written} ({to.Meanings[written]})");
        }

        return new FlagConversion(from, to, flags, losses);
    }

    private static (char Flag, bool Exact) Write(FlagMeaning meaning, FlagScheme to)
    {
        FlagMeaning? wanted = meaning;
        for (var exact = true; wanted is { } candidate; wanted = Nearest(candidate), exact = false)
        {
            foreach (var (flag, has) in to.MeaningOf)
            {
                if (has == candidate) return (flag, exact);
            }
        }

        throw new InvalidOperationException($"scheme {to.Name} has no flag for {meaning}");
    }

    /// <summary>What to say where a scheme cannot say it. Every scheme has not evaluated, good, probably bad and bad.</summary>
    private static FlagMeaning? Nearest(FlagMeaning meaning) => meaning switch
    {
        FlagMeaning.ProbablyGood or FlagMeaning.Replicates or FlagMeaning.Changed => FlagMeaning.Good,
        FlagMeaning.BelowQuantification => FlagMeaning.BelowDetection,
        FlagMeaning.BelowDetection or FlagMeaning.InExcess => FlagMeaning.ProbablyBad,
        FlagMeaning.Nominal or FlagMeaning.Estimated or FlagMeaning.UncertainPhenomenon or FlagMeaning.Missing => FlagMeaning.NotEvaluated,
        _ => null,
    };
}
