using OceanML.Core;

namespace OceanML.Quality;

/// <summary>Limits per variable, as a test has them by default or as a plan sets them.</summary>
internal static class VariableLimits
{
    /// <summary>
    /// The limits under a key: those of the plan where it sets the key (all of them, so that a variable left out is not tested), else the defaults.
    /// </summary>
    /// <param name="settings">The settings of the test, or null for the defaults.</param>
    /// <param name="key">The key, e.g. <c>limits</c>.</param>
    /// <param name="count">How many numbers a variable has; checked.</param>
    /// <param name="defaults">The defaults.</param>
    public static IReadOnlyList<(string Name, double[] Limits)> Read(Settings? settings, string key, int count, params (string Name, double[] Limits)[] defaults)
    {
        if (settings?.Map(key) is not { } map) return defaults;
        return [.. map.Select(pair => (pair.Key, Numbers(pair.Value, count)))];
    }

    /// <summary>The same, where the two numbers are the smallest and the largest value that pass.</summary>
    /// <exception cref="OceanException">The smallest is above the largest.</exception>
    public static IReadOnlyList<(string Name, double[] Limits)> ReadRanges(Settings? settings, string key, params (string Name, double[] Limits)[] defaults)
    {
        var ranges = Read(settings, key, 2, defaults);
        foreach (var (name, limits) in ranges) RefuseInverted(limits, $"{settings?.Where}.{key}.{name}");
        return ranges;
    }

    /// <summary>Refuses a range whose smallest value is above its largest.</summary>
    /// <exception cref="OceanException">It is.</exception>
    public static void RefuseInverted(double[] range, string where)
    {
        if (range[0] > range[1]) throw OceanException.BadInput(FormattableString.Invariant($"{where}: [{range[0]}, {range[1]}] holds nothing; the smallest value comes first"));
    }

    /// <summary>Exactly so many numbers; a single number may stand without brackets.</summary>
    /// <exception cref="OceanException">Another count, or not numbers.</exception>
    public static double[] Numbers(Settings setting, int count) => setting.Items.Count == count
        ? [.. setting.Items.Select(item => item.Number())]
        : throw OceanException.BadInput($"{setting.Where}: {count} numbers are expected, there are {setting.Items.Count}");
}
