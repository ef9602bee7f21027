using System.Globalization;
using System.Text;
using OceanML.Core;
using OceanML.Formats.Description;

namespace OceanML.Steps;

/// <summary>The description for people: about 120 characters wide, one block per question.</summary>
internal static class TextReport
{
    private const int AboutWidth = 100;

    public static string Of(IReadOnlyList<FileDescription> descriptions)
    {
        var text = new StringBuilder();
        for (var i = 0; i < descriptions.Count; i++)
        {
            if (i > 0) text.Append('\n');
            Write(text, descriptions[i]);
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, FileDescription file)
    {
        Line(text, file.Path);
        Entry(text, "product", $"{file.Product.Title} ({file.Product.Id})");
        Entry(text, "format", $"{file.Format}, {Size(file.Bytes)}");
        foreach (var (key, value) in file.About) Entry(text, key.Replace('_', ' '), Shortened(value));
        if (file.Argo is { } argo) Write(text, argo);
        Entry(text, "space", Space(file.Space));
        Entry(text, "time", Time(file.Time));
        if (file.Roles.Count > 0) Entry(text, "for protocols", string.Join(", ", file.Roles.Select(role => $"{role.Key.Replace('_', ' ')} {role.Value}")));
        if (file.Rows is { } rows) Entry(text, "rows", rows.ToString(CultureInfo.InvariantCulture));
        if (file.Dimensions.Count > 0)
        {
            Entry(text, "dimensions", string.Join(", ", file.Dimensions.Select(dimension =>
                $"{dimension.Name} {dimension.Length}{(dimension.IsUnlimited ? " (unlimited)" : "")}")));
        }

        Variables(text, file);
        Flags(text, file);
        Quality(text, file);
        List(text, "Notes", file.Notes);
        List(text, "Next", file.Next);
    }

    private static void Write(StringBuilder text, ArgoSummary argo)
    {
        Entry(text, argo.Platforms.Count == 1 ? "float" : "floats", string.Join(", ", argo.Platforms));
        var cycles = argo.Cycles is var (first, last) ? first == last ? $" of cycle {first}" : $" of cycles {first} to {last}" : "";
        if (argo.Profiles > 0) Entry(text, "profiles", $"{argo.Profiles}{cycles}");
        if (argo.Parameters.Count > 0)
        {
            Entry(text, "data mode", string.Join(", ", argo.Parameters.Select(parameter =>
                $"{parameter.Name} {string.Join("+", parameter.Modes.Select(mode => argo.Profiles == 1 ? $"{mode.Mode}" : $"{mode.Profiles}{mode.Mode}"))}")));
        }
    }

    private static string Space(SpaceExtent? space) =>
        space is null
            ? "unknown"
            : string.Create(CultureInfo.InvariantCulture, $"latitude {Range(space.South, space.North)}, longitude {Range(space.West, space.East)}")
                + (space.CrossesDateline ? " (across the dateline)" : "")
                + string.Create(CultureInfo.InvariantCulture, $", {space.Positions} {(space.Positions == 1 ? "position" : "positions")}");

    private static string Range(double from, double to) =>
        from == to
            ? from.ToString("0.###", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{from:0.###} to {to:0.###}");

    private static string Time(TimeExtent? time) => time switch
    {
        null => "unknown",
        { Start: var start, End: var end } when start == end => $"{Instant(start)} ({time.Source})",
        _ => $"{Instant(time.Start)} to {Instant(time.End)}{(time.Steps > 1 ? $", {time.Steps} times" : "")} ({time.Source})",
    };

    // Days as floating point are a few microseconds off the second that was meant.
    private static string Instant(long time)
    {
        var second = (long)Math.Round((double)time / Timestamp.PerSecond) * Timestamp.PerSecond;
        return Timestamp.Format(Math.Abs(time - second) < 1000 ? second : time);
    }

    private static void Variables(StringBuilder text, FileDescription file)
    {
        if (file.Variables.Count == 0) return;
        var isTable = file.Rows is not null;
        Line(text, "");
        Line(text, isTable ? "Columns" : "Variables");
        List<string[]> rows = [["name", "type", isTable ? "" : "shape", "unit", "minimum", "maximum", "missing", "standard name or long name"]];
        foreach (var variable in file.Variables)
        {
            var (from, to) = variable.Example is { } example
                ? ($"'{Cut(example, 22)}'", "")
                : (Number(variable, variable.Minimum), Number(variable, variable.Maximum));
            rows.Add([
                Cut(variable.Name, 44),
                variable.Type,
                isTable ? "" : variable.Dimensions.Count == 0 ? "scalar" : string.Join(" x ", variable.Dimensions.Select(dimension => dimension.Length)),
                Cut(variable.Unit ?? "", 26),
                from,
                to,
                variable.Missing is { } missing ? Percent(missing) + (variable.IsSampled ? "*" : "") : "",
                Cut(variable.StandardName ?? variable.LongName ?? "", 60) + Bands(variable),
            ]);
        }

        TextTable.Write(text, rows, rightAligned: [4, 5, 6]);
        if (file.Variables.Any(variable => variable.IsSampled)) Line(text, "  * from a sample");
    }

    private static string Bands(VariableDescription variable) =>
        variable.Wavelengths is [] ? ""
            : variable.Wavelengths is [var only] ? string.Create(CultureInfo.InvariantCulture, $" ({only:0.###} nm)")
            : string.Create(
                CultureInfo.InvariantCulture,
                $" ({variable.Wavelengths.Count} bands, {variable.Wavelengths.Min():0.#} to {variable.Wavelengths.Max():0.#} nm)");

    private static void Flags(StringBuilder text, FileDescription file)
    {
        foreach (var flags in file.Flags)
        {
            Line(text, "");
            Line(text, $"Flags {flags.Name}: share of {flags.Pixels} pixels (x: left out by default, +: one of these is required by default)");
            var rows = flags.Flags.Select(flag => new[]
            {
                flags.Excluded.Contains(flag.Name) ? "x" : flags.Required.Contains(flag.Name) ? "+" : " ",
                flag.Name,
                Percent(flags.Pixels == 0 ? 0 : (double)flag.Count / flags.Pixels),
                string.Create(CultureInfo.InvariantCulture, $"0x{flag.Mask:X}"),
            }).ToList();
            TextTable.Write(text, rows, rightAligned: [2]);
            var source = flags.Source is { } from ? $" ({from})" : "";
            foreach (var (pattern, names) in flags.ExcludedFor) Line(text, $"  for {pattern} also left out: {string.Join(", ", names)}");
            if (flags.Uncounted.Count > 0) Line(text, $"  not counted in the share of valid pixels: {string.Join(", ", flags.Uncounted)}");
            if (flags.Passing is { } passing) Line(text, $"  {passing} of {flags.Pixels} pixels pass the default rule{source}");
        }
    }

    private static void Quality(StringBuilder text, FileDescription file)
    {
        if (file.Quality.Count == 0) return;
        Line(text, "");
        Line(text, "Quality flags (number of values)");
        var rows = file.Quality.Select(quality => new[]
        {
            quality.Name,
            string.Join(", ", quality.Counts.Select(count => $"{FlagName(count.Flag, count.Meaning)}: {count.Count}")),
        }).ToList();
        TextTable.Write(text, rows, rightAligned: []);
    }

    private static string FlagName(string flag, string? meaning) => flag == " " ? "no value" : meaning is null ? flag : $"{flag} {meaning}";

    private static void List(StringBuilder text, string title, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0) return;
        Line(text, "");
        Line(text, title);
        foreach (var line in lines) Line(text, "  - " + line);
    }

    private static void Entry(StringBuilder text, string key, string value) => Line(text, $"  {key,-17} {value}");

    private static void Line(StringBuilder text, string line) => text.Append(line.TrimEnd()).Append('\n');

    private static string Number(VariableDescription variable, string? text)
    {
        if (text is null) return "";
        if (!variable.IsNumber || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return variable.Unit is not null && text.IndexOf('.') is var point and > 0 && text.EndsWith('Z') ? text[..point] + "Z" : Cut(text, 24);
        var isShort = text.Length <= 11 || (Math.Floor(number) == number && text.Length <= 16);
        var form = isShort ? "R" : Math.Abs(number) is >= 1e-4 and < 1e9 ? "0.######" : "0.####e+0";
        return number.ToString(form, CultureInfo.InvariantCulture);
    }

    private static string Percent(double share) =>
        share is 0 or 1 ? string.Create(CultureInfo.InvariantCulture, $"{100 * share:0} %")
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Clamp(100 * share, 0.1, 99.9):0.0} %");

    private static string Size(long bytes) => bytes switch
    {
        < 1000 => $"{bytes} bytes",
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.#} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.##} GB"),
    };

    private static string Shortened(string text) => Cut(text, AboutWidth);

    private static string Cut(string text, int width) => text.Length <= width ? text : text[..(width - 3)] + "...";
}
