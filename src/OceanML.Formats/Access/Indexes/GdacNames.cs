namespace OceanML.Formats.Access;

/// <summary>The different origins and contents of an index, each with a number, in the order of first appearance.</summary>
internal sealed class GdacNames
{
    private readonly Dictionary<string, int> originNumbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> contentNumbers = new(StringComparer.Ordinal);

    /// <summary>The origins.</summary>
    public List<GdacOrigin> Origins { get; } = [];

    /// <summary>The contents.</summary>
    public List<GdacContent> Contents { get; } = [];

    /// <summary>The texts of origins and contents, as <see cref="Origin"/> and <see cref="Content"/> take them.</summary>
    public List<string> OriginTexts { get; } = [];

    /// <inheritdoc cref="OriginTexts"/>
    public List<string> ContentTexts { get; } = [];

    /// <summary>The number of an origin written <c>coriolis/SR</c>, or <c>coriolis/SR/D</c> where descending.</summary>
    public int Origin(string text)
    {
        if (originNumbers.TryGetValue(text, out var number)) return number;
        var parts = text.Split('/');
        Origins.Add(new GdacOrigin(parts[0], parts[1], parts.Length > 2));
        OriginTexts.Add(text);
        originNumbers.Add(text, Origins.Count - 1);
        return Origins.Count - 1;
    }

    /// <summary>The number of a content written <c>PRES TEMP,RA</c>.</summary>
    public int Content(string text)
    {
        if (contentNumbers.TryGetValue(text, out var number)) return number;
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        Contents.Add(GdacContent.Of(text[..comma], text[(comma + 1)..]));
        ContentTexts.Add(text);
        contentNumbers.Add(text, Contents.Count - 1);
        return Contents.Count - 1;
    }
}
