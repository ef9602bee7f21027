using OceanML.Core;

namespace OceanML.Quality;

/// <summary>
/// The decision table: what the tests found, one line per stretch of neighbouring rows with the same flag and the same tests, for a human to
/// confirm or to overrule in the column <c>decision</c>. The rows are counted from 1 in the table that was tested; with them a line means
/// exactly its stretch, whatever else is blank.
/// </summary>
public static class DecisionProposals
{
    /// <summary>The columns, in order.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "platform", "profile", "variable", "time_start", "time_end", "vertical", "top", "bottom", "first_row", "last_row", "values", "minimum", "maximum", "scheme", "flag", "tests",
        "decision", "author", "comment",
    ];

    /// <summary>The proposals of a result.</summary>
    /// <returns>A table of <see cref="Columns"/>; the last three are empty, to be filled by whoever decides.</returns>
    public static Table Of(QualityResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var (table, report) = (result.Table, result.Report);
        var stretches = new List<Stretch>();
        foreach (var variable in report.Flags.Keys)
        {
            if (table.Find(variable + "_qc_tests") is NumberColumn) stretches.AddRange(Stretches(table, variable, table.Numbers(variable), table.Numbers(variable + "_qc_tests")));
        }

        foreach (var place in Places)
        {
            if (table.Find(place + "_qc") is TextColumn flags) stretches.AddRange(Stretches(table, place, null, FaultsOf(place, flags, report)));
        }

        var names = report.Tests.DistinctBy(test => test.Name).ToList();
        var texts = Columns.ToDictionary(name => name, _ => new List<string?>(stretches.Count), StringComparer.Ordinal);
        foreach (var stretch in stretches)
        {
            Put("platform", Text(table, "platform", stretch.First));
            Put("profile", Text(table, "profile", stretch.First));
            Put("variable", stretch.Variable);
            Put("time_start", stretch.Start == Timestamp.Missing ? null : Timestamp.Format(stretch.Start));
            Put("time_end", stretch.End == Timestamp.Missing ? null : Timestamp.Format(stretch.End));
            Put("vertical", double.IsNaN(stretch.Top) ? null : Vertical(table)!.Name);
            Put("top", Number(stretch.Top, Vertical(table)));
            Put("bottom", Number(stretch.Bottom, Vertical(table)));
            Put("first_row", Number(stretch.First + 1, null));
            Put("last_row", Number(stretch.Last + 1, null));
            Put("values", Number(stretch.Count, null));
            Put("minimum", Number(stretch.Minimum, table.Find(stretch.Variable)));
            Put("maximum", Number(stretch.Maximum, table.Find(stretch.Variable)));
            Put("scheme", report.Scheme.Name);
            Put("flag", stretch.Flag);
            Put("tests", string.Join(' ', names.Where(test => (stretch.Tests & test.Bit) != 0).Select(test => test.Name)));
            foreach (var empty in (ReadOnlySpan<string>)["decision", "author", "comment"]) Put(empty, null);
        }

        return new Table(Columns.Select(name => new TextColumn(name, [.. texts[name]])));

        void Put(string name, string? text) => texts[name].Add(text);
    }

    internal static NumberColumn? Vertical(Table table) => (table.Find("pressure") ?? table.Find("PRES") ?? table.Find("depth")) as NumberColumn;

    /// <summary>What has a flag beside the variables.</summary>
    internal static IReadOnlyList<string> Places { get; } = ["time", "position"];

    // Times and positions have no column of tests: the tests that found any of them.
    private static double[] FaultsOf(string place, TextColumn flags, QualityReport report)
    {
        var found = report.Findings.Where(finding => finding.Variable == place).Select(finding => finding.Test).ToHashSet();
        double tests = report.Tests.Where(test => found.Contains(test.Name)).Select(test => test.Bit).Distinct().Sum();
        return Array.ConvertAll(flags.Values, flag => flag is { Length: 1 } && report.Scheme.MeaningOf.GetValueOrDefault(flag[0]) is FlagMeaning.Bad or FlagMeaning.ProbablyBad ? tests : 0);
    }

    private static IEnumerable<Stretch> Stretches(Table table, string variable, double[]? values, double[] tests)
    {
        var flags = table.Texts(variable + "_qc");
        var times = (table.Find("time") as TimeColumn)?.Values;
        var vertical = Vertical(table)?.Values;
        var (platforms, profiles) = ((table.Find("platform") as TextColumn)?.Values, (table.Find("profile") as TextColumn)?.Values);
        Stretch? open = null;
        for (var row = 0; row < tests.Length; row++)
        {
            var fired = (long)tests[row];
            if (fired == 0)
            {
                if (open is not null) yield return open;
                open = null;
                continue;
            }

            if (open is null || open.Tests != fired || open.Flag != flags[row] || platforms?[row] != platforms?[row - 1] || profiles?[row] != profiles?[row - 1])
            {
                if (open is not null) yield return open;
                open = new Stretch(variable, row, fired, flags[row]);
            }

            open.Add(values?[row] ?? double.NaN, times?[row] ?? Timestamp.Missing, vertical?[row] ?? double.NaN);
        }

        if (open is not null) yield return open;
    }

    private static string? Text(Table table, string name, int row) => (table.Find(name) as TextColumn)?.Values[row];

    // As the column itself is written: a value of 32 bits with as many digits as it has.
    private static string? Number(double value, Column? column) =>
        double.IsNaN(value) ? null
        : column is NumberColumn { Kind: NumberKind.Float32 } ? ((float)value).ToString("R", System.Globalization.CultureInfo.InvariantCulture)
        : value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Neighbouring rows with the same flag and tests.</summary>
    private sealed class Stretch(string variable, int first, long tests, string? flag)
    {
        public string Variable { get; } = variable;

        public int First { get; } = first;

        public long Tests { get; } = tests;

        public string? Flag { get; } = flag;

        public int Count { get; private set; }

        public int Last => First + Count - 1;

        public double Minimum { get; private set; } = double.NaN;

        public double Maximum { get; private set; } = double.NaN;

        public double Top { get; private set; } = double.NaN;

        public double Bottom { get; private set; } = double.NaN;

        public long Start { get; private set; } = Timestamp.Missing;

        public long End { get; private set; } = Timestamp.Missing;

        public void Add(double value, long time, double vertical)
        {
            Count++;
            (Minimum, Maximum) = (double.MinNumber(Minimum, value), double.MaxNumber(Maximum, value));
            (Top, Bottom) = (double.MinNumber(Top, vertical), double.MaxNumber(Bottom, vertical));
            if (time == Timestamp.Missing) return;
            Start = Start == Timestamp.Missing ? time : Math.Min(Start, time);
            End = Math.Max(End, time);
        }
    }
}
