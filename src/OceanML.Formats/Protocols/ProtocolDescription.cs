namespace OceanML.Formats.Protocols;

/// <summary>
/// A matchup protocol as its file in <c>protocols/</c> gives it: values for options of <c>oceanml-colocate</c>, with where they come from.
/// </summary>
/// <param name="Id">Identifier, e.g. <c>bailey-werdell-2006</c>; the name of the file.</param>
/// <param name="Title">Its name in plain words.</param>
/// <param name="Reference">DOI or address it is taken from; null where there is none.</param>
/// <param name="Notes">What to know before using it, one sentence each.</param>
/// <param name="Options">
/// Values per option, named as on the command line without the leading dashes. A mapping (flags by product or by variable) is one word per entry,
/// <c>key:value</c>.
/// </param>
public sealed record ProtocolDescription(
    string Id, string Title, string? Reference, IReadOnlyList<string> Notes, IReadOnlyDictionary<string, IReadOnlyList<string>> Options);
