using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace OceanML.Galaxy.Tests;

/// <summary>
/// One job of one tool, run as Galaxy runs it: inputs named dataset_N.dat, the rendered command under <c>/bin/sh</c> with
/// <c>set -e</c> in an empty working folder, no home, one slot, 4 GB.
/// </summary>
internal sealed class GalaxyJob : IDisposable
{
    private readonly Wrapper wrapper;
    private readonly string folder = Directory.CreateTempSubdirectory("oceanml-job-").FullName;
    private int datasets;

    public GalaxyJob(Wrapper wrapper, JsonObject state)
    {
        this.wrapper = wrapper;
        foreach (var part in new[] { "inputs", "outputs", "working", "tmp", "configs" }) Directory.CreateDirectory(Path.Combine(folder, part));
        Stage(state);
        Render(state);
    }

    public string Command { get; private set; } = "";

    public Shell.Said Said { get; private set; } = new(-1, "", "");

    /// <summary>Datasets that the filters keep, by name.</summary>
    public Dictionary<string, JobOutput> Outputs { get; } = new(StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, string?> Environment(string folder) => new Dictionary<string, string?>
    {
        ["PATH"] = Executables.SearchPath,
        ["HOME"] = "/nonexistent",
        ["TMPDIR"] = Path.Combine(folder, "tmp"),
        ["GALAXY_SLOTS"] = "1",
        ["GALAXY_MEMORY_MB"] = "4096",
        ["LC_ALL"] = "C.UTF-8",
        ["DOTNET_ROOT"] = System.Environment.GetEnvironmentVariable("DOTNET_ROOT"),
    };

    public void Run()
    {
        var script = Path.Combine(folder, "tool_script.sh");
        File.WriteAllText(script, "#!/bin/sh\nset -e\n" + Command + "\n");
        Said = Shell.Run("/bin/sh", [script], folder: Path.Combine(folder, "working"), environment: Environment(folder));
        foreach (var element in wrapper.Outputs) Collect(element);
    }

    public void Dispose()
    {
        if (System.Environment.GetEnvironmentVariable("OCEANML_KEEP_JOBS") != "1") Directory.Delete(folder, recursive: true);
    }

    private void Stage(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array) Stage(item);
        }
        else if (node is JsonObject member)
        {
            if (member["path"] is JsonValue path && member["element_identifier"] is not null)
            {
                var staged = Path.Combine(folder, "inputs", $"dataset_{++datasets}.dat");
                var source = path.GetValue<string>();
                File.Copy(source, staged);
                member["path"] = staged;
                if (member["files_path"]?.GetValue<string>() is not { } extra || !Directory.Exists(extra)) return;
                var files = Path.Combine(folder, "inputs", $"dataset_{datasets}_files");
                CopyTree(extra, files);
                member["files_path"] = files;
            }
            else
            {
                foreach (var (_, inner) in member.ToList()) Stage(inner);
            }
        }
    }

    private static void CopyTree(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var inner in Directory.EnumerateDirectories(from)) CopyTree(inner, Path.Combine(to, Path.GetFileName(inner)));
    }

    private void Render(JsonObject state)
    {
        var outputs = new JsonObject();
        var filters = new JsonObject();
        foreach (var element in wrapper.Outputs)
        {
            var name = (string)element.Attribute("name")!;
            var path = Path.Combine(folder, "outputs", $"dataset_{name}.dat");
            if (element.Name == "data") File.WriteAllText(path, "");
            outputs[name] = new JsonObject { ["path"] = path, ["ext"] = Format(element, state), ["files_path"] = Path.Combine(folder, "outputs", $"dataset_{name}_files") };
            filters[name] = new JsonArray([.. element.Elements("filter").Select(filter => JsonValue.Create(filter.Value))]);
        }

        var configfiles = new JsonObject();
        foreach (var file in wrapper.Root.Elements("configfiles").Elements("configfile")) configfiles[(string)file.Attribute("name")!] = file.Value;
        var request = new JsonObject
        {
            ["command"] = wrapper.Command,
            ["configfiles"] = configfiles,
            ["state"] = state.DeepClone(),
            ["outputs"] = outputs,
            ["filters"] = filters,
            ["folder"] = Path.Combine(folder, "configs"),
        };
        var renderer = Path.Combine(SharedData.Repository, "src", "tests", "OceanML.Galaxy.Tests", "render", "render.py");
        var said = Shell.Run("/usr/bin/python3", [renderer], request.ToJsonString());
        if (said.ExitCode != 0) throw new InvalidDataException($"{wrapper.Id}: the command cannot be rendered: {said.Error}");
        var answer = JsonNode.Parse(said.Output)!;
        Command = answer["command"]!.GetValue<string>();
        foreach (var (name, kept) in answer["outputs"]!.AsObject())
        {
            if (kept!.GetValue<bool>()) Outputs[name] = new JobOutput(outputs[name]!["path"]!.GetValue<string>(), outputs[name]!["ext"]!.GetValue<string>(), outputs[name]!["files_path"]!.GetValue<string>());
        }
    }

    private static string Format(XElement element, JsonObject state)
    {
        foreach (var when in element.Elements("change_format").Elements("when"))
        {
            JsonNode? value = state;
            foreach (var part in ((string)when.Attribute("input")!).Split('.', '|')) value = value?[part] ?? value?["members"]?[part];
            if (value?["value"]?.ToString() == (string?)when.Attribute("value")) return (string)when.Attribute("format")!;
        }

        return (string?)element.Attribute("format") ?? "data";
    }

    private void Collect(XElement element)
    {
        var name = (string)element.Attribute("name")!;
        if (!Outputs.TryGetValue(name, out var output)) return;
        var working = Path.Combine(folder, "working");
        if ((string?)element.Attribute("from_work_dir") is { } source && File.Exists(Path.Combine(working, source))) File.Copy(Path.Combine(working, source), output.Path, overwrite: true);
        foreach (var discover in element.Elements("discover_datasets"))
        {
            var directory = Path.Combine(working, (string?)discover.Attribute("directory") ?? ".");
            if (!Directory.Exists(directory)) continue;
            var pattern = Pattern((string?)discover.Attribute("pattern") ?? "__default__");
            foreach (var file in Directory.EnumerateFiles(directory).Order(StringComparer.Ordinal))
            {
                var match = pattern.Match(Path.GetFileName(file));
                if (!match.Success) continue;
                var identifier = match.Groups["designation"].Success ? match.Groups["designation"].Value : match.Groups["name"].Value;
                var format = match.Groups["ext"].Success ? match.Groups["ext"].Value : (string?)discover.Attribute("format") ?? output.Format;
                output.Elements[identifier] = new JobOutput(file, format, "");
            }
        }
    }

    private static Regex Pattern(string pattern) => new("^(?:" + pattern switch
    {
        "__name__" => "(?<name>.*)",
        "__designation__" => "(?<designation>.*)",
        "__name_and_ext__" => @"(?<name>.*)\.(?<ext>[^\.]+)",
        "__designation_and_ext__" => @"(?<designation>.*)\.(?<ext>[^\._]+)",
        _ => pattern.Replace("(?P<", "(?<", StringComparison.Ordinal),
    } + ")$");
}
