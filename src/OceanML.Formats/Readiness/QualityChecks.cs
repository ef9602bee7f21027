using System.Globalization;
using OceanML.Core;
using static OceanML.Formats.Readiness.Answers;

namespace OceanML.Formats.Readiness;

/// <summary>How complete, consistent and well checked the data are.</summary>
internal static class QualityChecks
{
    public static readonly ReadinessCheck[] All =
    [
        Check("update", "Is it stated whether and how often they are updated?", 1, "State update_interval, or that the data are final.", facts =>
            facts.Attribute("update_interval", "update_frequency", "maintenance_frequency") is { } interval ? Yes(Quote(interval)) : Person()),
        Check("update-stages", "Are stages of updating stated (preliminary, adjusted, delayed)?", 1, "Keep the data mode of each variable (v_mode).", facts =>
            facts.File.Argo is not null || facts.Variables.Any(variable => variable.Name.EndsWith("_mode", StringComparison.Ordinal) || variable.Name.EndsWith("DATA_MODE", StringComparison.OrdinalIgnoreCase)) ? Yes("by data mode: real time, adjusted, delayed")
            : facts.Attribute("data_mode") is { } mode ? Yes(Quote(mode)) : Person()),
        Check("supersedes", "Is it stated whether a new version replaces the old?", 1, "Answer with --answers.", _ => Person()),
        Check("completeness-documented", "Is the completeness documented?", 1, "Publish this report with the data.", _ => Person()),
        Check("completeness-space", "How complete are they in space?", 2, "Give every row a position; fill or explain what is missing.", Space, fieldFix: "Say what is land and what is cloud; take a gap-filled (Level 4) product where the method needs whole fields."),
        Check("completeness-time", "How complete are they in time?", 2, "Give every row a time; say why there are gaps (oceanml-label: maintenance, sensor-failure).", Time),
        Check("missing-values", "How many values are missing, and are they evenly spread over seasons?", 2, "Leave out variables that are mostly missing, or fill them and mark what was filled.", Missing, inChecklist: false),
        Check("self-consistent", "Are units, types and names the same throughout?", 2, "Split columns that mix numbers with words; declare signs of missing values (--missing).", Consistent),
        Check("consistent-with-others", "Are units and names those of similar data?", 2, "Use CF standard names, and units that convert to theirs (oceanml-access files does it for known products).", Alike),
        Check("consistency-monitored", "Is consistency watched by a process?", 1, "Run oceanml-qc and keep its flags and run records.", facts =>
            facts.Variables.Any(variable => variable.Name.EndsWith("_qc_tests", StringComparison.Ordinal)) ? Yes("columns v_qc_tests say which tests ran") : facts.File.Argo is not null ? Yes("Argo's real-time and delayed-mode quality control") : Person()),
        Check("bias-known", "Is a bias known?", 1, "Answer with --answers.", facts => Bias(facts) ?? Person()),
        Check("bias-examined", "Was bias looked for?", 1, "Compare with a reference (oceanml-validate), and publish the scores.", facts =>
            facts.Variables.FirstOrDefault(variable => variable.Name.StartsWith("SCIENTIFIC_CALIB_COMMENT", StringComparison.Ordinal) && variable.Missing < 1) is { } calibration ? Yes($"{calibration.Name}, filled to {Percent(1 - calibration.Missing!.Value)}")
            : Bias(facts) ?? Person()),
        Check("bias-reported", "Is bias reported with the data?", 1, "Answer with --answers.", facts => Bias(facts) ?? Person()),
        Check("balance", "Are the seasons evenly sampled?", 1, "Say for which seasons a model trained on these data holds.", Balance, inChecklist: false),
        Check("resolution", "Is the resolution in space and time stated?", 2, "State geospatial_lat_resolution and time_coverage_resolution.", Resolution),
        Check("quality-flags", "Is there published quality information: flags with meanings?", 3, "Run oceanml-qc: a flag per value in a known scheme.", Flags, fieldFix: "Take the flags of the product along (flag_masks, flag_meanings)."),
        Check("uncertainty", "Does every variable have an uncertainty?", 3, "Add v_sigma (one standard deviation, same unit), or name the variable in ancillary_variables.", Uncertainty, inChecklist: false, fieldFix: "Take the uncertainty variables of the product along, and name them in ancillary_variables."),
        Check("plausible", "Are values that cannot be right flagged or gone?", 2, "Flag them: oceanml-qc FILE --tests global-range.", Plausible, inChecklist: false),
        Check("time-order", "Do times only go forward?", 2, "Sort the rows of each platform by time; look for wrong clocks.", facts =>
            facts.Sampling is { } rows ? rows.Instants < 2 ? NotApplicable("one time") : rows.Backwards == 0 ? Yes("in every platform") : rows.Backwards <= rows.Rows / 1000 ? Partly(Backwards(rows)) : No(Backwards(rows))
            : facts.Grid is { Times: > 1 } grid ? grid.TimeBackwards == 0 ? Yes($"{grid.Times} times") : No($"{grid.TimeBackwards} of {grid.Times} times are not later than the one before")
            : facts.IsField ? NotApplicable("one time") : No("there are no times that a program understands"), inChecklist: false),
        Check("duplicates", "Is every observation there once?", 2, "Remove rows that repeat another (same platform, time, place and level).", facts =>
            facts.IsField ? NotApplicable("a grid has each pixel once")
            : facts.Sampling is not { } rows ? No("cannot be seen without times")
            : rows.Duplicates == 0 ? Yes("no row repeats another in platform, time, place and level") : ((double)rows.Duplicates / rows.Rows) < 0.001 ? Partly($"{rows.Duplicates} of {rows.Rows} rows repeat another") : No($"{rows.Duplicates} of {rows.Rows} rows repeat another in platform, time, place and level"), inChecklist: false),
        Check("provenance", "Is their provenance tracked?", 2, "Keep the history (attribute history) and the run records (--record).", facts =>
            facts.Attribute("history", "processing_history", "lineage", "processing") is { } history ? Yes(Quote(history))
            : facts.Attribute("source", "data_files", "original_data_location", "generator", "software") is { } source ? Partly($"no history; {Quote(source)}")
            : facts.File.Product.Description?.Reference is { } reference ? Partly($"the file says nothing; the product is described at {reference}") : No("neither history nor source")),
        Check("checksum", "Did a checksum come with them?", 1, "Publish the SHA-256 that stands in this report beside the file.", facts => facts.ChecksumGiven is { } given ? Yes(given) : No("none came with the file")),
        Check("size", "How large are they?", 1, "", facts => Yes(Size(facts))),
    ];

