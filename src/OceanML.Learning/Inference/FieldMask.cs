using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Which pixels of a field are not used, by the flags and conditions of its product: land, cloud, glint, failed algorithms.</summary>
internal sealed class FieldMask
{
    private const int Required = 64;

    private readonly IField field;
    private readonly List<(FlagVariable Flags, ulong Excluded, ulong Required)> rules = [];
    private readonly SortedDictionary<string, long> counts = new(StringComparer.Ordinal);

    /// <summary>Prepares the mask.</summary>
    /// <param name="field">The field.</param>
    /// <param name="isOff">Whether no pixel is to be masked.</param>
    /// <param name="variables">The variables that are read: a flag that speaks of one of them counts.</param>
    public FieldMask(IField field, bool isOff, IReadOnlyCollection<string> variables)
    {
        this.field = field;
        if (isOff) return;
        foreach (var flags in field.Flags)
        {
            var (excluded, required) = (0UL, 0UL);
            foreach (var name in flags.Excluded) excluded |= flags.Masks.GetValueOrDefault(name);
            foreach (var name in flags.Required) required |= flags.Masks.GetValueOrDefault(name);
            foreach (var (pattern, names) in flags.ExcludedFor)
            {
                if (!variables.Any(variable => NamePattern.Matches(pattern, variable))) continue;
                foreach (var name in names) excluded |= flags.Masks.GetValueOrDefault(name);
            }

            if (excluded != 0 || required != 0) rules.Add((flags, excluded, required));
        }

        Conditions = field.Conditions;
    }

    /// <summary>The flags that mask, in words; empty where none does.</summary>
    public string Words => string.Join(", ", rules.SelectMany(rule => rule.Flags.Masks.Where(mask => (mask.Value & rule.Excluded) != 0).Select(mask => mask.Key)).Distinct().Order(StringComparer.Ordinal));

    /// <summary>Number of pixels masked, by what masks them; one with several flags counts for the lowest bit.</summary>
    public IReadOnlyDictionary<string, long> Counts => counts;

    private IReadOnlyList<PixelCondition> Conditions { get; } = [];

    /// <summary>Which pixels of a window are masked; null where none can be.</summary>
    public bool[]? Read(FieldWindow window)
    {
        if (rules.Count == 0 && Conditions.Count == 0) return null;
        var masked = new bool[window.Pixels];
        foreach (var (flags, excluded, required) in rules)
        {
            var bits = new ulong[window.Pixels];
            field.ReadFlags(flags.Name, window with { Band = 0 }, bits);
            var tallies = new long[Required + 1];
            for (var i = 0; i < bits.Length; i++)
            {
                if (masked[i]) continue;
                var set = bits[i] & excluded;
                if (set != 0) tallies[System.Numerics.BitOperations.TrailingZeroCount(set)]++;
                else if (required != 0 && (bits[i] & required) == 0) tallies[Required]++;
                else continue;
                masked[i] = true;
            }

            for (var bit = 0; bit < tallies.Length; bit++)
            {
                if (tallies[bit] == 0) continue;
                var name = bit == Required ? "no required flag" : $"flag {flags.Masks.First(mask => (mask.Value & excluded & (1UL << bit)) != 0).Key}";
                counts[name] = counts.GetValueOrDefault(name) + tallies[bit];
            }
        }

        foreach (var condition in Conditions)
        {
            var values = new double[window.Pixels];
            field.Read(condition.Variable, window with { Band = 0 }, values);
            for (var i = 0; i < values.Length; i++)
            {
                if (masked[i] || double.IsNaN(values[i]) || (values[i] >= condition.Minimum && values[i] <= condition.Maximum)) continue;
                masked[i] = true;
                counts[$"limit of {condition.Variable}"] = counts.GetValueOrDefault($"limit of {condition.Variable}") + 1;
            }
        }

        return masked;
    }
}
