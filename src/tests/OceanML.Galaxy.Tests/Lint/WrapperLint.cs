using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace OceanML.Galaxy.Tests;

/// <summary>
/// The checks of Galaxy's tool linters (lib/galaxy/tool_util/linters) and of the IUC's best practices that need no network, each a
/// rule with the linter's name. A rule yields what is wrong in plain words.
/// </summary>
internal static partial class WrapperLint
{
    private static readonly string[] ElementOrder =
    [
        "description", "macros", "edam_topics", "edam_operations", "xrefs", "creator", "parallelism", "requirements", "required_files", "code", "stdio",
        "version_command", "command", "environment_variables", "configfiles", "inputs", "request_param_translation", "outputs", "tests", "help", "citations",
    ];

    private static readonly string[] ParamAttributeOrder =
        ["name", "argument", "type", "format", "min", "truevalue", "max", "falsevalue", "value", "checked", "optional", "label", "help"];

    private static readonly HashSet<string> Datatypes =
        ["data", "h5", "netcdf", "csv", "tsv", "tabular", "json", "jsonld", "yaml", "parquet", "onnx", "png", "svg", "pdf", "html", "zip", "txt", "markdown", "ttl"];

    /// <summary>Every rule, by the linter's name.</summary>
    public static IReadOnlyDictionary<string, Func<Wrapper, IEnumerable<string>>> Rules { get; } = new Dictionary<string, Func<Wrapper, IEnumerable<string>>>(StringComparer.Ordinal)
    {
        ["ToolIdentity"] = Identity,
        ["ToolContainers"] = Containers,
        ["XMLOrder"] = Order,
        ["ParamAttributeOrder"] = AttributeOrder,
        ["Stdio"] = Stdio,
        ["Command"] = Command,
        ["Quoting"] = Quoting,
        ["Citations"] = Citations,
        ["Edam"] = Edam,
        ["Inputs"] = Inputs,
        ["InputsUsed"] = InputsUsed,
        ["Selects"] = Selects,
        ["Conditionals"] = Conditionals,
        ["Texts"] = Texts,
        ["Sanitizers"] = Sanitizers,
        ["Outputs"] = Outputs,
        ["OutputsUsed"] = OutputsUsed,
        ["Tests"] = Tests,
        ["TestParams"] = TestParams,
        ["Help"] = Help,
        ["HelpNames"] = HelpNames,
        ["Shed"] = Shed,
    };

    private static IEnumerable<string> Identity(Wrapper tool)
    {
        if (!Regex.IsMatch(tool.Id, "^[a-z0-9_]+$")) yield return $"the id '{tool.Id}' should be lower case letters, digits and underscores";
        if (tool.Id != Path.GetFileNameWithoutExtension(tool.FilePath)) yield return $"the id '{tool.Id}' is not the file's name";
        if (!Regex.IsMatch(tool.Version, @"^\d+\.\d+\.\d+\+galaxy\d+$")) yield return $"the version '{tool.Version}' should read 1.2.3+galaxy0";
        if ((string?)tool.Root.Attribute("profile") != "25.1") yield return "the profile should be 25.1";
        var name = (string?)tool.Root.Attribute("name") ?? "";
        if (name.Length == 0 || name != name.Trim() || char.IsLower(name[0]) || name.Contains('(')) yield return $"the name '{name}' should be a short phrase in sentence case, without parentheses";
        if (name.Split(' ').Length > 5) yield return $"the name '{name}' is long for the tool panel";
        var description = tool.Root.Element("description")?.Value ?? "";
        if (description.StartsWith(':')) yield return "the description starts with a colon; it goes on where the name ends";
        if (description.Trim().Length == 0 || description != description.Trim()) yield return "the description is empty or padded";
        if (description.TrimEnd().EndsWith('.')) yield return "the description ends with a full stop";
        if ((string?)tool.Root.Attribute("license") != "MIT") yield return "the licence should be given: MIT";
        if (tool.Root.Element("creator") is null) yield return "there is no creator";
    }

    private static IEnumerable<string> Containers(Wrapper tool)
    {
        var release = tool.Version.Split('+')[0];
        foreach (var (type, prefix) in new[] { ("docker", ""), ("singularity", "docker://") })
        {
            var image = tool.Root.Elements("requirements").Elements("container").FirstOrDefault(container => (string?)container.Attribute("type") == type)?.Value;
            if (image is null) yield return $"there is no {type} container";
            else if (!image.StartsWith(prefix, StringComparison.Ordinal) || !image.EndsWith($"oceanml-{tool.Step}:{release}", StringComparison.Ordinal)) yield return $"the {type} container '{image}' should be {prefix}…oceanml-{tool.Step}:{release}";
        }

        if (tool.Root.Element("version_command")?.Value.Trim() != $"oceanml-{tool.Step} --version") yield return "the version command should be the executable's --version";
    }

