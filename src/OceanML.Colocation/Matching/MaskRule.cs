using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Which flags mask a pixel: those of the product, none, or named ones, for all products or by product.</summary>
public sealed record MaskRule
{
    private MaskRule(IReadOnlyList<string>? flags) => Flags = flags;

    /// <summary>The flags that the product's description masks in a matchup.</summary>
    public static MaskRule Default { get; } = new((IReadOnlyList<string>?)null);

    /// <summary>No flag masks; only missing values are left out.</summary>
    public static MaskRule None { get; } = new([]);

    /// <summary>Flag names, or <c>product:FLAG</c> with a pattern of product identifiers; null for the product's own.</summary>
    public IReadOnlyList<string>? Flags { get; }

    /// <summary>Flags that mask some variables only, <c>variable:FLAG</c> with a pattern of variable names; on top of the others.</summary>
    public IReadOnlyList<string> FlagsFor { get; init; } = [];

    /// <summary>Whether a flag that a field does not have is an error; a protocol written for several versions of a product passes it over.</summary>
    public bool IsStrict { get; init; } = true;

    /// <summary>The rule in words.</summary>
    public string Text =>
        (Flags is null ? "default" : Flags.Count == 0 ? "none" : string.Join(" ", Flags)) + (FlagsFor.Count == 0 ? "" : " + " + string.Join(" ", FlagsFor));

    /// <summary>These flags, and no other.</summary>
    public static MaskRule Of(IReadOnlyList<string> flags) => new(flags);

    /// <summary><c>default</c>, <c>none</c>, or flag names, <c>FLAG</c> or <c>product:FLAG</c>.</summary>
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
    internal (IReadOnlyList<(string Name, ulong Bits)> Excluded, ulong Required) For(FlagVariable flags, string product)
    {
        var excluded = Named(flags, FlagsOf(product) ?? flags.Excluded);
        var required = 0UL;
        if (Flags is not { Count: 0 })
        {
            // Flags named by the user come instead of those excluded; what the product requires stays required.
            foreach (var name in flags.Required) required |= flags.Masks.GetValueOrDefault(name);
        }

        return (excluded, required);
    }

    /// <summary>The bits that mask a variable on top of those of <see cref="For"/>.</summary>
    internal IReadOnlyList<(string Name, ulong Bits)> ForVariable(FlagVariable flags, string variable)
    {
        var names = FlagsFor.Select(Split).Where(pair => NamePattern.Matches(pair.Scope!, variable)).Select(pair => pair.Flag);
        if (Flags is null) names = names.Concat(flags.ExcludedFor.Where(pair => NamePattern.Matches(pair.Key, variable)).SelectMany(pair => pair.Value));
        return Named(flags, names);
    }

    /// <summary>Checks that every flag named by the user exists in the field.</summary>
    /// <exception cref="OceanException">A flag does not exist; the message lists those that do.</exception>
    internal void Check(string source, string product, IReadOnlyList<FlagVariable> variables)
    {
        if (!IsStrict) return;
        foreach (var name in (FlagsOf(product) ?? []).Concat(FlagsFor.Select(pair => Split(pair).Flag)))
        {
            if (!variables.Any(variable => variable.Masks.ContainsKey(name)))
                throw OceanException.Missing(source, "flag", name, variables.SelectMany(variable => variable.Masks.Keys));
        }
    }

    // Flags of this product, where some are named for it; otherwise those named for all; otherwise the product's own.
    private List<string>? FlagsOf(string product)
    {
        if (Flags is null) return null;
        var words = Flags.Select(Split).ToList();
        var own = words.Where(word => word.Scope is not null && NamePattern.Matches(word.Scope, product)).Select(word => word.Flag).ToList();
        if (own.Count > 0) return own;
        return words.Count == 0 || words.Any(word => word.Scope is null) ? [.. words.Where(word => word.Scope is null).Select(word => word.Flag)] : null;
    }

    private static List<(string Name, ulong Bits)> Named(FlagVariable flags, IEnumerable<string> names) =>
        [.. names.Distinct().Where(flags.Masks.ContainsKey).Select(name => (name, flags.Masks[name])).OrderBy(pair => pair.Item2)];

    private static (string? Scope, string Flag) Split(string word) => word.IndexOf(':', StringComparison.Ordinal) is var at and > 0 ? (word[..at], word[(at + 1)..]) : (null, word);
}
