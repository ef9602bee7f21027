using OceanML.Core;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Products;

namespace OceanML.Formats.Fields;

/// <summary>Bit flags of a variable from its own flag_masks and flag_meanings, else from the product's description, with the product's default rule.</summary>
public static class FieldFlags
{
    /// <summary>The flags of a variable, or null where it holds none.</summary>
    public static FlagVariable? Of(NetCdfVariable variable, ProductDescription? description)
    {
        if (!variable.Type.IsInteger()) return null;
        var rule = description?.Flags.FirstOrDefault(flags => NamePattern.Matches(flags.Name, variable.Name));
        var byName = Masks(variable) ?? rule?.Masks ?? new Dictionary<string, ulong>();
        if (byName.Count == 0) return null;
        if (rule is null) return new FlagVariable(variable.Name, byName, [], []);
        string[] required = [.. rule.Required.Where(byName.ContainsKey)];
        return new FlagVariable(variable.Name, byName, [.. Named(byName, rule.Excluded).Where(name => !required.Contains(name))], required)
        {
            Uncounted = Named(byName, rule.Uncounted),
            ExcludedFor = ExcludedFor(rule, byName),
        };
    }

    // Alternatives of a pattern become entries of their own: outside the descriptions patterns know * and ? alone.
    private static Dictionary<string, IReadOnlyList<string>> ExcludedFor(ProductFlags rule, IReadOnlyDictionary<string, ulong> masks)
    {
        var byPattern = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var (patterns, flags) in rule.ExcludedFor)
        {
            var named = Named(masks, flags);
            if (named.Count == 0) continue;
            foreach (var pattern in patterns.Split('|'))
                byPattern[pattern] = byPattern.TryGetValue(pattern, out var known) ? [.. known.Union(named)] : named;
        }

        return byPattern;
    }

    private static Dictionary<string, ulong>? Masks(NetCdfVariable variable)
    {
        if (variable.Attributes["flag_masks"] is not { Bits.Count: > 0 } masks) return null;
        var names = (variable.Attributes.Text("flag_meanings") ?? "").Split((char[])[' ', ','], StringSplitOptions.RemoveEmptyEntries);
        var byName = new Dictionary<string, ulong>();
        for (var i = 0; i < Math.Min(names.Length, masks.Bits.Count); i++)
        {
            if (names[i] is not ("SPARE" or "spare")) byName.TryAdd(names[i], masks.Bits[i]);
        }

        return byName.Count > 0 ? byName : null;
    }

    private static IReadOnlyList<string> Named(IReadOnlyDictionary<string, ulong> masks, IReadOnlyList<string> patterns) =>
        [.. masks.Keys.Where(name => patterns.Any(pattern => NamePattern.Matches(pattern, name)))];
}
