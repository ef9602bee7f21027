using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Climatologies by variable and kind: given in a file, or learned and to be written to one, so that new data get the same anomalies.</summary>
public sealed class ClimatologySet
{
    private static readonly string[] HarmonicTerms = ["mean", "cos_year", "sin_year", "cos_half_year", "sin_half_year"];

    private readonly SortedDictionary<(string Variable, ClimatologyKind Kind), Climatology> known = [];
    private readonly SortedDictionary<(string Variable, ClimatologyKind Kind), string?> units = [];

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => known.Count == 0;

    /// <summary>The climatology of a variable, or null.</summary>
    public Climatology? Find(string variable, ClimatologyKind kind) => known.GetValueOrDefault((variable, kind));

    /// <summary>The unit a climatology was given in, or null.</summary>
    public string? UnitOf(string variable, ClimatologyKind kind) => units.GetValueOrDefault((variable, kind));

    /// <summary>Keeps a climatology.</summary>
    public void Put(string variable, Climatology climatology, string? unit)
    {
        ArgumentNullException.ThrowIfNull(climatology);
        known[(variable, climatology.Kind)] = climatology;
        units[(variable, climatology.Kind)] = unit;
    }

    /// <summary>As a table with columns <c>variable</c>, <c>term</c>, <c>value</c>, <c>unit</c>, <c>values</c> (how many it was learned from).</summary>
    public Table ToTable()
    {
        var lines = known.SelectMany(pair => pair.Value.Terms.Select((value, i) => (pair.Key.Variable, Term: Term(pair.Key.Kind, i), value, Unit: units[pair.Key], pair.Value.Rows))).ToList();
        return new Table(
        [
            new TextColumn("variable", [.. lines.Select(line => line.Variable)]),
            new TextColumn("term", [.. lines.Select(line => line.Term)]),
            new NumberColumn("value", [.. lines.Select(line => line.value)]),
            new TextColumn("unit", [.. lines.Select(line => line.Unit)]),
            new NumberColumn("values", [.. lines.Select(line => (double)line.Rows)], kind: NumberKind.Int64),
        ]);
    }

    /// <summary>From such a table, or from one with a column <c>month</c> (1 to 12) and a column for each variable.</summary>
    /// <exception cref="OceanException">Neither; or terms or months are missing, twice there or unknown.</exception>
    public static ClimatologySet Of(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var set = new ClimatologySet();
        if (table.Has("month")) FromMonths(set, table);
        else if (table.Has("variable") && table.Has("term") && table.Has("value")) FromTerms(set, table);
        else throw OceanException.BadInput($"{table.Label}: is no climatology: it needs the columns variable, term and value, as oceanml-dataset writes them, or month (1 to 12) and a column for each variable");
        return set;
    }

    private static void FromMonths(ClimatologySet set, Table table)
    {
        var months = table.Numbers("month");
        var at = new int[12];
        Array.Fill(at, -1);
        for (var row = 0; row < months.Length; row++)
        {
            if (months[row] is not (>= 1 and <= 12) || months[row] != Math.Floor(months[row])) throw OceanException.BadInput($"{table.Label}: month {months[row]} in row {row + 1} is not 1 to 12");
            if (at[(int)months[row] - 1] >= 0) throw OceanException.BadInput($"{table.Label}: month {months[row]} is there twice");
            at[(int)months[row] - 1] = row;
        }

        foreach (var column in table.Columns.OfType<NumberColumn>().Where(column => column.Name != "month"))
            set.Put(column.Name, new Climatology(ClimatologyKind.Month, [.. at.Select(row => row < 0 ? double.NaN : column.Values[row])], 0), column.Metadata.Unit);
    }

    private static void FromTerms(ClimatologySet set, Table table)
    {
        var (variables, names, values) = (table.Texts("variable"), table.Texts("term"), table.Numbers("value"));
        var unitColumn = (table.Find("unit") as TextColumn)?.Values;
        var found = new SortedDictionary<(string, ClimatologyKind), (double[] Terms, bool[] Seen, string? Unit)>();
        for (var row = 0; row < values.Length; row++)
        {
            var (kind, index) = TermOf(names[row] ?? "");
            if (index < 0 || variables[row] is not { } variable) throw OceanException.BadInput($"{table.Label}: row {row + 1} has no variable or the unknown term '{names[row]}'; terms are month_1 to month_12, or {string.Join(", ", HarmonicTerms)}");
            if (!found.TryGetValue((variable, kind), out var entry))
            {
                var count = kind == ClimatologyKind.Month ? 12 : 5;
                found[(variable, kind)] = entry = (new double[count], new bool[count], unitColumn?[row]);
                if (kind == ClimatologyKind.Month) Array.Fill(entry.Terms, double.NaN);
            }

            if (entry.Seen[index]) throw OceanException.BadInput($"{table.Label}: term '{names[row]}' of '{variable}' is there twice");
            (entry.Terms[index], entry.Seen[index]) = (values[row], true);
        }

        foreach (var ((variable, kind), (terms, seen, unit)) in found)
        {
            if (kind == ClimatologyKind.Harmonic && seen.Contains(false)) throw OceanException.BadInput($"{table.Label}: '{variable}' lacks the term {HarmonicTerms[Array.IndexOf(seen, false)]}");
            set.Put(variable, new Climatology(kind, terms, 0), unit);
        }
    }

    private static string Term(ClimatologyKind kind, int index) => kind == ClimatologyKind.Month ? $"month_{index + 1}" : HarmonicTerms[index];

    private static (ClimatologyKind Kind, int Index) TermOf(string name) =>
        name.StartsWith("month_", StringComparison.Ordinal) && int.TryParse(name.AsSpan(6), out var month) && month is >= 1 and <= 12 ? (ClimatologyKind.Month, month - 1)
        : (ClimatologyKind.Harmonic, Array.IndexOf(HarmonicTerms, name));
}
