using System.Security.Cryptography;
using OceanML.Core;
using OceanML.Formats.Description;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Readiness;

/// <summary>
/// Answers the ESIP checklist on the readiness of data for machine learning (doi:10.6084/m9.figshare.19983722.v1) from a file itself, where the
/// file can tell, and scores the answers.
/// </summary>
/// <remarks>
/// The checklist asks and does not score. Here yes is one point, partly a half, no none; each question weighs 3 (essential for learning), 2 or 1; the
/// score is the weighted share of points over the questions that were answered. What only a person can know is listed, and counts once a person has
/// answered it. Questions that are not in the checklist, but that files can answer and training needs, are marked.
/// </remarks>
public static class ReadinessAssessment
{
    /// <summary>Every question, in the order of the checklist.</summary>
    public static IReadOnlyList<ReadinessQuestion> Questions { get; } = [.. Checks().Select(check => check.Question)];

    /// <summary>Assesses a file.</summary>
    /// <param name="path">netCDF, Parquet or delimited text.</param>
    /// <param name="answers">Answers of a person; they take the place of what was found.</param>
    /// <param name="limit">Values of a variable up to which all are examined; a larger variable is sampled for its missing share.</param>
    /// <exception cref="OceanException">The file cannot be read, or holds no data.</exception>
    public static ReadinessReport Assess(string path, ReadinessAnswers? answers = null, long limit = FileDescriber.DefaultLimit)
    {
        var facts = Gather(path, limit);
        if (answers is not null) facts = facts with { Attributes = answers.AddTo(facts.Attributes) };
        var findings = Checks().Select(check => check.Ask(facts)).Select(finding => answers?.Take(finding) ?? finding).ToList();
        return new ReadinessReport(facts.File, facts.Sha256, findings);
    }

    /// <summary>What can be found out about a file.</summary>
    /// <exception cref="OceanException">The file cannot be read, or holds no data.</exception>
    public static DatasetFacts Gather(string path, long limit = FileDescriber.DefaultLimit)
    {
        var description = FileDescriber.Describe(path, limit);
        if (Directory.Exists(path) || description.Product.Id is "json" or "xml")
            throw OceanException.BadInput($"{path}: only netCDF files and tables can be assessed; this is {description.Product.Title}");
        var facts = new DatasetFacts(description, Sha256(path)) { ChecksumGiven = Checksum(path) };
        if (NetCdfFile.IsNetCdf(path)) return NetCdfFacts.Gather(facts);
        return description.Rows is not null ? TableFacts.Gather(facts) : throw OceanException.BadInput($"{path}: only netCDF files and tables can be assessed; this is {description.Product.Title}");
    }

    private static IEnumerable<ReadinessCheck> Checks() => [.. GeneralChecks.All, .. QualityChecks.All, .. DocumentationChecks.All, .. AccessChecks.All, .. PreparationChecks.All];

    private static string Sha256(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    // A checksum is beside the file, or in the list of its folder.
    private static string? Checksum(string path)
    {
        foreach (var suffix in (string[])[".sha256", ".sha512", ".md5"])
        {
            if (File.Exists(path + suffix)) return Path.GetFileName(path) + suffix;
        }

        foreach (var list in (string[])["SHA256SUMS", "sha256sum.txt", "MD5SUMS", "md5sum.txt"])
        {
            var file = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, list);
            if (File.Exists(file) && File.ReadLines(file).Any(line => line.EndsWith(Path.GetFileName(path), StringComparison.Ordinal))) return list;
        }

        return null;
    }
}