    private static IEnumerable<string> Order(Wrapper tool)
    {
        var names = tool.Root.Elements().Select(element => element.Name.LocalName).ToList();
        foreach (var stranger in names.Where(name => !ElementOrder.Contains(name))) yield return $"<{stranger}> is not a top-level element";
        foreach (var twice in names.GroupBy(name => name).Where(group => group.Count() > 1)) yield return $"<{twice.Key}> occurs more than once";
        var ranks = names.Where(ElementOrder.Contains).Select(name => Array.IndexOf(ElementOrder, name)).ToList();
        for (var i = 1; i < ranks.Count; i++)
        {
            if (ranks[i] < ranks[i - 1]) yield return $"<{ElementOrder[ranks[i]]}> comes after <{ElementOrder[ranks[i - 1]]}>";
        }
    }

    private static IEnumerable<string> AttributeOrder(Wrapper tool)
    {
        foreach (var (name, param) in tool.Params)
        {
            var ranks = param.Attributes().Select(attribute => Array.IndexOf(ParamAttributeOrder, attribute.Name.LocalName)).Where(rank => rank >= 0).ToList();
            if (!ranks.SequenceEqual(ranks.Order())) yield return $"{name}: attributes should come in the order {string.Join(", ", ParamAttributeOrder)}";
        }
    }

    private static IEnumerable<string> Stdio(Wrapper tool)
    {
        if ((string?)tool.Root.Element("command")?.Attribute("detect_errors") != "exit_code") yield return "the command should detect errors by exit_code";
        if (!tool.Root.Elements("stdio").Elements("exit_code").Any(code => (string?)code.Attribute("range") == "137" && (string?)code.Attribute("level") == "fatal_oom")) yield return "exit code 137 should be fatal_oom";
    }

    private static IEnumerable<string> Command(Wrapper tool)
    {
        if (!tool.Command.Contains("DOTNET_EnableDiagnostics=0", StringComparison.Ordinal)) yield return "the command should start with @PREPARE@";
        var call = tool.Subcommand is { } subcommand ? $"oceanml-{tool.Step} {subcommand}" : $"oceanml-{tool.Step}";
        if (!tool.Command.Contains(call + " ", StringComparison.Ordinal)) yield return $"the command does not call {call}";
        if (!tool.Command.Contains("GALAXY_SLOTS:-1}\"", StringComparison.Ordinal)) yield return "the command does not give the slots";
        foreach (Match path in Regex.Matches(tool.Command, @"(?<![\w.\$\{])(/tmp|/home|/data|\$HOME|~/)")) yield return $"the command names {path.Value}";
        if (tool.Command.Contains("| tee", StringComparison.Ordinal)) yield return "a pipe hides the exit code";
    }

    private static IEnumerable<string> Quoting(Wrapper tool)
    {
        var unsafeKinds = tool.Params.Where(param => (string?)param.Param.Attribute("type") is "text" or "data" or "data_collection")
            .Select(param => param.Name.Split('|')[^1]).Concat(tool.Outputs.Select(output => (string)output.Attribute("name")!)).Distinct();
        foreach (var line in tool.Command.Split('\n').Where(line => !line.TrimStart().StartsWith('#')))
        {
            foreach (var name in unsafeKinds)
            {
                foreach (Match use in Regex.Matches(line, @"\$\{?(?:[a-z_]\w*\.)*" + Regex.Escape(name) + @"\b(?!\.)"))
                {
                    var quotes = line.AsSpan(0, use.Index).Count('\'');
                    // shlex quotes what it is given.
                    if (line.AsSpan(0, use.Index).EndsWith("${quote(str(")) continue;
                    if (quotes % 2 == 0) yield return $"${name} is not single-quoted in '{line.Trim()}'";
                }
            }
        }
    }

    private static IEnumerable<string> Citations(Wrapper tool)
    {
        var citations = tool.Root.Elements("citations").Elements("citation").ToList();
        if (citations.Count == 0) yield return "there is no citation";
        foreach (var doi in citations.Where(citation => (string?)citation.Attribute("type") == "doi").Select(citation => citation.Value))
        {
            if (!Regex.IsMatch(doi, @"^10\.\d{4,9}/\S+$")) yield return $"'{doi}' is not a bare DOI";
        }

        foreach (var twice in citations.GroupBy(citation => citation.Value.Trim()).Where(group => group.Count() > 1)) yield return $"'{twice.Key}' is cited twice";
        foreach (var bibtex in citations.Where(citation => (string?)citation.Attribute("type") == "bibtex").Select(citation => citation.Value))
        {
            if (bibtex.Count(c => c == '{') != bibtex.Count(c => c == '}')) yield return "a BibTeX entry has unbalanced braces";
        }
    }

