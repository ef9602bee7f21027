using System.Globalization;
using OceanML.Core;
using OceanML.Formats.Fields;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Products;

namespace OceanML.Formats.Description;

/// <summary>Counts bit flags and quality flags.</summary>
internal static class NetCdfFlagCounts
{
    /// <summary>Bit flags with the default rule of the product.</summary>
    public static List<FlagDescription> BitFlags(NetCdfFile file, ProductDescription? product, long limit)
    {
        var descriptions = new List<FlagDescription>();
        foreach (var variable in file.Variables)
        {
            if (FieldFlags.Of(variable, product) is not { } flags || variable.Count == 0) continue;
            var names = flags.Masks.Keys.ToArray();
            var masks = flags.Masks.Values.ToArray();
            var counts = new long[names.Length];
            var excluded = flags.Excluded.Aggregate(0UL, (all, name) => all | flags.Masks[name]);
            var required = flags.Required.Aggregate(0UL, (all, name) => all | flags.Masks[name]);
            var (pixels, passing) = (0L, 0L);
            foreach (var block in VariableStatistics.Blocks(variable, limit))
            {
                var bits = new ulong[block.Count];
                variable.ReadBits(block, bits);
                pixels += bits.Length;
                foreach (var value in bits)
                {
                    if ((value & excluded) == 0 && (required == 0 || (value & required) != 0)) passing++;
                    for (var i = 0; i < masks.Length; i++)
                    {
                        if ((value & masks[i]) != 0) counts[i]++;
                    }
                }
            }

            var rule = product?.Flags.FirstOrDefault(candidate => NamePattern.Matches(candidate.Name, variable.Name));
            var set = names.Select((name, i) => (name, masks[i], counts[i])).ToList();
            descriptions.Add(new FlagDescription(variable.Path, set, pixels, flags.Excluded, flags.Required, rule is null ? null : passing, rule?.Source)
            {
                ExcludedFor = flags.ExcludedFor,
                Uncounted = flags.Uncounted,
            });
        }

        return descriptions;
    }

    /// <summary>Quality flags: character variables named _QC, and variables with flag_values.</summary>
    public static List<QualityDescription> Quality(NetCdfFile file, long limit)
    {
        var descriptions = new List<QualityDescription>();
        foreach (var variable in file.Variables)
        {
            if (variable.Count == 0 || variable.Count > limit) continue;
            if (variable.Type == NetCdfType.Char && variable.Name.EndsWith("_QC", StringComparison.Ordinal)) descriptions.Add(Characters(variable));
            else if (variable.Type.IsInteger() && Meanings(variable) is { } meanings) descriptions.Add(Values(variable, meanings));
            else if (variable.Type.IsInteger() && variable.Name.EndsWith("_QC", StringComparison.Ordinal)) descriptions.Add(Values(variable, ArgoMeanings()));
        }

        return descriptions;
    }

    private static QualityDescription Characters(NetCdfVariable variable)
    {
        // Profile flags (PROFILE_TEMP_QC, A..F by reference table 2a) are letters; the others digits.
        var counts = new SortedDictionary<char, long>();
        foreach (var character in variable.ReadCharacters()) counts[character] = counts.GetValueOrDefault(character) + 1;
        var blank = counts.Remove(' ', out var blanks) ? blanks : 0;
        var list = counts.Select(pair => (pair.Key.ToString(), Meaning(pair.Key), pair.Value)).ToList();
        if (blank > 0) list.Add((" ", "no value", blank));
        return new QualityDescription(variable.Path, list);
    }

    private static string? Meaning(char flag) => flag switch
    {
        'A' => "all values good",
        'B' => "75 % or more good",
        'C' => "50 % or more good",
        'D' => "25 % or more good",
        'E' => "less than 25 % good",
        'F' => "no value good",
        _ => FlagScheme.Argo.Meanings.TryGetValue(flag, out var meaning) ? meaning : null,
    };

    private static QualityDescription Values(NetCdfVariable variable, Dictionary<double, string> meanings)
    {
        var counts = new SortedDictionary<double, long>();
        var missing = 0L;
        foreach (var value in variable.ReadDoubles(NetCdfDecoding.Missing))
        {
            if (double.IsNaN(value)) missing++;
            else counts[value] = counts.GetValueOrDefault(value) + 1;
        }

        // An enumeration with many values is data, not a quality flag; the first ones are enough.
        const int shown = 40;
        var list = counts.Take(shown)
            .Select(pair => (pair.Key.ToString(CultureInfo.InvariantCulture), meanings.GetValueOrDefault(pair.Key), pair.Value))
            .ToList();
        if (missing > 0) list.Add((" ", "no value", missing));
        return new QualityDescription(variable.Path, list);
    }

    private static Dictionary<double, string>? Meanings(NetCdfVariable variable)
    {
        if (variable.Attributes["flag_values"] is not { } values || variable.Attributes.Text("flag_meanings") is not { } text) return null;

        // Some producers write the values as text: 0,1,2,3.
        var numbers = values.Numbers.Count > 0
            ? [.. values.Numbers]
            : values.Text.Split((char[])[',', ' '], StringSplitOptions.RemoveEmptyEntries)
                .Select(part => double.TryParse(part.TrimEnd('b', 'B'), CultureInfo.InvariantCulture, out var number) ? number : double.NaN)
                .ToArray();
        var names = text.Split((char[])[' ', ','], StringSplitOptions.RemoveEmptyEntries);
        var meanings = new Dictionary<double, string>();
        for (var i = 0; i < Math.Min(numbers.Length, names.Length); i++) meanings.TryAdd(numbers[i], names[i].Replace('_', ' '));
        return meanings;
    }

    private static Dictionary<double, string> ArgoMeanings() => FlagScheme.Argo.Meanings.ToDictionary(pair => (double)(pair.Key - '0'), pair => pair.Value);
}
