namespace OceanML.Colocation;

/// <summary>Decides from the statistics of all variables whether a macro-pixel is a matchup.</summary>
internal static class MacroPixelJudge
{
    /// <summary>
    /// Blanks the variables that fail by themselves and says why the macro-pixel as a whole is no matchup, or null where it is one: at least one
    /// variable passes, and the median coefficient of variation of the judging columns is within the limit. Where a field has none of these, each variable is
    /// judged by itself.
    /// </summary>
    /// <param name="values">Statistics per column; those that fail become NaN but keep their counts.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="protocol">The rules.</param>
    /// <param name="counted">Number of pixels that count.</param>
    /// <param name="emptyReason">The reason where no pixel is valid.</param>
    public static string? Judge(Span<MacroPixel> values, IReadOnlyList<ColumnPlan.Band> columns, MatchupProtocol protocol, int counted, string emptyReason)
    {
        var needed = protocol.MinimumValid.Needed(counted);
        var (passed, variable, few) = (0, false, false);
        var together = protocol.VariationOf.Count > 0 && columns.Any(column => column.JudgesVariation);
        var judged = false;
        for (var i = 0; i < values.Length; i++)
        {
            var enough = values[i].Valid >= needed;
            var steady = together || protocol.VariationLimit is not { } limit || !(values[i].Variation > limit);
            if (enough && steady)
            {
                passed += columns[i].IsAsked ? 1 : 0;
                judged |= columns[i].JudgesVariation;
                continue;
            }

            if (columns[i].IsAsked)
            {
                few |= !enough && values[i].Valid > 0;
                variable |= enough;
            }

            values[i] = values[i] with { Mean = double.NaN, Median = double.NaN, Deviation = double.NaN, Variation = double.NaN, Centre = double.NaN };
        }

        if (passed == 0) return variable ? Rejections.TooVariable : few ? Rejections.TooFewValid : emptyReason;
        if (!together) return null;

        // Without enough valid pixels in the bands that judge, nothing says that the macro-pixel is steady.
        return !judged ? Rejections.TooFewValid : MedianVariation(values, columns) > protocol.VariationLimit ? Rejections.TooVariable : null;
    }

    private static double MedianVariation(ReadOnlySpan<MacroPixel> values, IReadOnlyList<ColumnPlan.Band> columns)
    {
        var known = new List<double>();
        for (var i = 0; i < values.Length; i++)
        {
            if (columns[i].JudgesVariation && double.IsFinite(values[i].Variation)) known.Add(values[i].Variation);
        }

        if (known.Count == 0) return double.NaN;
        known.Sort();
        return known.Count % 2 == 1 ? known[known.Count / 2] : (known[(known.Count / 2) - 1] + known[known.Count / 2]) / 2;
    }
}
