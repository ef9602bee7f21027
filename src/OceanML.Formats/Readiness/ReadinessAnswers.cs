using OceanML.Core;
using YamlDotNet.RepresentationModel;
using static OceanML.Formats.Yaml.YamlText;

namespace OceanML.Formats.Readiness;

/// <summary>Answers that a person gives to questions of the checklist: YAML, id of the question to yes, partly, no or not applicable, with a reason.</summary>
public sealed class ReadinessAnswers
{
    private static readonly string[] AboutKeys = ["name", "description", "license", "url", "doi", "creator", "organisation", "date_published", "cite_as", "version", "keywords"];

    private readonly Dictionary<string, string> about = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (ReadinessVerdict Verdict, string Words)> answers = new(StringComparer.Ordinal);

    /// <summary>What the person says of the data set itself: name, description, license, url, creator...</summary>
    public IReadOnlyDictionary<string, string> About => about;

    /// <summary>Reads answers: <c>access.cloud: no</c>, or <c>access.cloud: {answer: yes, because: "s3://..."}</c>.</summary>
    /// <exception cref="OceanException">Not such a mapping; a question that does not exist; an answer that is none.</exception>
    public static ReadinessAnswers Read(string path)
    {
        if (!File.Exists(path)) throw OceanException.BadInput($"{path}: no such file");
        using var reader = new StreamReader(path);
        return Parse(reader, path);
    }

    /// <summary>Parses answers.</summary>
    /// <param name="reader">The YAML text.</param>
    /// <param name="where">How messages name it.</param>
    /// <exception cref="OceanException">As <see cref="Read"/>.</exception>
    public static ReadinessAnswers Parse(TextReader reader, string where)
    {
        var read = new ReadinessAnswers();
        if (Mapping(reader, where) is not { } root) throw OceanException.BadInput($"{where}: answers are one YAML mapping, such as access.cloud: no");
        foreach (var (key, value) in root.Children)
        {
            var id = (key as YamlScalarNode)?.Value ?? "";
            if (id == "about" && value is YamlMappingNode said)
            {
                foreach (var (name, text) in said.Children) read.Say(name.ToString(), (text as YamlScalarNode)?.Value ?? text.ToString(), where);
                continue;
            }

            if (!ReadinessAssessment.Questions.Any(question => question.Id == id)) throw OceanException.Missing(where, "question", id, ReadinessAssessment.Questions.Select(question => question.Id));
            var (answer, because) = value switch
            {
                YamlScalarNode scalar => (scalar.Value ?? "", ""),
                YamlMappingNode map => (Text(map, "answer"), Text(map, "because")),
                _ => ("", ""),
            };
            read.answers[id] = (Verdict(answer) ?? throw OceanException.BadInput($"{where}: {id}: '{answer}' is no answer; write yes, partly, no or not applicable, or {{answer: yes, because: ...}}"), because);
        }

        return read;
    }

    /// <summary>Attributes with what the person says of the data set, where the file does not say it.</summary>
    public IReadOnlyDictionary<string, string> AddTo(IReadOnlyDictionary<string, string> attributes)
    {
        var all = new Dictionary<string, string>(attributes, StringComparer.OrdinalIgnoreCase);
        foreach (var (key, text) in about)
        {
            var name = key switch { "name" => "title", "description" => "summary", "url" => "landing_page", "creator" => "creator_name", "organisation" => "institution", "date_published" => "date_issued", "cite_as" => "citation", _ => key };
            all.TryAdd(name, $"{text} (as a person answered)");
        }

        return all;
    }

    /// <summary>The finding, or the person's answer in its place.</summary>
    public ReadinessFinding Take(ReadinessFinding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return answers.TryGetValue(finding.Question.Id, out var answer) ? finding with { Verdict = answer.Verdict, Evidence = answer.Words.Length > 0 ? answer.Words : "as a person answered", ByPerson = true } : finding;
    }

    private void Say(string name, string text, string where)
    {
        if (!AboutKeys.Contains(name)) throw OceanException.Missing($"{where}: about", "key", name, AboutKeys);
        about[name] = text.Trim();
    }

    private static ReadinessVerdict? Verdict(string answer) => answer.Trim().ToLowerInvariant().Replace('-', ' ') switch
    {
        "yes" or "true" => ReadinessVerdict.Yes,
        "partly" or "partial" => ReadinessVerdict.Partly,
        "no" or "false" => ReadinessVerdict.No,
        "not applicable" or "n/a" or "na" => ReadinessVerdict.NotApplicable,
        _ => null,
    };

    private static string Text(YamlMappingNode map, string key) => map.Children.TryGetValue(new YamlScalarNode(key), out var node) ? (node as YamlScalarNode)?.Value ?? "" : "";
}
