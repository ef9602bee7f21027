using System.CommandLine;
using System.Globalization;
using OceanML.CommandLine;
using OceanML.Core;

namespace OceanML.Steps;

/// <summary>The option for a range of depths.</summary>
internal sealed class DepthRange
{
    public Option<string?> Option { get; } = new("--depth")
    {
        HelpName = "LEAST,GREATEST",
        Description = "Of observations, the range of depth in m, positive down, e.g. 0,200.",
    };

    /// <summary>The range, or null.</summary>
    /// <exception cref="OceanException">It is no range.</exception>
    public (double Least, double Greatest)? Of(StepRun run)
    {
        if (run.Value(Option) is not { } text) return null;
        var parts = text.Split(',');
        if (parts.Length == 2 && double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var least)
            && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var greatest) && least <= greatest) return (least, greatest);
        throw OceanException.Usage($"--depth is '{text}'; write the least and the greatest depth in m, e.g. 0,200");
    }

    /// <summary>The rows within the range; those without a depth are left out, and counted.</summary>
    public Table Select(Table table, StepRun run)
    {
        if (Of(run) is not var (least, greatest)) return table;
        var depths = table.Numbers(table.Has("depth") ? "depth" : "pressure");
        var kept = Enumerable.Range(0, table.RowCount).Where(row => depths[row] >= least && depths[row] <= greatest).ToArray();
        run.Reject("outside_depth", table.RowCount - kept.Length);
        return table.Take(kept);
    }
}
