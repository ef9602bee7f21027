using System.Text.RegularExpressions;
using OceanML.Core;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Products;

namespace OceanML.Formats.Fields;

/// <summary>The period that each time step of a field stands for: a day, eight days or a month.</summary>
internal static partial class CompositePeriod
{
    public const string Day = "day";
    public const string EightDays = "8day";
    public const string Month = "month";

    // Decoded from days or hours in floating point.
    private const long Rounding = Timestamp.PerSecond;

    // The history and the references may name other files than this one.
    private static readonly string[] OfOthers = ["history", "references", "comment", "summary", "source", "citation", "acknowledgement"];

    /// <summary>
    /// What the file states: ACDD <c>time_coverage_resolution</c> (ISO 8601), NASA <c>temporal_range</c>, <c>frequency</c>, or the period in the name of a Copernicus
    /// Marine dataset (<c>..._P1D-m</c>), whichever attribute holds it; null where it states nothing.
    /// </summary>
    public static string? Stated(NetCdfFile file, ProductDescription? description) =>
        Parse(file.Attributes.Text("time_coverage_resolution") ?? file.Attributes.Text("temporal_range") ?? description?.Composite ?? file.Attributes.Text("frequency"))
        ?? OfDatasetName(file);

    /// <summary>What the times tell of a file that states nothing, in whatever order they stand, with gaps, repeats and missing ones.</summary>
    /// <remarks>Two times suffice for days; for months it takes three, since two maps of a day may well be a month apart.</remarks>
    public static string? OfSpacing(IEnumerable<long> steps)
    {
        long[] times = [.. steps.Where(step => step != Timestamp.Missing).Distinct().Order()];
        if (times.Length < 2) return null;
        var smallest = long.MaxValue;
        for (var i = 1; i < times.Length; i++) smallest = Math.Min(smallest, times[i] - times[i - 1]);
        if (Math.Abs(smallest - Timestamp.PerDay) <= Rounding)
            return Array.TrueForAll(times, time => IsWhole(time - times[0])) ? Day : null;
        return times.Length > 2 && smallest >= (28 * Timestamp.PerDay) - Rounding && smallest <= (31 * Timestamp.PerDay) + Rounding && AreMonths(times) ? Month : null;

        static bool IsWhole(long span) => (span + Rounding) % Timestamp.PerDay <= 2 * Rounding;
    }

    /// <summary>The longest that the coverage of one composite can be: producers give the first and the last pass, which reach beyond the days themselves.</summary>
    public static long Longest(string period) => period switch
    {
        Day => 2 * Timestamp.PerDay,
        EightDays => 10 * Timestamp.PerDay,
        _ => 33 * Timestamp.PerDay,
    };

    // No two in one month, and each in the same part of its month: on the same day, in the middle, or at the end. A series without a gap is told by its steps alone.
    private static bool AreMonths(long[] times)
    {
        var dates = Array.ConvertAll(times, Timestamp.ToDateTime);
        if (dates.DistinctBy(date => (date.Year, date.Month)).Count() < dates.Length) return false;
        var consecutive = true;
        for (var i = 1; i < times.Length; i++) consecutive &= times[i] - times[i - 1] <= (31 * Timestamp.PerDay) + Rounding;
        return consecutive
            || Array.TrueForAll(dates, date => date.Day == dates[0].Day)
            || Array.TrueForAll(dates, date => date.Day is >= 14 and <= 17)
            || Array.TrueForAll(dates, date => date.Day == DateTime.DaysInMonth(date.Year, date.Month));
    }

    private static string? Parse(string? stated) => stated?.ToUpperInvariant() switch
    {
        "P1D" or "P1DT0H0M0S" or "DAY" or "DAILY" => Day,
        "P8D" or "8DAY" or "8-DAY" => EightDays,
        "P1M" or "P01M" or "MONTH" or "MONTHLY" or "MON" => Month,
        _ => null,
    };

    private static string? OfDatasetName(NetCdfFile file)
    {
        var found = new HashSet<string>();
        foreach (var attribute in file.Attributes.Where(attribute => !OfOthers.Contains(attribute.Name, StringComparer.OrdinalIgnoreCase)))
        {
            foreach (Match match in DatasetName().Matches(attribute.Text)) found.Add(match.Groups[1].Value);
        }

        return found.Count == 1 ? Parse(found.First()) : null;
    }

    // cmems_obs-oc_glo_bgc-plankton_my_l4-gapfree-multi-4km_P1D; with -m for means. -i would be instants.
    [GeneratedRegex(@"(?<=[A-Za-z0-9.]_)(P1D|P8D|P1M)(?:-m)?(?![A-Za-z0-9]|-i\b)", RegexOptions.CultureInvariant)]
    private static partial Regex DatasetName();
}
