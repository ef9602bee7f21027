using System.Text.RegularExpressions;

namespace OceanML.Galaxy.Tests;

/// <summary>Names agree: a step is a project, an executable, a Galaxy tool and a container, with the same options.</summary>
public class SuiteTests
{
    /// <summary>
    /// Options that a wrapper does not offer, and why. Common to all: output and record are files that Galaxy names; threads are its
    /// slots; version is the version command.
    /// </summary>
    private static readonly HashSet<string> Common = ["--output", "--record", "--threads", "--version", "--help"];

    private static readonly Dictionary<string, HashSet<string>> Excluded = new()
    {
        // In Galaxy every job writes manifests of its own: nothing is done that could be done again.
        ["colocate"] = ["--again"],

        // The list stands in the help of the tool; in Galaxy there are example data to try things out.
        ["dataset"] = ["--list-features", "--simulate"],

        // A Galaxy tool reads files of the history; a server or a folder on disk belongs to the shell.
        ["access"] = ["--mirror", "--index", "--server", "--cache", "--offline"],
    };

    /// <summary>Subcommands that no wrapper offers, and why.</summary>
    private static readonly Dictionary<string, HashSet<string>> ShellOnly = new()
    {
        // A catalogue lists the paths of an archive on disk; in Galaxy a collection takes its place.
        ["colocate"] = ["catalogue"],

        // A search in parts belongs to the scheduler of a cluster; in Galaxy one job does it all.
        ["tune"] = ["plan", "trial", "gather"],
    };

    public static TheoryData<string> Steps => new(Executables.Steps);

    public static TheoryData<string> Tools => Wrapper.All;

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_step_has_an_executable_a_tool_and_a_container(string step)
    {
        var missing = new[]
        {
            $"tools/oceanml_{step}/oceanml_{step}.xml", $"tools/oceanml_{step}/.shed.yml", $"tools/oceanml_{step}/README.md", $"containers/oceanml-{step}/Dockerfile",
        }.Where(file => !File.Exists(Path.Combine(SharedData.Repository, file))).ToList();
        Assert.True(missing.Count == 0, "missing: " + string.Join(", ", missing));
        Assert.NotNull(Executables.Find(step));
    }

    [Theory]
    [MemberData(nameof(Tools))]
    public void A_wrapper_belongs_to_a_step_and_wraps_all_of_it_or_one_of_its_subcommands(string tool)
    {
        var wrapper = Wrapper.Load(tool);
        Assert.Contains(wrapper.Step, Executables.Steps);
        if (wrapper.Subcommand is { } subcommand) Assert.Contains(subcommand, Subcommands(wrapper.Step));
    }

