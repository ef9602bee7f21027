using System.Globalization;

namespace OceanML.Core;

/// <summary>
/// The settings of one thing as a user wrote them: a tree of texts, lists and mappings. Asking for a value marks it as known, so that
/// <see cref="RefuseUnknown"/> can say which keys nobody asked for.
/// </summary>
public sealed class Settings
{
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    private Settings(string where, string? value, IReadOnlyList<Settings> items, IReadOnlyDictionary<string, Settings> members) =>
        (Where, Value, Items, Members) = (where, value, items, members);

    /// <summary>Where it stands, for messages: file and path of keys.</summary>
    public string Where { get; }

    /// <summary>The text, where it is one; null for a list or a mapping.</summary>
    public string? Value { get; }

    /// <summary>The items of a list; a single text is a list of one.</summary>
    public IReadOnlyList<Settings> Items { get; }

    /// <summary>The members of a mapping; empty otherwise.</summary>
    public IReadOnlyDictionary<string, Settings> Members { get; }

    /// <summary>No settings: every default holds.</summary>
    public static Settings Empty(string where) => OfMembers(where, new Dictionary<string, Settings>());

    /// <summary>One text.</summary>
    public static Settings Of(string where, string value)
    {
        var items = new Settings[1];
        return items[0] = new Settings(where, value, items, new Dictionary<string, Settings>());
    }

    /// <summary>A list.</summary>
    public static Settings OfItems(string where, IReadOnlyList<Settings> items) => new(where, null, items, new Dictionary<string, Settings>());

    /// <summary>A mapping.</summary>
    public static Settings OfMembers(string where, IReadOnlyDictionary<string, Settings> members) => new(where, null, [], members);

    /// <summary>The settings under a key, or null.</summary>
    public Settings? Find(string key)
    {
        asked.Add(key);
        return Members.GetValueOrDefault(key);
    }

    /// <summary>A text.</summary>
    /// <exception cref="OceanException">It is a list or a mapping.</exception>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1720", Justification = "A text is what it gives.")]
    public string? Text(string key, string? otherwise = null) =>
        Find(key) is not { } found ? otherwise : found.Value ?? throw OceanException.BadInput($"{found.Where}: one value is expected");

    /// <summary>A number.</summary>
    /// <exception cref="OceanException">It is not one.</exception>
    public double Number(string key, double otherwise) => Find(key)?.Number() ?? otherwise;

    /// <summary>A number, or null where it is not set.</summary>
    /// <exception cref="OceanException">It is not one.</exception>
    public double? Number(string key) => Find(key)?.Number();

    /// <summary>A list of numbers, or null where it is not set.</summary>
    /// <exception cref="OceanException">It is not one, or has another length than asked for.</exception>
    public double[]? Numbers(string key, int? length = null)
    {
        if (Find(key) is not { } found) return null;
        if (length is { } wanted && found.Items.Count != wanted) throw OceanException.BadInput($"{found.Where}: {wanted} numbers are expected, there are {found.Items.Count}");
        return [.. found.Items.Select(item => item.Number())];
    }

    /// <summary>A list of texts; empty where it is not set.</summary>
    public IReadOnlyList<string> Texts(string key) =>
        Find(key) is not { } found ? [] : [.. found.Items.Select(item => item.Value ?? throw OceanException.BadInput($"{item.Where}: a text is expected"))];

    /// <summary>Yes or no.</summary>
    /// <exception cref="OceanException">It is neither true nor false.</exception>
    public bool Flag(string key, bool otherwise = false) => Text(key)?.ToLowerInvariant() switch
    {
        null => otherwise,
        "true" or "yes" => true,
        "false" or "no" => false,
        var other => throw OceanException.BadInput($"{Where}: {key} is '{other}'; write true or false"),
    };

    /// <summary>The members under a key, each with settings of its own; null where it is not set.</summary>
    /// <exception cref="OceanException">It is not a mapping.</exception>
    public IReadOnlyDictionary<string, Settings>? Map(string key)
    {
        if (Find(key) is not { } found) return null;
        return found.Items.Count == 0 ? found.Members : throw OceanException.BadInput($"{found.Where}: a mapping such as temperature: ... is expected");
    }

    /// <summary>This value as a number.</summary>
    /// <exception cref="OceanException">It is not one.</exception>
    public double Number() =>
        double.TryParse(Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw OceanException.BadInput($"{Where}: '{Value ?? "a list or mapping"}' is not a number");

    /// <summary>Refuses keys that nobody asked for; to be called when everything has been read.</summary>
    /// <exception cref="OceanException">There is such a key; the message lists those that exist.</exception>
    public void RefuseUnknown()
    {
        foreach (var key in Members.Keys)
        {
            if (!asked.Contains(key)) throw OceanException.Missing(Where, "setting", key, asked.Order(StringComparer.Ordinal));
        }
    }
}
