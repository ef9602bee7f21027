namespace OceanML.Formats.Access;

/// <summary>The parameters of a profile with their data modes; a whole index has a few thousand different ones.</summary>
/// <param name="Parameters">Argo names, e.g. PRES, CHLA; empty in a core index.</param>
/// <param name="Modes">R, A or D per parameter.</param>
internal sealed record GdacContent(IReadOnlyList<string> Parameters, string Modes)
{
    /// <summary>From the two fields of an index line.</summary>
    public static GdacContent Of(string parameters, string modes) => new(parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries), modes);
}
