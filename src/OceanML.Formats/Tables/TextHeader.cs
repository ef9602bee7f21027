namespace OceanML.Formats.Tables;

/// <summary>What a text file says above its rows.</summary>
/// <param name="Form">The convention it follows.</param>
/// <param name="Entries">Keys and values as written, keys without regard to case; empty where the convention has none.</param>
/// <param name="Lines">The lines above the names of the columns.</param>
internal sealed record TextHeader(TextForm Form, IReadOnlyDictionary<string, string> Entries, IReadOnlyList<string> Lines)
{
    /// <summary>Nothing.</summary>
    public static readonly TextHeader None = new(TextForm.Plain, new Dictionary<string, string>(), []);

    /// <summary>The value of an entry, without the unit in brackets behind it (<c>50.3[DEG]</c>); null where absent, empty or NA.</summary>
    public string? Value(string key)
    {
        if (!Entries.TryGetValue(key, out var value)) return null;
        var bracket = value.IndexOf('[', StringComparison.Ordinal);
        var text = (bracket >= 0 ? value[..bracket] : value).Trim();
        return MissingTokens.IsMissing(text) ? null : text;
    }
}
