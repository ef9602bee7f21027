using System.Globalization;
using System.Text.RegularExpressions;
using OceanML.Core;
using OceanML.Formats.Vocabularies;

namespace OceanML.Formats.Observations;

/// <summary>
/// Columns that are text because of a few values, or because each value has its unit. A column of a known quantity, or with a unit,
/// becomes numbers, and what is none is counted: less than half of its values, and as many limits (&lt;0.05) as there are. Any other stays text,
/// because it may be one of names, and a warning tells.
/// </summary>
internal static partial class TextForNumbers
{
    // What is text by its nature, though many of its values may look like numbers.
    private static readonly string[] Names = ["platform", "profile"];
    private static readonly string[] Endings = ["_qc", "_mode", "_origin", "_label", "_id"];

    /// <summary>The table with numbers where the text of a column means numbers, what was lost by it, and the warnings of its reader that still hold.</summary>
    public static (Table Table, List<RejectedValues> Rejected, List<string> Warnings) Apply(Table table, IReadOnlyList<string> known)
    {
        var (rejected, warnings, replaced) = (new List<RejectedValues>(), known.ToList(), new List<Column>());
        foreach (var column in table.Columns.OfType<TextColumn>())
        {
            if (Names.Contains(column.Name) || Array.Exists(Endings, ending => column.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))) continue;
            var rows = Enumerable.Range(0, column.Length).Where(row => !string.IsNullOrEmpty(column.Values[row])).ToList();
            if (WithUnits(column, rows, warnings) is { } numbers) replaced.Add(numbers);
            var odd = rows.FindAll(row => !IsNumber(column.Values[row]!));
            if (odd.Count == 0) continue;
            var limits = odd.Count(row => IsLimit(column.Values[row]!));
            if (IsQuantity(column) && (limits > 0 ? 2 * (odd.Count - limits) <= rows.Count : 2 * odd.Count < rows.Count))
            {
                warnings.RemoveAll(warning => warning.StartsWith($"column '{column.Name}' is text", StringComparison.Ordinal));
                replaced.AddRange(Numbers(table, column, rows, odd, rejected, warnings));
            }
            else if (IsVariable(column) && replaced.TrueForAll(other => other.Name != column.Name))
            {
                warnings.RemoveAll(warning => warning.StartsWith($"column '{column.Name}' is text", StringComparison.Ordinal));
                rejected.Add(new RejectedValues(column.Name, "not_a_number", rows.Count));
                if (warnings.Exists(warning => warning.StartsWith($"column '{column.Name}' mixes units", StringComparison.Ordinal))) continue;
                warnings.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"column '{column.Name}' has the name of a variable and stays text, because {odd.Count} of {rows.Count} values are no numbers, the first '{column.Values[odd[0]]}' in row {odd[0] + 1} of the data: no test and no model sees it"));
            }
            else if (2 * odd.Count < rows.Count && !known.Any(warning => warning.StartsWith($"column '{column.Name}' is text", StringComparison.Ordinal)))
            {
                warnings.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"column '{column.Name}' is text, not numbers, because of {odd.Count} of {rows.Count} values, the first '{column.Values[odd[0]]}' in row {odd[0] + 1} of the data; leave what is missing empty"));
            }
        }

        return (replaced.Count == 0 ? table : table.With(replaced), rejected, warnings);
    }

    // <0.05 is below the limit of detection: no value, and a flag where the file has none of its own.
    private static List<Column> Numbers(Table table, TextColumn column, List<int> rows, List<int> odd, List<RejectedValues> rejected, List<string> warnings)
    {
        var (values, flags) = (new double[column.Length], new string?[column.Length]);
        Array.Fill(values, double.NaN);
        foreach (var row in rows)
        {
            if (IsNumber(column.Values[row]!)) values[row] = double.Parse(column.Values[row]!, NumberStyles.Float, CultureInfo.InvariantCulture);
        }

        foreach (var group in odd.GroupBy(row => column.Values[row]!.TrimStart()[0] switch { '<' => "below_detection_limit", '>' => "above_detection_limit", _ => "not_a_number" }))
        {
            var first = group.First();
            rejected.Add(new RejectedValues(column.Name, group.Key, group.Count()));
            warnings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"column '{column.Name}': {group.Count()} of {rows.Count} values are left out as {group.Key}, the first '{column.Values[first]}' in row {first + 1} of the data"));
            foreach (var row in group) flags[row] = group.Key[0] switch { 'b' => "6", 'a' => "7", _ => null };
        }

        var numbers = new NumberColumn(column.Name, values, column.Metadata);
        return table.Has(column.Name + "_qc") || Array.TrueForAll(flags, flag => flag is null)
            ? [numbers]
            : [numbers, new TextColumn(column.Name + "_qc", flags, new ColumnMetadata(FlagScheme: FlagScheme.SeaDataNet.Name))];
    }

    // 5.2 ml/l in every row is a number with a unit; two units in one column are not.
    private static NumberColumn? WithUnits(TextColumn column, List<int> rows, List<string> warnings)
    {
        if (rows.Count == 0) return null;
        var units = new Dictionary<string, int>(StringComparer.Ordinal);
        var values = new double[column.Length];
        Array.Fill(values, double.NaN);
        foreach (var row in rows)
        {
            if (Quantity().Match(column.Values[row]!) is not { Success: true } match) return null;
            values[row] = double.Parse(match.Groups[1].Value, NumberStyles.Float, CultureInfo.InvariantCulture);
            units[match.Groups[2].Value] = units.GetValueOrDefault(match.Groups[2].Value) + 1;
        }

        if (units.Keys.Any(unit => Unit.Parse(unit) is null)) return null;
        if (units.Count == 1) return new NumberColumn(column.Name, values, column.Metadata with { Unit = units.Keys.First() });
        warnings.Add($"column '{column.Name}' mixes units ({string.Join(", ", units.Select(unit => string.Create(CultureInfo.InvariantCulture, $"{unit.Key} in {unit.Value} rows")))}) and stays text; write one unit");
        return null;
    }

    private static bool IsQuantity(TextColumn column) => column.Metadata.Unit is { Length: > 0 } || VocabularyFile.Load().FindColumn(column.Name) is not null;

    private static bool IsVariable(TextColumn column) => VocabularyFile.Load().FindColumn(column.Name) is { Unit.Length: > 0 } entry && entry.Name is not ("time" or "latitude" or "longitude");

    // <0.05 and > 100.
    private static bool IsLimit(string text) => text.AsSpan().Trim() is ['<' or '>', .. var number] && IsNumber(number.TrimStart(" =").ToString());

    private static bool IsNumber(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    [GeneratedRegex(@"^\s*([-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)\s*([A-Za-zµ°%][^\s]*(?:\s\S+)?)\s*$")]
    private static partial Regex Quantity();
}
