using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace OceanML.Galaxy.Tests;

/// <summary>One test of one wrapper: run for real, everything it asserts checked.</summary>
internal static class TestCase
{
    /// <summary>Runs the test and returns what is wrong, one line each; nothing where all holds.</summary>
    public static IReadOnlyList<string> Run(Wrapper wrapper, XElement test)
    {
        var inputs = wrapper.Root.Element("inputs")!;
        var values = TestValues.Of(test);
        TestValues.ResolveData(inputs, values, test);
        using var job = new GalaxyJob(wrapper, ToolState.Build(inputs, values));
        job.Run();
        var problems = Problems(wrapper, test, job).ToList();
        if (problems.Count > 0)
        {
            problems.Add("command: " + job.Command);
            problems.Add("standard error: " + job.Said.Error.Trim());
        }

        return problems;
    }

    private static IEnumerable<string> Problems(Wrapper wrapper, XElement test, GalaxyJob job)
    {
        var mustFail = (string?)test.Attribute("expect_failure") == "true";
        var expected = (int?)test.Attribute("expect_exit_code");
        if (expected is { } code && job.Said.ExitCode != code) yield return $"the exit code is {job.Said.ExitCode}, not {code}";
        if (mustFail && job.Said.ExitCode == 0) yield return "it should have failed";
        if (!mustFail && expected is null && job.Said.ExitCode != 0) yield return $"it failed with exit code {job.Said.ExitCode}";
        if (!mustFail && job.Said.Error.Contains("Unhandled exception", StringComparison.Ordinal)) yield return "an exception was not handled";
        if ((int?)test.Attribute("expect_num_outputs") is { } count && job.Outputs.Count != count) yield return $"it has {job.Outputs.Count} outputs ({string.Join(", ", job.Outputs.Keys)}), not {count}";
        foreach (var problem in Check.All(test.Element("assert_command"), job.Command)) yield return "command: " + problem;
        foreach (var problem in Check.All(test.Element("assert_stdout"), job.Said.Output)) yield return "standard output: " + problem;
        foreach (var problem in Check.All(test.Element("assert_stderr"), job.Said.Error)) yield return "standard error: " + problem;
        if (test.Element("assert_command_version") is { } version)
        {
            var said = Shell.Run("/bin/sh", ["-c", wrapper.Root.Element("version_command")!.Value], environment: GalaxyJob.Environment("/tmp"));
            foreach (var problem in Check.All(version, said.Output)) yield return "version: " + problem;
        }

        if (mustFail) yield break;
        foreach (var element in test.Elements().Where(element => element.Name.LocalName is "output" or "output_collection"))
        {
            var name = (string)element.Attribute("name")!;
            if (!job.Outputs.TryGetValue(name, out var output)) yield return $"there is no output {name}";
            else foreach (var problem in Output(element, output)) yield return $"{name}: {problem}";
        }
    }

    private static IEnumerable<string> Output(XElement element, JobOutput output)
    {
        if ((int?)element.Attribute("count") is { } count && output.Elements.Count != count) yield return $"it has {output.Elements.Count} elements ({string.Join(", ", output.Elements.Keys)}), not {count}";
        foreach (var inner in element.Elements().Where(inner => inner.Name.LocalName is "element" or "discovered_dataset"))
        {
            var identifier = (string?)inner.Attribute("name") ?? (string?)inner.Attribute("designation") ?? "";
            if (!output.Elements.TryGetValue(identifier, out var member)) yield return $"there is no element {identifier}; there are {string.Join(", ", output.Elements.Keys)}";
            else foreach (var problem in Output(inner, member)) yield return $"{identifier}: {problem}";
        }

        if (element.Name == "output_collection") yield break;
        if ((string?)element.Attribute("ftype") is { } format && output.Format != format) yield return $"its format is {output.Format}, not {format}";
        var content = File.ReadAllBytes(output.Path);
        foreach (var problem in Check.All(element.Element("assert_contents"), content)) yield return problem;
        foreach (var extra in element.Elements("extra_files"))
        {
            var path = Path.Combine(output.FilesPath, (string)extra.Attribute("name")!);
            if (!File.Exists(path)) yield return $"there is no file {(string)extra.Attribute("name")!} beside it";
        }

        if ((string?)element.Attribute("checksum") is { } checksum && checksum != "sha256$" + Convert.ToHexStringLower(SHA256.HashData(content))) yield return "its checksum differs";
        if (((string?)element.Attribute("file") ?? (string?)element.Attribute("value")) is { } reference)
        {
            var wanted = File.ReadAllBytes(SharedData.TestData(reference));
            var compare = (string?)element.Attribute("compare") ?? "diff";
            var allowed = double.Parse((string?)element.Attribute("delta") ?? "10000", CultureInfo.InvariantCulture);
            if (compare == "diff" && !content.AsSpan().SequenceEqual(wanted)) yield return $"it differs from test-data/{reference}";
            else if (compare == "sim_size" && Math.Abs(content.Length - wanted.Length) > allowed) yield return $"it has {content.Length} bytes, test-data/{reference} has {wanted.Length}";
            else if (compare is not ("diff" or "sim_size")) yield return $"the comparison {compare} is not known to these tests";
        }
    }
}
