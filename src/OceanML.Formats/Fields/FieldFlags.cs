using OceanML.Core;
using OceanML.Formats.NetCdf;
using OceanML.Formats.Products;

namespace OceanML.Formats.Fields;

/// <summary>Bit flags of a variable from its own flag_masks and flag_meanings, with the product's default rule.</summary>
public static class FieldFlags
{
    /// <summary>The flags of a variable, or null where it holds none.</summary>
    public static FlagVariable? Of(NetCdfVariable variable, ProductDescription? description)
    {
        if (!variable.Type.IsInteger() || variable.Attributes["flag_masks"] is not { Bits.Count: > 0 } masks) return null;
        var names = (variable.Attributes.Text("flag_meanings") ?? "").Split((char[])[' ', ','], StringSplitOptions.RemoveEmptyEntries);
        var byName = new Dictionary<string, ulong>();
        for (var i = 0; i < Math.Min(names.Length, masks.Bits.Count); i++)
        {
            if (names[i] is not ("SPARE" or "spare")) byName.TryAdd(names[i], masks.Bits[i]);
        }

        if (byName.Count == 0) return null;
        var rule = description?.Flags.FirstOrDefault(flags => NamePattern.Matches(flags.Name, variable.Name));
        string[] required = [.. (rule?.Required ?? []).Where(byName.ContainsKey)];
        var patterns = rule?.Excluded ?? [];
        string[] excluded = [.. byName.Keys.Where(name => !required.Contains(name) && patterns.Any(pattern => NamePattern.Matches(pattern, name)))];
        return new FlagVariable(variable.Name, byName, excluded, required);
    }
}
