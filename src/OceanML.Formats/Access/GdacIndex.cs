using OceanML.Core;

namespace OceanML.Formats.Access;

/// <summary>
/// Searches the profile indexes of an Argo Global Data Assembly Centre (10.17882/42182), plain or gzipped. A global core index has three million
/// lines: it is read as a stream of bytes on several threads, and with a cache folder kept as Parquet, of which a later search reads the columns it needs.
/// </summary>
public static class GdacIndex
{
    /// <summary>The profiles of an index that a selection wants.</summary>
    /// <param name="path">The index.</param>
    /// <param name="selection">What is wanted.</param>
    /// <param name="cache">Folder in which the index is kept as Parquet for later searches, or null for none.</param>
    /// <param name="threads">Most threads at work; the result does not depend on it.</param>
    /// <exception cref="OceanException">Not a profile index, or parameters asked of a core index.</exception>
    public static GdacIndexResult Select(string path, GdacSelection selection, string? cache = null, int threads = 2)
    {
        var file = cache is null ? null : new GdacIndexCache(path, cache);
        if (file?.Search(selection, threads) is { } found) return found;

        using var reader = new GdacIndexReader(path);
        using var writer = file?.Write(threads);
        var kind = KindOf(reader.Header);
        Check(path, selection, kind);
        var search = new GdacSearch(selection, reader.Names, kind);
        var coverage = new GdacCoverage();
        foreach (var lines in reader.Blocks(threads))
        {
            coverage.Add(lines, reader.Names);
            search.Keep(lines, search.Filter.Apply(lines));
            writer?.Add(lines);
        }

        coverage.Finish(reader.Names);
        var result = search.Result(reader.Header.Updated, coverage, reader.Malformed);
        return result with { Warning = writer?.Finish(kind, reader.Header.Updated, coverage, reader.Names, reader.Malformed) };
    }

    /// <summary>What an index covers.</summary>
    /// <exception cref="OceanException">Not a profile index.</exception>
    public static GdacCoverage Cover(string path, int threads = 2)
    {
        using var reader = new GdacIndexReader(path);
        var coverage = new GdacCoverage();
        foreach (var lines in reader.Blocks(threads)) coverage.Add(lines, reader.Names);
        coverage.Finish(reader.Names);
        return coverage;
    }

    /// <summary>What the files of an index hold.</summary>
    /// <exception cref="OceanException">Not a profile index.</exception>
    public static GdacIndexKind Kind(string path)
    {
        using var reader = new GdacIndexReader(path);
        return KindOf(reader.Header);
    }

    internal static void Check(string path, GdacSelection selection, GdacIndexKind kind)
    {
        if (kind == GdacIndexKind.Core && selection.Parameters?.FirstOrDefault(name => name is not ("PRES" or "TEMP" or "PSAL")) is { } unknown)
            throw OceanException.Usage($"{path}: a core index lists no parameters, so {unknown} cannot be selected; give argo_synthetic-profile_index.txt.gz or argo_bio-profile_index.txt.gz");
    }

    private static GdacIndexKind KindOf(GdacIndexHeader header) =>
        !header.HasParameters ? GdacIndexKind.Core
        : header.Title.Contains("synthetic", StringComparison.OrdinalIgnoreCase) ? GdacIndexKind.Synthetic
        : GdacIndexKind.Bio;
}