    private static (ReadinessVerdict, string) Space(DatasetFacts facts)
    {
        if (facts.IsField)
        {
            var missing = facts.Data.Where(variable => variable.Missing is not null).Select(variable => variable.Missing!.Value).DefaultIfEmpty(1).Average();
            return ByShare(1 - missing, 0.8, 0.2, $"{Percent(1 - missing)} of the pixels have a value (land and cloud count as missing)");
        }

        if (facts.Sampling is { } rows) return ByShare(1 - ((double)rows.WithoutPosition / Math.Max(1, rows.Rows)), 0.99, 0.9, $"{rows.Rows - rows.WithoutPosition} of {rows.Rows} rows have a position");
        return facts.File.Space is { } space ? Partly($"{space.Positions} positions") : No("no positions that a program understands");
    }

    private static (ReadinessVerdict, string) Time(DatasetFacts facts)
    {
        if (facts.Grid is { } grid) return grid.Times < 2 ? NotApplicable("one time") : ByShare(grid.TimeRegular, 0.95, 0.5, $"{grid.Times} times, {Percent(grid.TimeRegular)} of the steps are the usual one");
        if (facts.Sampling is not { } rows) return facts.IsField ? NotApplicable("a swath") : No("no times that a program understands");
        if (rows.Step is not { } step) return NotApplicable("one time per platform");
        var gap = rows.LongestGap is var (platform, from, to) ? $", the longest {Lasting(to - from)}{(platform.Length == 0 ? "" : $" of {platform}")} from {Day(from)} to {Day(to)}" : "";
        var evidence = $"usual step {Lasting(step)}; gaps of more than three steps take {Percent(rows.GapShare)} of the time{gap}{(rows.WithoutTime == 0 ? "" : $"; {rows.WithoutTime} rows have no time")}";
        return ByShare(1 - Math.Max(rows.GapShare, (double)rows.WithoutTime / rows.Rows), 0.95, 0.6, evidence);
    }

    private static string Backwards(SamplingFacts rows) => rows.Backwards == 1 ? "one row is earlier than the row before it" : $"{rows.Backwards} rows are earlier than the row before them";

