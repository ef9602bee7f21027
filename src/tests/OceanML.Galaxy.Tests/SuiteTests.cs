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
        // A Galaxy tool reads files of the history; a server or a folder on disk belongs to the shell.
        ["access"] = ["--mirror", "--index", "--server", "--cache"],
    };

    public static TheoryData<string> Steps => new(Executables.Steps);

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
    [MemberData(nameof(Steps))]
    public void The_wrapper_offers_exactly_the_options_of_the_executable(string step)
    {
        var wrapper = Wrapper.Load("oceanml_" + step);
        var used = Options(wrapper.Command).Concat(wrapper.Root.Element("inputs")!.Descendants().SelectMany(element => element.Attributes()).Where(attribute => attribute.Name.LocalName is "argument" or "truevalue" or "falsevalue").SelectMany(attribute => Options(attribute.Value)))
            .Concat(wrapper.Root.Elements("configfiles").SelectMany(file => Options(file.Value))).ToHashSet(StringComparer.Ordinal);
        var offered = HelpOptions(step);
        var excluded = Excluded.GetValueOrDefault(step) ?? [];
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

    private static IEnumerable<string> Options(string text) => Regex.Matches(text, "(?<![-\\w])--[a-z][a-z0-9-]*").Select(match => match.Value);

    private static HashSet<string> HelpOptions(string step)
    {
        var help = Shell.Run("/bin/sh", ["-c", $"oceanml-{step} --help"], environment: GalaxyJob.Environment("/tmp")).Output;
        var subcommands = Regex.Match(help, @"(?ms)^Commands:\n(.*?)(\n\n|\z)").Groups[1].Value
            .Split('\n').Select(line => Regex.Match(line, @"^  (\w+)")).Where(match => match.Success).Select(match => match.Groups[1].Value);
        var texts = subcommands.Select(name => Shell.Run("/bin/sh", ["-c", $"oceanml-{step} {name} --help"], environment: GalaxyJob.Environment("/tmp")).Output).Prepend(help);
        return texts.SelectMany(text => Regex.Match(text, @"(?ms)^Options:\n(.*?)(\n\n|\z)").Groups[1].Value.Split('\n'))
            .SelectMany(line => Regex.Match(line, "^  (-[-\\w, ]*)").Groups[1].Value.Split(',', StringSplitOptions.TrimEntries))
            .Select(option => option.Split(' ')[0]).Where(option => option.StartsWith("--", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
    }
}
