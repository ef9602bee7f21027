namespace OceanML.Colocation;

/// <summary>Decides from the statistics of all variables whether a macro-pixel is a matchup.</summary>
internal static class MacroPixelJudge
{
    /// <summary>
    /// Blanks the variables that fail by themselves and says why the macro-pixel as a whole is no matchup, or null where it is one: at least one
    /// variable passes, and the median coefficient of variation of the judging columns is within the limit.
    /// </summary>
    /// <param name="values">Statistics per column; those that fail become NaN but keep their counts.</param>
    /// <param name="judges">Per column, whether it takes part in the median coefficient of variation.</param>
    /// <param name="protocol">The rules.</param>
    /// <param name="emptyReason">The reason where no pixel is valid.</param>
    public static string? Judge(Span<MacroPixel> values, ReadOnlySpan<bool> judges, MatchupProtocol protocol, string emptyReason)
    {
        var pixels = protocol.Box * protocol.Box;
        var needed = Math.Max(1, (int)Math.Ceiling((protocol.MinimumValidShare * pixels) - 1e-9));
        var (passed, variable, few) = (0, false, false);
        var together = protocol.VariationOf.Count > 0;
        for (var i = 0; i < values.Length; i++)
        {
            var enough = values[i].Valid >= needed;
            var steady = together || protocol.VariationLimit is not { } limit || !(values[i].Variation > limit);
            if (enough && steady)
            {
                passed++;
                continue;
            }

            few |= !enough && values[i].Valid > 0;
            variable |= enough;
            values[i] = values[i] with { Mean = double.NaN, Median = double.NaN, Deviation = double.NaN, Variation = double.NaN, Centre = double.NaN };
        }

        if (passed == 0) return variable ? Rejections.TooVariable : few ? Rejections.TooFewValid : emptyReason;
        return together && MedianVariation(values, judges) > protocol.VariationLimit ? Rejections.TooVariable : null;
    }

    private static double MedianVariation(ReadOnlySpan<MacroPixel> values, ReadOnlySpan<bool> judges)
    {
        var known = new List<double>();
        for (var i = 0; i < values.Length; i++)
        {
            if (judges[i] && double.IsFinite(values[i].Variation)) known.Add(values[i].Variation);
        }

        if (known.Count == 0) return double.NaN;
        known.Sort();
        return known.Count % 2 == 1 ? known[known.Count / 2] : (known[(known.Count / 2) - 1] + known[known.Count / 2]) / 2;
    }
}
