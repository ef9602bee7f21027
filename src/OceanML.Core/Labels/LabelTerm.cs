namespace OceanML.Core;

/// <summary>A label that may be given to values, as it stands in a label vocabulary.</summary>
/// <param name="Name">The label as tables have it, e.g. <c>bloom</c>; lower case, no blanks, no <c>|</c>.</param>
/// <param name="Kind">Whether it speaks of the ocean, the instrument or people.</param>
/// <param name="Definition">What it means, one sentence.</param>
/// <param name="Uri">A concept of a public vocabulary with that meaning, or null where none was found.</param>
/// <param name="UriTitle">The name of that concept in its vocabulary, which may be wider or narrower.</param>
/// <param name="Aliases">Other ways people write it.</param>
public sealed record LabelTerm(string Name, LabelKind Kind, string Definition, string? Uri, string? UriTitle, IReadOnlyList<string> Aliases);
