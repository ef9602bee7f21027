using System.Globalization;
using System.Text.RegularExpressions;
using OceanML.Core;

namespace OceanML.Formats.Observations;

/// <summary>
/// Coastal stations as Coriolis delivers them in CSV (COAST-HF): variables with the number of their level (<c>TEMP LEVEL1
/// (degree_Celsius)</c>), and in the last column one text with a Coriolis flag per column before it. One row per time and level.
/// </summary>
internal static partial class PackedFlags
{
    private const double Fill = -99999;
    private static readonly string[] Digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <summary>Whether a table ends with a column QC of packed flags.</summary>
    public static bool Has(Table table) =>
        table.Columns is [.., { Name: "QC" } flags] && table.Columns.Count > 2 && table.Names.Any(name => Level().IsMatch(name)) && flags is TextColumn or NumberColumn;

    /// <summary>The file as an observation table.</summary>
    /// <exception cref="OceanException">A text of flags has not one flag per column.</exception>
    public static ShapedTable Shape(Table table)
    {
        var flags = Split(table);
        (table, var fills) = WithoutFills(table);
        var columns = table.Columns.Take(table.Columns.Count - 1).Select((column, i) => new Field(column, i, Level().Match(column.Name))).ToList();
        var levels = columns.Where(field => field.Match.Success).Select(field => field.Level).Distinct().Order().ToList();
        var parts = levels.ConvertAll(level => Part(table, columns, flags, level));

        // By time, then by level: the rows of a line stay together.
        var all = Table.Concatenate(parts);
        var rows = table.RowCount;
        var order = new int[all.RowCount];
        for (var i = 0; i < order.Length; i++) order[i] = (i % levels.Count * rows) + (i / levels.Count);
        all = all.Take(order);
        return EmptyRows.Without(all) with { Warnings = fills };
    }

    // Coriolis writes -99999 where a sensor gave nothing, whatever the flag beside it says.
    private static (Table Table, List<string> Warnings) WithoutFills(Table table)
    {
        var (columns, warnings) = (new List<Column>(), new List<string>());
        foreach (var column in table.Columns)
        {
            if (column is not NumberColumn number || number.Values.AsSpan().Count(Fill) is not (var count and > 0))
            {
                columns.Add(column);
                continue;
            }

            columns.Add(new NumberColumn(column.Name, Array.ConvertAll(number.Values, value => value == Fill ? double.NaN : value), column.Metadata));
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"column '{column.Name}': {count} values -99999 are taken for missing; their flags stay as they are"));
        }

        return (new Table(columns, table.Metadata), warnings);
    }

    private static Table Part(Table table, List<Field> fields, string?[][] flags, int level)
    {
        var names = new SourceNames();
        var columns = new List<Column>();
        var depth = fields.Find(field => field.Match.Success && field.Level == level && field.Parameter == "DEPH")?.Column as NumberColumn;
        var inAir = depth is not null && Array.Exists(depth.Values, value => value < 0) && !Array.Exists(depth.Values, value => value > 0);
        foreach (var field in fields.Where(field => !field.Match.Success || field.Level == level))
        {
            // TEMP of a level above the water is the temperature of the air; fluorescence in units of fluorescein is that of chlorophyll.
            var parameter = field.Match.Success ? field.Parameter : UnitOf().Replace(field.Column.Name, "").Trim();
            var known = inAir && parameter == "TEMP" ? "air_temperature"
                : parameter == "FLU3" && field.Column.Metadata.Unit == "FFU" ? "chlorophyll_fluorescence"
                : parameter.StartsWith("DATE", StringComparison.OrdinalIgnoreCase) ? "time" : parameter;
            var name = names.Take(known, parameter, field.Column.Metadata.Unit);
            columns.Add(name == "platform"
                ? new TextColumn(name, TableObservations.Texts(field.Column))
                : field.Column.With(name, field.Column.Metadata with { Source = field.Column.Name }));
            if (FlagName(name) is { } flag && columns.TrueForAll(column => column.Name != flag))
                columns.Add(new TextColumn(flag, flags[field.Index], new ColumnMetadata(FlagScheme: FlagScheme.Coriolis.Name)));
        }

        return new Table(columns, table.Metadata);
    }

    private static string? FlagName(string name) => name switch
    {
        "platform" or "ARGOS_ID" => null,
        "latitude" or "longitude" => "position_qc",
        _ => name + "_qc",
    };

    // One text per row and column: flags of a column are shared, so that equal ones take no more memory.
    private static string?[][] Split(Table table)
    {
        var (packed, wanted) = (TableObservations.Texts(table.Columns[^1]), table.Columns.Count - 1);
        var flags = new string?[wanted][];
        for (var column = 0; column < wanted; column++) flags[column] = new string?[table.RowCount];
        for (var row = 0; row < packed.Length; row++)
        {
            if (packed[row] is not { } text) continue;

            // What was read as a number has lost its leading zeros: the platform and its identifier have the flag 0.
            if (text.Length < wanted && table.Columns[^1] is NumberColumn) text = text.PadLeft(wanted, '0');
            if (text.Length != wanted || !text.All(char.IsAsciiDigit))
                throw OceanException.BadInput(string.Create(CultureInfo.InvariantCulture, $"{table.Label}: the flags '{text}' in row {row + 1} of the data should be {wanted} digits, one per column before 'QC'"));
            for (var column = 0; column < wanted; column++) flags[column][row] = Digits[text[column] - '0'];
        }

        return flags;
    }

    private sealed record Field(Column Column, int Index, Match Match)
    {
        public int Level => int.Parse(Match.Groups[2].ValueSpan, CultureInfo.InvariantCulture);

        public string Parameter => Match.Groups[1].Value;
    }

    [GeneratedRegex(@"^(\S+) LEVEL(-?\d+)(?:\s*\(.*\))?$")]
    private static partial Regex Level();

    [GeneratedRegex(@"\s*\([^()]*\)\s*$")]
    private static partial Regex UnitOf();
}
