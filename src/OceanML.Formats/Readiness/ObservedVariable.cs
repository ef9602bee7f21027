using System.Globalization;
using OceanML.Core;
using OceanML.Formats.Vocabularies;

namespace OceanML.Formats.Readiness;

/// <summary>A variable of an observation table, counted with its flags.</summary>
/// <param name="Name">Its column.</param>
/// <param name="Values">Values that are there.</param>
/// <param name="Missing">Values that are not.</param>
internal sealed record ObservedVariable(string Name, int Values, int Missing)
{
    /// <summary>Whether it has flags.</summary>
    public bool HasFlags { get; init; }

    /// <summary>Values with a flag that says something of their quality.</summary>
    public int Judged { get; init; }

    /// <summary>Values flagged questionable or bad.</summary>
    public int Doubtful { get; init; }

    /// <summary>Values flagged estimated or interpolated.</summary>
    public int Estimated { get; init; }

    /// <summary>Values outside the widest plausible range, and not flagged doubtful; null where the variable or its unit is unknown.</summary>
    public int? Implausible { get; init; }

    /// <summary>The plausible range, in words.</summary>
    public string Range { get; init; } = "";

    /// <summary>Share missing per season; NaN where there are no rows.</summary>
    public IReadOnlyList<double> MissingBySeason { get; init; } = [];

    /// <summary>The variables of a table, those of the names given.</summary>
    public static IReadOnlyList<ObservedVariable> Of(Table? table, IEnumerable<VariableFacts> data)
    {
        if (table is null) return [];
        var named = data.Select(variable => variable.Name).ToHashSet(StringComparer.Ordinal);
        var canonical = data.Select(variable => variable.Entry?.Name).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return [.. table.Columns.OfType<NumberColumn>().Where(column => named.Contains(column.Name) || canonical.Contains(column.Name)).Select(column => Of(table, column))];
    }

    private static ObservedVariable Of(Table table, NumberColumn column)
    {
        var flags = table.Find(column.Name + "_qc") as TextColumn;
        var meanings = Meanings(flags);
        var times = (table.Find("time") as TimeColumn)?.Values;
        var entry = VocabularyFile.Load().Find(column.Metadata.StandardName ?? column.Name) ?? VocabularyFile.Load().Find(column.Name);
        var conversion = entry is null ? null : UnitText.IsWritten(column.Metadata.Unit) ? UnitConversion.Between(column.Metadata.Unit!, entry.Unit, entry) : UnitConversion.Identity;
        var limits = conversion is { NeedsDensity: false } && double.IsFinite(entry!.Minimum) ? (entry.Minimum, entry.Maximum) : ((double, double)?)null;
        var (values, judged, doubtful, estimated, implausible) = (0, 0, 0, 0, 0);
        var (seasonRows, seasonMissing) = (new int[4], new int[4]);
        for (var row = 0; row < column.Length; row++)
        {
            var value = column.Values[row];
            if (times is not null && times[row] != Timestamp.Missing)
            {
                var season = SamplingFinder.Season(times[row]);
                seasonRows[season]++;
                if (double.IsNaN(value)) seasonMissing[season]++;
            }

            if (double.IsNaN(value)) continue;
            values++;
            var isDoubtful = false;
            if (flags?.Values[row] is { Length: > 0 } flag && meanings.TryGetValue(flag[0], out var meaning))
            {
                isDoubtful = meaning is FlagMeaning.ProbablyBad or FlagMeaning.Bad;
                if (meaning != FlagMeaning.NotEvaluated) judged++;
                if (isDoubtful) doubtful++;
                if (meaning == FlagMeaning.Estimated) estimated++;
            }

            if (limits is var (low, high) && !isDoubtful && conversion!.Convert(value) is var canonical && (canonical < low || canonical > high)) implausible++;
        }

        return new ObservedVariable(column.Name, values, column.Length - values)
        {
            HasFlags = flags is not null,
            Judged = judged,
            Doubtful = doubtful,
            Estimated = estimated,
            Implausible = limits is null ? null : implausible,
            Range = limits is var (from, to) ? string.Create(CultureInfo.InvariantCulture, $"{from:G4} to {to:G4} {entry!.Unit}") : "",
            MissingBySeason = [.. seasonRows.Zip(seasonMissing, (rows, missing) => rows == 0 ? double.NaN : (double)missing / rows)],
        };
    }

    private static IReadOnlyDictionary<char, FlagMeaning> Meanings(TextColumn? flags)
    {
        try
        {
            return FlagScheme.Of(flags).MeaningOf;
        }
        catch (OceanException)
        {
            return FlagScheme.Argo.MeaningOf;
        }
    }
}
