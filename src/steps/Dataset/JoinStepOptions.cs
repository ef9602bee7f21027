using System.CommandLine;
using System.Globalization;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Tables;
using OceanML.Learning;

namespace OceanML.Steps;

/// <summary>Options that join a second table.</summary>
internal sealed class JoinStepOptions
{
    public Option<string?> File { get; } = DatasetStepOptions.One("--join", "FILE", "A second table (or series in netCDF) whose columns are put beside each row.");

    public Option<string[]> By { get; } = DatasetStepOptions.List("--join-by", "KEYS", "How a row finds its row there: time, place, and names of columns that must be equal, e.g. platform,time. Default: time.");

    public Option<string?> Within { get; } = DatasetStepOptions.One("--join-within", "TIME", "How much earlier its time may be, e.g. 1h; nothing is interpolated, and how old the values are stands in a column.");

    public Option<double> Km { get; } = new("--join-km") { HelpName = "KM", Description = "How far away its place may be, km.", DefaultValueFactory = _ => 10 };

    public Option<string> Rule { get; } = DatasetStepOptions.Choice("--join-time", "Take the latest values up to the time of the row (before), or the nearest ones even if they are later (nearest): not for forecasts.", "before", "nearest");

    public Option<string[]> Columns { get; } = DatasetStepOptions.List("--join-columns", "COLUMNS", "Which columns to take: names and patterns. Default: all.");

    public Option<string?> Prefix { get; } = DatasetStepOptions.One("--join-prefix", "NAME", "Put before names that both tables have. Default: the name of the file.");

    public IEnumerable<Symbol> All => [File, By, Within, Km, Rule, Columns, Prefix];

    public Table Apply(StepRun run, Table table, Func<string, Table> read)
    {
        if (run.Value(File) is not { } path)
        {
            foreach (var option in (Option[])[By, Within, Km, Rule, Columns, Prefix])
            {
                if (run.IsGiven(option)) throw OceanException.Usage($"{option.Name} belongs to --join");
            }

            return table;
        }

        string[] by = [.. (run.Value(By) is { Length: > 0 } given ? given : ["time"]).SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
        if (by.Contains("time") && run.Value(Within) is null) throw OceanException.Usage("--join-by time needs --join-within: how old may the values be, e.g. 1h?");
        var within = run.Value(Within) is { } text ? Duration.Parse(text) : TimeSpan.Zero;
        var km = run.Value(Km);
        if (!(km > 0 && km <= 5000)) throw OceanException.Usage("--join-km must be above 0 and at most 5000");
        var other = read(path);
        if (run.Value(Columns) is { Length: > 0 } patterns)
            other = other.Select([.. other.Names.Where(name => by.Contains(name) || name is "time" or "latitude" or "longitude"), .. TablePatterns.Match(other, patterns).Where(name => !by.Contains(name) && name is not ("time" or "latitude" or "longitude"))]);
        var prefix = run.Value(Prefix) ?? Path.GetFileNameWithoutExtension(path);
        var (joined, unmatched) = TableJoin.Join(table, other, new JoinOptions(by, within, km, run.Value(Rule) == "nearest", prefix));
        if (unmatched == table.RowCount) throw OceanException.NothingSelected(string.Create(CultureInfo.InvariantCulture, $"--join: no row of {table.Label} found one in {path} by {string.Join(", ", by)}{(by.Contains("time") ? $" within {run.Value(Within)}" : "")}{(by.Contains("place") ? $" within {km} km" : "")}"));
        run.Log($"{table.RowCount - unmatched} of {table.RowCount} rows found one in {path}; {unmatched} did not and lack its columns");
        return joined;
    }
}
