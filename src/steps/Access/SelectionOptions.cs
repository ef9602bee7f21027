using System.CommandLine;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Observations;

namespace OceanML.Steps;

/// <summary>The options by which both ways of access select in space and time, and choose values.</summary>
internal sealed class SelectionOptions
{
    public Option<string?> Box { get; } = new("--box")
    {
        HelpName = "W,S,E,N",
        Description = "Area in degrees: west,south,east,north, e.g. -20,30,10,60. West greater than east crosses the dateline: 170,-20,-170,10. What has no position is then left out.",
    };

    public Option<string?> Start { get; } = new("--start")
    {
        HelpName = "DATE",
        Description = "First time, UTC, included: 2024-06-08 or 2024-06-08T06:00:00Z. What has no time is then left out.",
    };

    public Option<string?> End { get; } = new("--end")
    {
        HelpName = "DATE",
        Description = "Last time, UTC, included; a date means its whole day.",
    };

    public Option<string[]> Variables { get; } = new("--variables")
    {
        HelpName = "NAMES",
        AllowMultipleArgumentsPerToken = true,
        Description = "Columns to keep beside time, place and platform: canonical or Argo names, of tables their own (patterns such as Rrs_* allowed). Default: all known ones.",
    };

    public Option<string> Values { get; } = new("--values")
    {
        HelpName = "best|adjusted|raw",
        Description = "Argo values: best takes the adjusted one where the parameter's data mode is A or D and the raw one else; adjusted leaves out what was never adjusted; raw takes the sensor's.",
        DefaultValueFactory = _ => "best",
    };

    /// <summary>The box, or null.</summary>
    public GeoBox? BoxOf(StepRun run) => run.Value(Box) is { } text ? GeoBox.Parse(text) : null;

    /// <summary>The first time, or null.</summary>
    public long? StartOf(StepRun run) => run.Value(Start) is { } text ? Timestamp.Parse(text) : null;

    /// <summary>The last time, or null: of a date, its last microsecond.</summary>
    /// <exception cref="OceanException">It lies before the start.</exception>
    public long? EndOf(StepRun run)
    {
        if (run.Value(End) is not { } text) return null;
        var end = Timestamp.Parse(text);
        if (text.Trim().Length == 10) end += Timestamp.PerDay - 1;
        if (StartOf(run) is { } start && start > end) throw OceanException.Usage($"--start {run.Value(Start)} lies after --end {text}");
        return end;
    }

    /// <summary>The Argo values and variables.</summary>
    public ArgoOptions ArgoOf(StepRun run) => new(
        run.Value(Values) switch
        {
            "best" => ArgoValues.Best,
            "adjusted" => ArgoValues.Adjusted,
            "raw" => ArgoValues.Raw,
            var other => throw OceanException.Usage($"--values is '{other}'; it must be best, adjusted or raw"),
        },
        List(run, Variables) is { Count: > 0 } names ? names : null);

    /// <summary>The entries of a list option, commas taken apart.</summary>
    public static IReadOnlyList<string> List(StepRun run, Option<string[]> option) =>
        [.. (run.Value(option) ?? []).SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