    private static (ReadinessVerdict, string) Missing(DatasetFacts facts)
    {
        if (facts.IsField) return NotApplicable("see completeness in space");
        IReadOnlyList<(string Name, double Share)> shares = facts.Observed.Count > 0
            ? [.. facts.Observed.Select(variable => (variable.Name, variable.Missing / (double)Math.Max(1, variable.Values + variable.Missing)))]
            : [.. facts.Data.Where(variable => variable.Missing is not null).Select(variable => (variable.Name, variable.Missing!.Value))];
        if (shares.Count == 0) return NotApplicable("no data variable");
        var mean = shares.Average(one => one.Share);
        if (mean == 0) return Yes("no value of a variable is missing");
        var worst = shares.MaxBy(one => one.Share);
        var seasons = facts.Observed.FirstOrDefault(variable => variable.Name == worst.Name) is { } observed && observed.MissingBySeason.Count(share => !double.IsNaN(share)) > 1
            ? $" ({string.Join(", ", observed.MissingBySeason.Select((share, i) => (share, i)).Where(pair => !double.IsNaN(pair.share)).Select(pair => $"{SamplingFinder.Seasons[pair.i]} {Percent(pair.share)}"))})" : "";
        return ByShare(1 - mean, 0.9, 0.5, $"{Percent(mean)} on average; most in {worst.Name}, {Percent(worst.Share)}{seasons}");
    }

    private static (ReadinessVerdict, string) Consistent(DatasetFacts facts)
    {
        if (!facts.IsTable) return Yes("a netCDF variable has one type and one unit");
        var warnings = facts.File.Notes.Where(note => note.Contains("is text, not", StringComparison.Ordinal)).ToList();
        var sentinels = DocumentationChecks.Sentinels(facts);
        if (warnings.Count == 0 && sentinels.Count == 0) return Yes("every column holds one kind of value");
        return Partly(Cut(warnings.Count > 0 ? warnings[0] : $"signs of missing values among the numbers: {Listed(sentinels)}", 140));
    }

    private static (ReadinessVerdict, string) Alike(DatasetFacts facts)
    {
        if (facts.Data.Count == 0) return No("no data variable was recognised");
        var alike = facts.Data.Where(variable => variable.Entry is { } entry && UnitText.IsWritten(variable.Unit) && UnitConversion.Between(variable.Unit!, entry.Unit, entry) is not null).Select(variable => variable.Name).ToList();
        var named = facts.Data.Count(variable => variable.Entry is not null || variable.StandardName is not null);
        var share = (alike.Count + (0.5 * (named - alike.Count))) / facts.Data.Count;
        return ByShare(share, 0.8, 0.3, $"{named} of {facts.Data.Count} have a name of CF or of the collection's vocabulary; the unit of {alike.Count} is written and converts");
    }

    private static (ReadinessVerdict, string)? Bias(DatasetFacts facts) =>
        facts.Variables.Where(variable => variable.Name.Contains("_bias", StringComparison.OrdinalIgnoreCase)).Select(variable => variable.Name).ToList() is { Count: > 0 } names ? Yes($"variables {Listed(names)}") : null;

    private static (ReadinessVerdict, string) Balance(DatasetFacts facts)
    {
        var (seasons, times) = facts.Grid is { } grid ? (grid.BySeason, grid.Times) : (facts.Sampling?.BySeason ?? [], facts.Sampling?.Instants ?? 0);
        if (times < 4 || seasons.Count == 0) return NotApplicable("too few times");
        var total = Math.Max(1, seasons.Sum());
        var shares = seasons.Select(count => (double)count / total).ToList();
        var period = facts.Sampling?.Period is var (first, last) ? $", {Day(first)} to {Day(last)}" : "";
        var evidence = $"{string.Join(", ", shares.Select((share, i) => $"{SamplingFinder.Seasons[i]} {Percent(share)}"))} of the {(facts.Grid is null ? "rows" : "times")}{period}";
        return shares.Min() >= 0.1 ? Yes(evidence) : shares.Count(share => share > 0) >= 3 ? Partly(evidence) : No(evidence);
    }

    private static (ReadinessVerdict, string) Resolution(DatasetFacts facts)
    {
        var stated = facts.Attribute("geospatial_lat_resolution", "spatial_resolution", "horizontal_resolution", "geospatial_vertical_resolution") is { } space ? Quote(space)
            : facts.Attribute("time_coverage_resolution", "sampling_interval", "sampling_frequency") is { } time ? Quote(time) : null;
        if (facts.Grid is { } grid)
        {
            var steps = double.IsNaN(grid.LatitudeStep) ? "curvilinear" : string.Create(CultureInfo.InvariantCulture, $"{grid.LatitudeStep:G4} x {grid.LongitudeStep:G4} degrees{(grid.TimeStep is { } step ? $", {Lasting(step)}" : "")}");
            return stated is not null || grid.IsRegular ? Yes(stated is null ? $"a regular grid of {steps}" : $"{stated}; measured {steps}") : Partly($"not stated; {steps}");
        }

        if (facts.Sampling is { Step: { } usual } rows)
        {
            var measured = $"{Percent(rows.Regular)} of the steps are {Lasting(usual)}";
            return stated is not null || rows.Regular >= 0.9 ? Yes(stated is null ? measured : $"{stated}; {measured}") : Partly($"not stated; {measured}");
        }

        return stated is not null ? Yes(stated) : No("neither stated nor to be seen");
    }

