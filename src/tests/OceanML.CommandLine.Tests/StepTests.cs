using System.CommandLine;
using System.Text.Json;
using OceanML.Core;

namespace OceanML.CommandLine.Tests;

public sealed class StepTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("oceanml-step-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_finished_step_returns_0_and_its_output_is_in_place()
    {
        var output = In("out.txt");
        Assert.Equal(0, new Probe(run => run.Write(run.Output, path => File.WriteAllText(path, "whole"))).Run(["--output", output]));
        Assert.Equal("whole", File.ReadAllText(output));
        Assert.Single(folder.GetFileSystemInfos());
    }

    [Fact]
    public void A_failure_while_writing_leaves_the_old_file_and_no_half_file()
    {
        var output = In("out.txt");
        File.WriteAllText(output, "old");
        var code = new Probe(run => run.Write(run.Output, path =>
        {
            File.WriteAllText(path, "half");
            throw OceanException.BadInput("x.nc: cut short");
        })).Run(["--output", output]);
        Assert.Equal((int)ExitCode.BadInput, code);
        Assert.Equal("old", File.ReadAllText(output));
        Assert.Single(folder.GetFileSystemInfos());
    }

    [Fact]
    public void A_folder_can_be_an_output_and_is_replaced_only_where_it_was_ours()
    {
        var output = In("report");
        int Report() => new Probe(run => run.Write(run.Output, path =>
        {
            Directory.CreateDirectory(path);
            File.WriteAllText(Path.Combine(path, "index.html"), "<p>");
        })).Run(["--output", output]);
        Assert.Equal(0, Report());
        Assert.Equal(0, Report());

        Directory.Delete(output, recursive: true);
        Directory.CreateDirectory(output);
        File.WriteAllText(Path.Combine(output, "thesis.tex"), "years of work");
        Assert.Equal((int)ExitCode.Source, Report());
        Assert.True(File.Exists(Path.Combine(output, "thesis.tex")));
    }

    [Theory]
    [InlineData("--nonsense")]
    [InlineData("--output")]
    [InlineData("--threads", "two", "--output", "x")]
    [InlineData("--output", "x", "--names", "a", "--bogus")]
    public void A_wrong_command_line_returns_2(params string[] arguments) =>
        Assert.Equal((int)ExitCode.Usage, new Probe(_ => { }).Run(arguments));

    [Fact]
    public void A_missing_input_returns_3() =>
        Assert.Equal((int)ExitCode.BadInput, new Probe(run => run.Input(In("absent.nc"))).Run(["--output", In("x")]));

    [Theory]
    [InlineData("in.txt", "in.txt")]
    [InlineData("./sub/../in.txt", "in.txt")]
    [InlineData("link.txt", "in.txt")]
    [InlineData("linked/in.txt", "in.txt")]
    [InlineData("in.txt", "link.txt")]
    public void An_output_that_is_also_an_input_returns_2_before_the_work_begins(string input, string output)
    {
        File.WriteAllText(In("in.txt"), "years of work");
        folder.CreateSubdirectory("sub");
        File.CreateSymbolicLink(In("link.txt"), "in.txt");
        Directory.CreateSymbolicLink(In("linked"), folder.FullName);
        var worked = false;
        Assert.Equal((int)ExitCode.Usage, new Probe(run =>
        {
            run.Input(In(input));
            worked = true;
        }).Run(["--output", In(output)]));
        Assert.False(worked);
        Assert.Equal((int)ExitCode.Usage, new Probe(run => run.Input(In(input))).Run(["--output", In("out.txt"), "--record", In(output)]));
        Assert.Equal((int)ExitCode.Usage, new Probe(run =>
        {
            run.Input(In(input));
            run.Write(In(output), path => File.WriteAllText(path, "a report"));
        }).Run(["--output", In("out.txt")]));
        Assert.Equal("years of work", File.ReadAllText(In("in.txt")));
    }

    [Fact]
    public void A_folder_that_does_not_exist_returns_5() =>
        Assert.Equal((int)ExitCode.Source, new Probe(run => run.Write(run.Output, path => File.WriteAllText(path, ""))).Run(["--output", In("no/such/x")]));

    [Fact]
    public void Counts_that_do_not_add_up_are_a_fault_of_ours() =>
        Assert.Equal((int)ExitCode.Internal, new Probe(run => run.CountIn(3)).Run(["--output", In("x")]));

    [Fact]
    public void The_record_tells_inputs_outputs_parameters_counts_and_warnings()
    {
        var input = In("in.txt");
        File.WriteAllText(input, "abc");
        var code = new Probe(run =>
        {
            run.Input(input);
            run.CountIn(3);
            run.CountOut(2);
            run.Reject("land", 1);
            run.Warn("one platform only");
            run.Result("rmse", 0.25);
            run.Write(run.Output, path => File.WriteAllText(path, "done"));
        }).Run(["--output", In("out.txt"), "--record", In("record.json"), "--box", "5"]);

        Assert.Equal(0, code);
        using var record = JsonDocument.Parse(File.ReadAllText(In("record.json")));
        var root = record.RootElement;
        Assert.Equal("oceanml-probe", root.GetProperty("step").GetString());
        Assert.Equal("5", root.GetProperty("parameters").GetProperty("box").GetString());
        // SHA-256 of "abc", FIPS 180-2 appendix B.1.
        Assert.Equal(
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            root.GetProperty("inputs")[0].GetProperty("sha256").GetString());
        Assert.Equal(1, root.GetProperty("counts").GetProperty("rejected").GetProperty("land").GetInt64());
        Assert.Equal(0.25, root.GetProperty("results").GetProperty("rmse").GetDouble());
        Assert.Equal("one platform only", root.GetProperty("warnings")[0].GetString());
        Assert.Equal(4, root.GetProperty("outputs")[0].GetProperty("bytes").GetInt64());
    }

    [Fact]
    public void A_failed_step_still_leaves_a_record_that_says_why()
    {
        var code = new Probe(_ => throw OceanException.NothingSelected("no profile in the box")).Run(["--output", In("x"), "--record", In("record.json")]);
        Assert.Equal((int)ExitCode.NothingSelected, code);
        using var record = JsonDocument.Parse(File.ReadAllText(In("record.json")));
        Assert.Equal(4, record.RootElement.GetProperty("exit_code").GetInt32());
        Assert.Equal("no profile in the box", record.RootElement.GetProperty("failure").GetString());
    }

    [Theory]
    [InlineData("/dev/oceanml-test")]
    [InlineData("/dev/../dev/oceanml-test")]
    [InlineData("/proc/self/oceanml-test")]
    public void A_device_is_never_replaced_by_an_output(string output)
    {
        var written = false;
        Assert.Equal((int)ExitCode.Source, new Probe(run => run.Write(run.Output, _ => written = true)).Run(["--output", output]));
        Assert.False(written);
    }

    private string In(string name) => Path.Combine(folder.FullName, name);

    private sealed class Probe : Step
    {
        private readonly Action<StepRun> action;

        public Probe(Action<StepRun> action)
            : base("probe", "A step of the tests.")
        {
            this.action = action;
            Add(new Option<int>("--box") { DefaultValueFactory = _ => 3 });
            Add(new Option<string[]>("--names") { AllowMultipleArgumentsPerToken = true });
        }

        protected override void Execute(StepRun run) => action(run);
    }
}