    private static IEnumerable<string> Edam(Wrapper tool)
    {
        var topics = tool.Root.Elements("edam_topics").Elements().Select(topic => topic.Value).ToList();
        var operations = tool.Root.Elements("edam_operations").Elements().Select(operation => operation.Value).ToList();
        if (!topics.Contains("topic_3855")) yield return "topic_3855 (Environmental sciences) is missing";
        if (operations.Count == 0) yield return "there is no EDAM operation";
        foreach (var wrong in topics.Where(topic => !Regex.IsMatch(topic, @"^topic_\d{4}$"))) yield return $"'{wrong}' is not a topic";
        foreach (var wrong in operations.Where(operation => !Regex.IsMatch(operation, @"^operation_\d{4}$"))) yield return $"'{wrong}' is not an operation";
    }

    private static IEnumerable<string> Help(Wrapper tool)
    {
        var help = tool.Root.Element("help")?.Value ?? "";
        if (help.Trim().Length < 400) yield return "the help is too short to help";
        if (Regex.IsMatch(help, "TODO|FIXME|XXX")) yield return "the help has unfinished parts";
        foreach (var heading in new[] { "What it does", "Input", "Output" })
        {
            if (!Regex.IsMatch(help, $@"\*\*[^*]*{heading}[^*]*\*\*", RegexOptions.IgnoreCase)) yield return $"the help has no part **{heading}**";
        }
    }

    /// <summary>
    /// An emphasised phrase with a capital names a tool of the suite or a parameter's label, in the next steps nothing but a tool; the
    /// head of a list item, before a colon, is neither.
    /// </summary>
    private static IEnumerable<string> HelpNames(Wrapper tool)
    {
        var tools = Wrapper.All.Select(row => Wrapper.Load(row.Data)).Append(tool).ToList();
        var names = tools.Select(other => (string?)other.Root.Attribute("name")).ToHashSet();
        var labels = tools.SelectMany(other => other.Params).Select(param => (string?)param.Param.Attribute("label")).ToHashSet();
        var help = tool.Root.Element("help")?.Value ?? "";
        var next = Regex.Match(help, @"\*\*Next steps?\*\*(.*?)(?=\n\*\*|\z)", RegexOptions.Singleline).Groups[1];
        foreach (Match emphasis in Regex.Matches(help, @"(?<![*\w])\*(?![*\s])([^*\n]+)(?<!\s)\*(?![*\w])"))
        {
            var phrase = emphasis.Groups[1].Value;
            var isNext = emphasis.Index >= next.Index && emphasis.Index < next.Index + next.Length;
            var isHead = emphasis.Index + emphasis.Length < help.Length && help[emphasis.Index + emphasis.Length] == ':';
            if (names.Contains(phrase) || (!isNext && (!char.IsUpper(phrase[0]) || isHead || labels.Contains(phrase)))) continue;
            yield return $"the help names '{phrase}', which is no tool; there are {string.Join(", ", names)}";
        }
    }

    private static IEnumerable<string> Shed(Wrapper tool)
    {
        var path = Path.Combine(tool.Folder, ".shed.yml");
        if (!File.Exists(path))
        {
            yield return "there is no .shed.yml";
            yield break;
        }

        var text = File.ReadAllText(path);
        foreach (var key in new[] { "name", "owner", "description", "long_description", "type", "categories" })
        {
            if (!Regex.IsMatch(text, $@"(?m)^{key}:[ \t]*(\S|$)")) yield return $".shed.yml has no {key}";
        }

        if (!Regex.IsMatch(text, $@"(?m)^name: oceanml_{tool.Step}\s*$")) yield return ".shed.yml names another tool";
        // Several tools in a folder go to the ToolShed as a repository each and a suite of them.
        var isSuite = Wrapper.OfStep(tool.Step).Count > 1;
        if (isSuite != Regex.IsMatch(text, @"(?m)^auto_tool_repositories:\n  name_template: ""\{\{ tool_id \}\}""$")) yield return ".shed.yml should have auto_tool_repositories where a folder has several tools, and only there";
        if (isSuite != Regex.IsMatch(text, $@"(?m)^suite:\n  name: suite_oceanml_{tool.Step}$")) yield return ".shed.yml should have a suite where a folder has several tools, and only there";
        string[] real = ["Ecology", "Climate Analysis", "Machine Learning", "Visualization", "Data Source", "Statistics", "Convert Formats", "Data Export", "Text Manipulation"];
        foreach (Match category in Regex.Matches(text, @"(?m)^\s+- (.+?)\s*$"))
        {
            if (!real.Contains(category.Groups[1].Value)) yield return $".shed.yml: '{category.Groups[1].Value}' is not a ToolShed category";
        }

        if (!Directory.EnumerateFiles(tool.Folder, "README.*").Any()) yield return "there is no README";
    }
}
