using System.Globalization;
using System.Text.RegularExpressions;
using OceanML.Core;

namespace OceanML.Figures;

/// <summary>A layer of the water column, as the name of a column tells it: <c>CHLA_0_10</c> is 0 to 10 m, <c>NITRATE_50</c> is at 50 m; what follows, such as <c>_measured</c>, does not count.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="Top">Upper depth, m.</param>
/// <param name="Bottom">Lower depth, m; equal to the upper one for a single depth.</param>
public sealed partial record DepthBin(string Column, double Top, double Bottom)
{
    /// <summary>Middle depth, m.</summary>
    public double Middle => (Top + Bottom) / 2;

    /// <summary>The layer in words, e.g. <c>0 to 10 m</c>.</summary>
    public string Words => Bottom > Top
        ? string.Create(CultureInfo.InvariantCulture, $"{Top:0.##} to {Bottom:0.##} m")
        : string.Create(CultureInfo.InvariantCulture, $"{Top:0.##} m");

    /// <summary>The layer a name ends with, or null.</summary>
    public static DepthBin? Find(string column)
    {
        var match = Ending().Match(column);
        if (!match.Success) return null;
        var first = double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        var second = match.Groups[2].Success ? double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) : first;
        return second >= first ? new DepthBin(column, first, second) : null;
    }

    /// <summary>The layers of some columns, from the surface down.</summary>
    /// <exception cref="OceanException">A name that does not end with a depth.</exception>
    public static IReadOnlyList<DepthBin> Of(IEnumerable<string> columns) =>
        [.. columns.Select(column => Find(column) ?? throw OceanException.Usage($"column '{column}' does not end with its depth in metres, as CHLA_0_10 or NITRATE_50 do")).OrderBy(bin => bin.Middle)];

    [GeneratedRegex(@"_(\d+(?:\.\d+)?)(?:_(\d+(?:\.\d+)?))?m?(?:_(?:measured|observed|predicted|estimated))?$")]
    private static partial Regex Ending();
}