    /// <summary>
    /// A wrapper of a subcommand offers the options of the subcommand; the wrapper of the step its own options and those of the
    /// subcommands that have no wrapper of their own.
    /// </summary>
    [Theory]
    [MemberData(nameof(Tools))]
    public void A_wrapper_offers_exactly_the_options_of_the_executable(string tool)
    {
        var wrapper = Wrapper.Load(tool);
        var used = Options(wrapper.Command).Concat(wrapper.Root.Element("inputs")!.Descendants().SelectMany(element => element.Attributes()).Where(attribute => attribute.Name.LocalName is "argument" or "truevalue" or "falsevalue").SelectMany(attribute => Options(attribute.Value)))
            .Concat(wrapper.Root.Elements("configfiles").SelectMany(file => Options(file.Value))).ToHashSet(StringComparer.Ordinal);
        var offered = OptionsOf(wrapper);
        var excluded = Excluded.GetValueOrDefault(wrapper.Step) ?? [];
        var unknown = used.Except(offered).ToList();
        var forgotten = offered.Except(used).Except(Common).Except(excluded).ToList();
        Assert.True(unknown.Count == 0, $"the wrapper uses {string.Join(", ", unknown)}, which the executable does not have");
        Assert.True(forgotten.Count == 0, $"the wrapper does not offer {string.Join(", ", forgotten)}");
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void The_version_command_prints_one_line_with_the_version_of_the_wrapper(string step)
    {
        var said = Shell.Run("/bin/sh", ["-c", $"oceanml-{step} --version"], environment: GalaxyJob.Environment("/tmp"));
        var version = Wrapper.Load("oceanml_" + step).Version.Split('+')[0];
        Assert.Equal($"oceanml-{step} {version}\n", said.Output);
        Assert.Equal(0, said.ExitCode);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void The_Dockerfile_holds_the_step_its_version_and_an_ordinary_user(string step)
    {
        var text = File.ReadAllText(Path.Combine(SharedData.Repository, "containers", "oceanml-" + step, "Dockerfile"));
        var version = Wrapper.Load("oceanml_" + step).Version.Split('+')[0];
        Assert.Contains("FROM docker.io/library/debian:bookworm-slim", text, StringComparison.Ordinal);
        Assert.Contains($"publish/oceanml-{step} ", text, StringComparison.Ordinal);
        Assert.Contains($"org.opencontainers.image.version=\"{version}\"", text, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^USER oceanml$", text);
        Assert.DoesNotMatch(@"(?m)^ENTRYPOINT", text);
        Assert.DoesNotContain("sdk", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void What_an_operator_copies_names_every_tool_and_its_image()
    {
        var deploy = Path.Combine(SharedData.Repository, "containers", "deploy");
        var panel = File.ReadAllText(Path.Combine(deploy, "tool_conf.xml"));
        var mapping = File.ReadAllText(Path.Combine(deploy, "container_mapping.yml"));
        foreach (var wrapper in Wrapper.All.Select(row => Wrapper.Load(row.Data)))
        {
            Assert.Contains($"<tool file=\"{Path.GetFileName(wrapper.Folder)}/{wrapper.Id}.xml\"/>", panel, StringComparison.Ordinal);
            Assert.Contains($"tool_id: {wrapper.Id}, identifier: /path/to/oceanml-{wrapper.Step}-{wrapper.Version.Split('+')[0]}.sif", mapping, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> Options(string text) => Regex.Matches(text, "(?<![-\\w])--[a-z][a-z0-9-]*").Select(match => match.Value);

    private static HashSet<string> OptionsOf(Wrapper wrapper)
    {
        if (wrapper.Subcommand is { } own) return HelpOptions(Help(wrapper.Step, own)).ToHashSet(StringComparer.Ordinal);
        var elsewhere = Wrapper.OfStep(wrapper.Step).Select(other => other.Subcommand).Concat(ShellOnly.GetValueOrDefault(wrapper.Step) ?? []).ToHashSet();
        return Subcommands(wrapper.Step).Where(subcommand => !elsewhere.Contains(subcommand))
            .SelectMany(subcommand => HelpOptions(Help(wrapper.Step, subcommand))).Concat(HelpOptions(Help(wrapper.Step))).ToHashSet(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Subcommands(string step) =>
        Part(Help(step), "Commands").Select(line => Regex.Match(line, @"^  (\w+)")).Where(match => match.Success).Select(match => match.Groups[1].Value);

    private static string Help(string step, string subcommand = "") =>
        Shell.Run("/bin/sh", ["-c", $"oceanml-{step} {subcommand} --help"], environment: GalaxyJob.Environment("/tmp")).Output;

    private static IEnumerable<string> HelpOptions(string help) =>
        Part(help, "Options").SelectMany(line => Regex.Match(line, "^  (-[-\\w, ]*)").Groups[1].Value.Split(',', StringSplitOptions.TrimEntries))
            .Select(option => option.Split(' ')[0]).Where(option => option.StartsWith("--", StringComparison.Ordinal));

    private static string[] Part(string help, string heading) => Regex.Match(help, $@"(?ms)^{heading}:\n(.*?)(\n\n|\z)").Groups[1].Value.Split('\n');
}
