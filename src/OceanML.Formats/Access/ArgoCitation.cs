using System.Globalization;
using System.Text.RegularExpressions;
using OceanML.Core;

namespace OceanML.Formats.Access;

/// <summary>How the Argo data of a run are cited (https://argo.ucsd.edu/data/acknowledging-argo), and what else says where they come from.</summary>
public static partial class ArgoCitation
{
    private const string Doi = "10.17882/42182";

    /// <summary>The citation as named texts: <c>doi</c>, <c>text</c>, <c>source</c>, and as far as known <c>snapshot</c>, <c>index_updated</c>, <c>query</c>.</summary>
    /// <param name="source">The mirror, the address or the files, as the user named them: a monthly snapshot is told by its folder or its DOI.</param>
    /// <param name="results">The searches of the indexes.</param>
    /// <param name="entries">The profiles selected.</param>
    public static IReadOnlyDictionary<string, string> Of(string source, IReadOnlyList<GdacIndexResult> results, IReadOnlyList<GdacEntry> entries)
    {
        var citation = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["doi"] = Doi, ["source"] = source };
        var key = DoiKey().Match(source);
        var folder = SnapshotFolder().Match(source);
        var snapshot = "";
        if (key.Success) citation["doi"] = $"{Doi}#{key.Groups[1].Value}";
        if (folder.Success)
        {
            var month = DateTime.ParseExact(folder.Groups[1].Value, "yyyyMM", CultureInfo.InvariantCulture).ToString("MMMM yyyy", CultureInfo.InvariantCulture);
            snapshot = $" - Snapshot of Argo GDAC of {month}";
            citation["snapshot"] = folder.Value;
        }
        else if (key.Success)
        {
            citation["snapshot"] = key.Groups[1].Value;
        }

        var updated = results.Select(result => result.Updated).Where(time => time != Timestamp.Missing).DefaultIfEmpty(Timestamp.Missing).Max();
        if (updated != Timestamp.Missing) citation["index_updated"] = Timestamp.Format(updated);
        var year = folder.Success ? folder.Groups[1].Value[..4] : updated != Timestamp.Missing ? Timestamp.Format(updated)[..4] : "n.d.";
        citation["text"] = $"Argo ({year}). Argo float data and metadata from Global Data Assembly Centre (Argo GDAC){snapshot}. SEANOE. https://doi.org/{citation["doi"]}";
        if (Queries(entries) is { Length: > 0 } queries) citation["query"] = queries;
        return citation;
    }

    /// <summary>
    /// The named queries of FAIR-EASE's uniform data access layer that give the files of these floats (py-udal-pokapok). They know neither area nor period, so they give
    /// all cycles; of many floats none is written.
    /// </summary>
    private static string Queries(IReadOnlyList<GdacEntry> entries)
    {
        const int most = 20;
        var floats = entries.Select(entry => (entry.Dac, entry.Platform, Type: GdacPath.Letters(entry.File).TrimEnd("RD").ToString())).Distinct().Take(most + 1).ToList();
        return floats.Count > most
            ? ""
            : string.Join(' ', floats.Select(one => $"urn:pokapok:udal:argo:data?dac={one.Dac}&float={one.Platform}&float_type={one.Type}"));
    }

    [GeneratedRegex(@"#(\d{4,7})\b")]
    private static partial Regex DoiKey();

    [GeneratedRegex(@"\b((?:19|20)\d\d(?:0[1-9]|1[0-2]))-(?:BGC)?[A-Za-z]*Argo[A-Za-z]*\b", RegexOptions.IgnoreCase)]
    private static partial Regex SnapshotFolder();
}
