using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Which flags mask a pixel.</summary>
public sealed record MaskRule
{
    private MaskRule(IReadOnlyList<string>? flags) => Flags = flags;

    /// <summary>The flags that the product's description masks in a matchup.</summary>
    public static MaskRule Default { get; } = new((IReadOnlyList<string>?)null);

    /// <summary>No flag masks; only missing values are left out.</summary>
    public static MaskRule None { get; } = new([]);

    /// <summary>The flags named by the user; null for the product's.</summary>
    public IReadOnlyList<string>? Flags { get; }

    /// <summary>These flags, and no other.</summary>
    public static MaskRule Of(IReadOnlyList<string> flags) => new(flags);

    /// <summary><c>default</c>, <c>none</c>, or flag names.</summary>
    public static MaskRule Parse(IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return words switch
        {
            [] or ["default"] => Default,
            ["none"] => None,
            _ => Of(words),
        };
    }

    /// <summary>The bits that mask in a flag variable of a field.</summary>
    /// <returns>Bits that mask when set, with their names in order of bit; and bits one of which must be set, 0 where none must.</returns>
    internal (IReadOnlyList<(string Name, ulong Bits)> Excluded, ulong Required) For(FlagVariable flags)
    {
        var names = Flags ?? flags.Excluded;
        var excluded = names.Where(flags.Masks.ContainsKey).Select(name => (name, flags.Masks[name])).OrderBy(pair => pair.Item2).ToList();
        var required = 0UL;
        if (Flags is not { Count: 0 })
        {
            // Flags named by the user come instead of those excluded; what the product requires stays required.
            foreach (var name in flags.Required) required |= flags.Masks.GetValueOrDefault(name);
        }

        return (excluded, required);
    }

    /// <summary>Checks that every flag named by the user exists in the field.</summary>
    /// <exception cref="OceanException">A flag does not exist; the message lists those that do.</exception>
    internal void Check(string source, IReadOnlyList<FlagVariable> variables)
    {
        foreach (var name in Flags ?? [])
        {
            if (!variables.Any(variable => variable.Masks.ContainsKey(name)))
                throw OceanException.Missing(source, "flag", name, variables.SelectMany(variable => variable.Masks.Keys));
        }
    }
}