    private static (ReadinessVerdict, string) Flags(DatasetFacts facts)
    {
        if (facts.Observed.Count > 0)
        {
            var with = facts.Observed.Count(variable => variable.HasFlags);
            if (with == 0 && facts.File.Product.Description?.Reference is { } described) return No($"no flags; the product is described at {described}");
            var scheme = facts.Variables.FirstOrDefault(variable => variable.FlagScheme is not null)?.FlagScheme;
            return with == 0 ? No("no flags") : ByShare((double)with / facts.Observed.Count, 0.9, 0.3, $"{with} of {facts.Observed.Count} variables have flags{(scheme is null ? "" : $" ({Cut(scheme, 40)})")}{Doubtful(facts)}");
        }

        var flags = facts.Variables.Where(variable => variable.Role == VariableRole.Flag).ToList();
        if (facts.File.Flags.Count > 0) return Yes($"{Listed(facts.File.Flags.Select(flag => flag.Name))} with meanings");
        if (flags.Exists(variable => variable.FlagScheme is not null)) return Yes($"{Listed(flags.Where(variable => variable.FlagScheme is not null).Select(variable => variable.Name))} with meanings");
        if (flags.Count > 0) return Partly($"{Listed(flags.Select(variable => variable.Name))}, whose meaning is not in the file");
        return facts.IsField && facts.File.Product.Description?.Reference is { } reference ? Partly($"none in the file, pixels were selected by the producer; the product is described at {reference}") : No("no flags");
    }

    private static string Doubtful(DatasetFacts facts)
    {
        var values = Math.Max(1L, facts.Observed.Sum(variable => (long)variable.Values));
        return $"; {Percent(facts.Observed.Sum(variable => (long)variable.Judged) / (double)values)} of the values were judged, {Percent(facts.Observed.Sum(variable => (long)variable.Doubtful) / (double)values)} found doubtful or bad";
    }

    private static (ReadinessVerdict, string) Uncertainty(DatasetFacts facts)
    {
        if (facts.Data.Count == 0) return No("no data variable was recognised");
        var subjects = facts.Variables.Where(variable => variable.Role == VariableRole.Uncertainty).Select(variable => Bare(VariableNames.Subject(variable.Name))).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var with = facts.Data.Where(variable => subjects.Contains(Bare(variable.Name)) || facts.Observations?.Has((variable.Entry?.Name ?? variable.Name) + "_sigma") == true).Select(variable => variable.Name).ToList();
        return ByShare((double)with.Count / facts.Data.Count, 0.8, 0.2, with.Count == 0 ? "no variable has one" : $"{with.Count} of {facts.Data.Count}: {Listed(with)}");

        static string Bare(string name) => name.Replace("_ADJUSTED", "", StringComparison.OrdinalIgnoreCase);
    }

    private static (ReadinessVerdict, string) Plausible(DatasetFacts facts)
    {
        var known = facts.Observed.Where(variable => variable.Implausible is not null).ToList();
        if (known.Count == 0) return NotApplicable(facts.IsField ? "values outside the valid range are missing already" : "no variable whose plausible range is known");
        var outside = known.Where(variable => variable.Implausible > 0).OrderByDescending(variable => variable.Implausible).ToList();
        if (outside.Count == 0) return Yes($"no value of {Listed(known.Select(variable => variable.Name))} outside its plausible range without a flag");
        var share = outside.Sum(variable => (double)variable.Implausible!) / Math.Max(1, known.Sum(variable => (double)variable.Values));
        var evidence = Listed(outside.Select(variable => $"{variable.Implausible} of {variable.Name} outside {variable.Range}"), 3);
        return share < 0.001 ? Partly(evidence) : No(evidence);
    }

    private static string Size(DatasetFacts facts)
    {
        var bytes = facts.File.Bytes.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');
        return facts.File.Rows is { } rows ? $"{rows} rows of {facts.Variables.Count} columns, {bytes} bytes" : $"{facts.Variables.Count} variables, {string.Join(" x ", facts.File.Dimensions.Take(5).Select(dimension => $"{dimension.Name} {dimension.Length}"))}, {bytes} bytes";
    }

    private static ReadinessCheck Check(string id, string text, int weight, string fix, Func<DatasetFacts, (ReadinessVerdict, string)> answer, bool inChecklist = true, string? fieldFix = null) =>
        new(new ReadinessQuestion("quality." + id, ReadinessSection.Quality, text, weight, fix, inChecklist) { FieldFix = fieldFix }, answer);
}
