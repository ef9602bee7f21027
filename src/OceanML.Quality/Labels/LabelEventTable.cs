using System.Globalization;
using OceanML.Core;

namespace OceanML.Quality.Labels;

/// <summary>Label events as a table of text: read from what people write, and written so that it can be edited and applied again.</summary>
/// <remarks>
/// Columns, case ignored: platform, variable, start, end, depth_min, depth_max, pressure_min, pressure_max, west, south, east, north, label,
/// confidence, author, vocabulary, comment, id. Only label is required; what is empty does not restrict. Other columns are kept.
/// </remarks>
public static class LabelEventTable
{
    private static readonly string[] Order =
    [
        "id", "platform", "variable", "start", "end", "depth_min", "depth_max", "pressure_min", "pressure_max", "west", "south", "east", "north",
        "label", "confidence", "author", "vocabulary", "comment",
    ];

    private static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["event"] = "id", ["event_id"] = "id", ["number"] = "id",
        ["platform_code"] = "platform", ["platform_number"] = "platform", ["wmo"] = "platform", ["float"] = "platform", ["station"] = "platform", ["site"] = "platform",
        ["parameter"] = "variable", ["variables"] = "variable",
        ["start_time"] = "start", ["time_start"] = "start", ["start_date"] = "start", ["begin"] = "start", ["from"] = "start",
        ["end_time"] = "end", ["time_end"] = "end", ["end_date"] = "end", ["stop"] = "end", ["to"] = "end",
        ["min_depth"] = "depth_min", ["depth_minimum"] = "depth_min", ["max_depth"] = "depth_max", ["depth_maximum"] = "depth_max",
        ["min_pressure"] = "pressure_min", ["pressure_minimum"] = "pressure_min", ["max_pressure"] = "pressure_max", ["pressure_maximum"] = "pressure_max",
        ["lon_min"] = "west", ["lon_max"] = "east", ["lat_min"] = "south", ["lat_max"] = "north",
        ["class"] = "label", ["event_type"] = "label", ["annotator"] = "author", ["orcid"] = "author", ["creator"] = "author",
        ["uri"] = "vocabulary", ["vocabulary_uri"] = "vocabulary", ["label_uri"] = "vocabulary", ["remark"] = "comment", ["remarks"] = "comment", ["notes"] = "comment",
    };

    /// <summary>The counts that a labelling writes beside the events; they are not read back.</summary>
    internal static readonly string[] Counts = ["rows", "values", "labelled", "outcome"];

    /// <summary>Reads events.</summary>
    /// <param name="table">A table with a column of labels; text columns are best, because a date without a time lasts the whole day.</param>
    /// <param name="vocabulary">The labels there are.</param>
    /// <exception cref="OceanException">No column of labels; an unknown label; a time, number, box or confidence that cannot be understood.</exception>
    public static IReadOnlyList<LabelEvent> Read(Table table, LabelVocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(vocabulary);
        var columns = new Dictionary<string, Column>();
        var others = new List<Column>();
        foreach (var column in table.Columns)
        {
            var name = column.Name.Trim().Replace(' ', '_').Replace('-', '_').ToLowerInvariant();
            if (Aliases.TryGetValue(name, out var canonical)) name = canonical;
            if (Order.Contains(name))
            {
                if (!columns.TryAdd(name, column)) throw OceanException.BadInput($"{table.Label}: columns '{columns[name].Name}' and '{column.Name}' both mean {name}");
            }
            else if (!Counts.Contains(name))
            {
                others.Add(column);
            }
        }

        if (!columns.ContainsKey("label")) throw OceanException.Missing(table.Label, "column", "label", table.Names);
        var events = new List<LabelEvent>(table.RowCount);
        for (var row = 0; row < table.RowCount; row++)
        {
            var cells = columns.ToDictionary(pair => pair.Key, pair => Cell(pair.Value, row));
            if (cells.Values.All(cell => cell is null)) continue;
            var number = (row + 1).ToString(CultureInfo.InvariantCulture);
            var id = cells.GetValueOrDefault("id") ?? $"event {number}";
            var one = Read(cells, vocabulary, id, id.StartsWith("event ", StringComparison.Ordinal) ? $"{table.Label}: {id}" : $"{table.Label}: event {number} ({id})");
            var other = others.Select(column => (column.Name, Text: Cell(column, row))).Where(pair => pair.Text is not null).ToDictionary(pair => pair.Name, pair => pair.Text!);
            events.Add(other.Count == 0 ? one : one with { Other = other });
        }

        return events;
    }

    /// <summary>Events as a table of text, one row each, with the columns that any of them uses.</summary>
    public static Table Write(IReadOnlyList<LabelEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var rows = events.Select(Cells).ToList();
        var names = Order.Where(name => name is "platform" or "variable" or "start" or "end" or "label" or "confidence" or "author" or "vocabulary" or "comment"
            || rows.Exists(row => row.ContainsKey(name))).ToList();
        names.AddRange(events.SelectMany(one => one.Other.Keys).Distinct().Where(name => !names.Contains(name)));
        return new Table(names.Select(name => new TextColumn(
            name,
            [.. rows.Select((row, i) => row.GetValueOrDefault(name) ?? events[i].Other.GetValueOrDefault(name))])));
    }

    /// <summary>What an event says, by column; what it does not say is absent.</summary>
    internal static Dictionary<string, string> Cells(LabelEvent one)
    {
        var cells = new Dictionary<string, string>();
        if (!one.Id.StartsWith("event ", StringComparison.Ordinal)) cells["id"] = one.Id;
        Add("platform", one.Platform);
        Add("variable", one.Variable);
        if (one.Start != long.MinValue) cells["start"] = Timestamp.Format(one.Start);
        if (one.End != long.MaxValue)
            cells["end"] = (one.End + 1) % Timestamp.PerDay == 0 ? Timestamp.Format(one.End + 1 - Timestamp.PerDay)[..10] : Timestamp.Format(one.End);
        AddNumber("depth_min", one.DepthMinimum);
        AddNumber("depth_max", one.DepthMaximum);
        AddNumber("pressure_min", one.PressureMinimum);
        AddNumber("pressure_max", one.PressureMaximum);
        if (one.Box is { } box)
        {
            AddNumber("west", box.West);
            AddNumber("south", box.South);
            AddNumber("east", box.East);
            AddNumber("north", box.North);
        }

        Add("label", one.Label);
        AddNumber("confidence", one.Confidence);
        Add("author", one.Author);
        Add("vocabulary", one.Vocabulary);
        Add("comment", one.Comment);
        return cells;

        void Add(string name, string? text)
        {
            if (!string.IsNullOrEmpty(text)) cells[name] = text;
        }

        void AddNumber(string name, double number)
        {
            if (!double.IsNaN(number)) cells[name] = number.ToString("R", CultureInfo.InvariantCulture);
        }
    }

    private static LabelEvent Read(Dictionary<string, string?> cells, LabelVocabulary vocabulary, string id, string where)
    {
        var label = cells["label"] ?? throw OceanException.BadInput($"{where}: no label");
        var term = vocabulary.Require(where, label);
        var (start, end) = (Start(cells.GetValueOrDefault("start"), where), End(cells.GetValueOrDefault("end"), where));
        if (start > end) throw OceanException.BadInput($"{where}: starts at {Timestamp.Format(start)}, after its end {Timestamp.Format(end)}");
        var one = new LabelEvent(id, term.Name)
        {
            Platform = cells.GetValueOrDefault("platform") is { } platform and not "*" ? platform : "",
            Variable = cells.GetValueOrDefault("variable") is { } variable and not "*" ? variable : "",
            Start = start,
            End = end,
            DepthMinimum = Number("depth_min"),
            DepthMaximum = Number("depth_max"),
            PressureMinimum = Number("pressure_min"),
            PressureMaximum = Number("pressure_max"),
            Box = Box(cells, where),
            Confidence = vocabulary.ParseConfidence(where, cells.GetValueOrDefault("confidence")),
            Author = Author(cells.GetValueOrDefault("author"), where),
            Vocabulary = cells.GetValueOrDefault("vocabulary") ?? term.Uri,
            Comment = cells.GetValueOrDefault("comment"),
        };
        if (one.DepthMinimum > one.DepthMaximum) throw OceanException.BadInput($"{where}: depth_min {one.DepthMinimum} is greater than depth_max {one.DepthMaximum}; depths are positive down");
        if (one.PressureMinimum > one.PressureMaximum) throw OceanException.BadInput($"{where}: pressure_min {one.PressureMinimum} is greater than pressure_max {one.PressureMaximum}");
        return one;

        double Number(string name) => cells.GetValueOrDefault(name) is not { } text ? double.NaN
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
            : throw OceanException.BadInput($"{where}: {name} '{text}' is not a number");
    }

    private static GeoBox? Box(Dictionary<string, string?> cells, string where)
    {
        string[] names = ["west", "south", "east", "north"];
        var given = names.Where(name => cells.GetValueOrDefault(name) is not null).ToList();
        if (given.Count == 0) return null;
        if (given.Count < 4) throw OceanException.BadInput($"{where}: a box needs west, south, east and north; it has {string.Join(", ", given)}");
        try
        {
            return GeoBox.Parse(string.Join(',', names.Select(name => cells[name])));
        }
        catch (OceanException exception)
        {
            throw OceanException.BadInput($"{where}: {exception.Message}", exception);
        }
    }

    private static string? Author(string? text, string where)
    {
        var bare = text is null ? null : text[(text.LastIndexOf('/') + 1)..];
        var looksLikeOrcid = bare is { Length: 19 } && bare[4] == '-' && bare[9] == '-' && bare[14] == '-';
        if (looksLikeOrcid && !Orcid.IsValid(text!)) throw OceanException.BadInput($"{where}: author '{text}' is no ORCID: its last character is a check digit, and it is wrong");
        return text;
    }

    private static long Start(string? text, string where) => text is null ? long.MinValue : Parse(text, "start", where);

    // A date, a month or a year without a time lasts to its end: that is what people mean by "until the 10th".
    private static long End(string? text, string where)
    {
        if (text is null) return long.MaxValue;
        var end = Parse(text, "end", where);
        var first = Timestamp.ToDateTime(end);
        return text.Trim().Length switch
        {
            4 => Timestamp.From(first.AddYears(1)) - 1,
            7 => Timestamp.From(first.AddMonths(1)) - 1,
            8 or 10 => Timestamp.From(first.AddDays(1)) - 1,
            _ => end,
        };
    }

    private static long Parse(string text, string name, string where) =>
        Timestamp.TryParse(text.Trim(), out var timestamp)
            ? timestamp
            : throw OceanException.BadInput($"{where}: {name} '{text}' is not a date; write 2024-06-08 or 2024-06-08T13:45:00Z (UTC)");

    private static string? Cell(Column column, int row) => column.IsMissing(row) ? null : column switch
    {
        TextColumn text => string.IsNullOrWhiteSpace(text.Values[row]) ? null : text.Values[row]!.Trim(),
        TimeColumn time => Timestamp.Format(time.Values[row]),
        _ => ((NumberColumn)column).Values[row].ToString("R", CultureInfo.InvariantCulture),
    };
}
