using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using OceanML.Core;
using OceanML.Tests;

namespace OceanML.Crates.Tests;

/// <summary>Crates that we write: from records with known content, judged by our rules and by readers that others wrote.</summary>
public sealed class RunCrateTests : IDisposable
{
    private static readonly RunCrateOptions Options = new(null, null, "CC-BY-4.0", "Josiah Carberry", "0000-0002-1825-0097", "Galaxy 25.1", [], CratePayload.All, []);

    private readonly string folder = Directory.CreateTempSubdirectory("oceanml-crates-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_chain_of_two_steps_becomes_a_crate_without_a_broken_rule()
    {
        var path = Path.Combine(folder, "run.crate.zip");
        Chain(out _).WriteZip(path, DateTimeOffset.UnixEpoch);
        var problems = CrateCheck.Problems(path);
        Assert.True(problems.Count == 0, string.Join("\n", problems));
    }

    [Fact]
    public void What_one_step_writes_and_the_next_reads_is_one_entity()
    {
        var json = Graph(Chain(out _));
        var matchups = json.Single(entity => entity["name"]?.ToString() == "matchups.csv");
        var actions = json.Where(entity => entity["@type"]!.ToString() == "CreateAction").ToList();
        Assert.Contains(matchups["@id"]!.ToString(), actions[0]["result"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(matchups["@id"]!.ToString(), actions[1]["object"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(Hash("chlor_a\n0.5\n"), matchups["sha256"]!.ToString());
        Assert.Equal("12", matchups["contentSize"]!.ToString());
    }

    [Fact]
    public void A_score_of_the_record_is_a_value_of_the_crate()
    {
        var score = Graph(Chain(out _)).Single(entity => entity["name"]?.ToString() == "rmse");
        Assert.Equal(0.25, score["value"]!.GetValue<double>());
    }

    [Fact]
    public void Equal_records_give_equal_bytes()
    {
        var package = Chain(out _);
        package.WriteZip(Path.Combine(folder, "a.zip"), DateTimeOffset.UnixEpoch);
        package.WriteZip(Path.Combine(folder, "b.zip"), DateTimeOffset.UnixEpoch);
        Assert.Equal(File.ReadAllBytes(Path.Combine(folder, "a.zip")), File.ReadAllBytes(Path.Combine(folder, "b.zip")));
    }

    [Fact]
    public void A_file_that_changed_after_the_run_is_not_packed_under_the_old_checksum()
    {
        Chain(out var records);
        File.WriteAllText(Path.Combine(folder, "matchups.csv"), "something else");
        var package = RunCrate.Of(records, null, Options, out var absent);
        Assert.Equal([Path.Combine(folder, "matchups.csv")], absent);
        Assert.DoesNotContain("data/matchups.csv", package.Payload.Keys);
    }

    [Fact]
    public void A_file_that_was_renamed_since_is_recognised_by_its_checksum()
    {
        Chain(out var records);
        var moved = Path.Combine(folder, "dataset_7.dat");
        File.Move(Path.Combine(folder, "matchups.csv"), moved);
        var package = RunCrate.Of(records, null, Options with { Files = [moved] }, out var absent);
        Assert.Empty(absent);
        Assert.Contains("data/matchups.csv", package.Payload.Keys);
    }

    [Fact]
    public void A_failed_step_is_a_failed_action_with_its_message()
    {
        var record = Record("oceanml-qc", [], [], failure: "profile.nc: no variable TEMP", code: 3);
        var action = Graph(RunCrate.Of([record], null, Options, out _)).Single(entity => entity["@type"]!.ToString() == "CreateAction");
        Assert.EndsWith("FailedActionStatus", action["actionStatus"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal("profile.nc: no variable TEMP", action["error"]!.ToString());
    }

    [Fact]
    public void With_a_workflow_whose_tools_were_all_run_it_is_a_provenance_run_crate()
    {
        var workflow = Path.Combine(folder, "tiny.ga");
        File.WriteAllText(workflow, TinyWorkflow);
        Chain(out var records);
        var package = RunCrate.Of(records, workflow, Options, out _);
        var path = Path.Combine(folder, "crate");
        package.WriteFolder(path);
        var problems = CrateCheck.Problems(path, ["workflow", "process", "workflow run", "provenance"]);
        Assert.True(problems.All(problem => !problem.Required), string.Join("\n", problems));
        var json = Graph(package);
        var input = json.Single(entity => entity["@id"]!.ToString() == "#input-observations");
        Assert.Contains("data/observations.csv", input["workExample"]!.ToJsonString(), StringComparison.Ordinal);
        var output = json.Single(entity => entity["@id"]!.ToString() == "#output-scores");
        Assert.Contains("data/scores.json", output["workExample"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(2, json.Count(entity => entity["@type"]!.ToString() == "ControlAction"));
    }

    [Fact]
    public void The_author_of_a_workflow_is_not_made_the_author_of_its_run()
    {
        var workflow = Path.Combine(folder, "tiny.ga");
        File.WriteAllText(workflow, TinyWorkflow);
        Chain(out var records);
        var root = Graph(RunCrate.Of(records, workflow, Options, out _)).Single(entity => entity["@id"]!.ToString() == "./");
        Assert.Equal("https://orcid.org/0000-0002-1825-0097", root["author"]!["@id"]!.ToString());
    }

    [Fact]
    public void Two_files_of_one_name_and_different_content_both_lie_in_the_crate()
    {
        var a = Written("x/dataset_1.dat", "one");
        var b = Written("y/dataset_1.dat", "two");
        var package = RunCrate.Of([Record("oceanml-qc", [a, b], [])], null, Options, out _);
        Assert.Equal(2, package.Payload.Keys.Count(name => name.StartsWith("data/", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_text_that_is_no_record_is_refused_with_its_name()
    {
        var path = Path.Combine(folder, "notes.json");
        File.WriteAllText(path, "{\"step\": \"oceanml-qc\"}");
        var refused = Assert.Throws<InvalidDataException>(() => RunRecordFile.Read(path));
        Assert.StartsWith($"{path}: is not a run record", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_reader_of_the_npm_package_ro_crate_finds_root_workflow_and_actions()
    {
        var modules = Path.Combine(SharedData.Repository, "node_modules", "ro-crate");
        if (!Directory.Exists(modules)) Assert.Skip("npm package ro-crate is not installed");
        var path = Path.Combine(folder, "crate");
        Chain(out _).WriteFolder(path);
        const string Program = "const {ROCrate} = require(process.argv[1]); const crate = new ROCrate(JSON.parse(require('fs').readFileSync(process.argv[2])), {array: true, link: true});"
            + "console.log(crate.rootDataset.name[0] + '|' + crate.rootDataset.mentions.filter(e => e['@type'].includes('CreateAction')).length + '|' + crate.rootDataset.license[0].name[0]);";
        Assert.Equal("Run of oceanml-colocate, oceanml-validate|2|CC-BY-4.0\n", Run("node", "-e", Program, modules, Path.Combine(path, CrateGraph.MetadataFile)));
    }

    [Fact]
    public void The_JSON_LD_reader_of_rdflib_finds_the_same_triples_as_we_wrote()
    {
        var context = SharedData.Path("schemas/ro_crate/1.1/context.jsonld");
        var path = Path.Combine(folder, "crate");
        Chain(out _).WriteFolder(path);
        const string Program = """
            import json, sys, rdflib
            crate = json.load(open(sys.argv[1]))
            crate["@context"] = json.load(open(sys.argv[2]))["@context"]
            graph = rdflib.Graph().parse(data=json.dumps(crate), format="json-ld", publicID="http://crate/")
            S = rdflib.Namespace("http://schema.org/")
            print(len(set(graph.subjects(rdflib.RDF.type, S.CreateAction))), len(set(graph.subjects(rdflib.RDF.type, S.MediaObject))), graph.value(rdflib.URIRef("http://crate/"), S.name))
            """;
        Assert.Equal("2 5 Run of oceanml-colocate, oceanml-validate\n", Run("/usr/bin/python3", "-c", Program, Path.Combine(path, CrateGraph.MetadataFile), context));
    }

    [Theory]
    [InlineData("0000-0002-1825-0097", true)]
    [InlineData("https://orcid.org/0000-0002-1825-0097", true)]
    [InlineData("0000-0002-1825-0098", false)]
    [InlineData("0000-0002-1694-233X", true)]
    [InlineData("0000 0002 1825 0097", false)]
    public void The_check_digit_of_an_ORCID_is_checked(string orcid, bool isValid) => Assert.Equal(isValid, Orcid.IsValid(orcid));

    [Fact]
    public void The_metadata_comes_first_in_the_archive_and_the_preview_names_things()
    {
        var path = Path.Combine(folder, "run.zip");
        Chain(out _).WriteZip(path, DateTimeOffset.UnixEpoch);
        using var archive = ZipFile.OpenRead(path);
        Assert.Equal(CrateGraph.MetadataFile, archive.Entries[0].FullName);
        using var preview = new StreamReader(archive.GetEntry(CratePreview.FileName)!.Open());
        var page = preview.ReadToEnd();
        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
        Assert.Contains("Josiah Carberry", page, StringComparison.Ordinal);
    }

    private CratePackage Chain(out List<RunRecordFile> records)
    {
        var observations = Written("observations.csv", "time,latitude,longitude\n");
        var matchups = Written("matchups.csv", "chlor_a\n0.5\n");
        var scores = Written("scores.json", "{}");
        records =
        [
            Record("oceanml-colocate", [observations], [matchups], ("observations", observations), ("box", "3")),
            Record("oceanml-validate", [matchups], [scores], ("log10", "true")),
        ];
        return RunCrate.Of(records, null, Options, out _);
    }

    private int sequence;

    private RunRecordFile Record(string step, string[] inputs, string[] outputs, params (string Name, string Value)[] parameters) => Record(step, inputs, outputs, null, 0, parameters);

    private RunRecordFile Record(string step, string[] inputs, string[] outputs, string? failure, int code, params (string Name, string Value)[] parameters)
    {
        static JsonArray Files(string[] paths) => new([.. paths.Select(path => new JsonObject { ["path"] = path, ["bytes"] = new FileInfo(path).Length, ["sha256"] = Hash(File.ReadAllText(path)) })]);
        var time = new DateTime(2026, 1, 31, 12, 0, ++sequence, DateTimeKind.Utc);
        var options = new JsonObject();
        foreach (var (name, value) in parameters) options[name] = value;
        var json = new JsonObject
        {
            ["step"] = step,
            ["version"] = "0.1.0",
            ["command"] = new JsonArray([.. outputs.SelectMany(output => new JsonNode[] { "--output", output })]),
            ["parameters"] = options,
            ["inputs"] = Files(inputs),
            ["outputs"] = Files(outputs),
            ["started"] = time.ToString("o"),
            ["ended"] = time.AddSeconds(1).ToString("o"),
            ["counts"] = new JsonObject { ["in"] = 12, ["out"] = 10, ["rejected"] = new JsonObject { ["land"] = 2 } },
            ["results"] = step == "oceanml-validate" ? new JsonObject { ["rmse"] = 0.25, ["slope"] = null } : [],
            ["warnings"] = new JsonArray(),
            ["exit_code"] = code,
        };
        if (failure is not null) json["failure"] = failure;
        var path = Path.Combine(folder, $"record-{sequence}.json");
        File.WriteAllText(path, json.ToJsonString());
        return RunRecordFile.Read(path);
    }

    private string Written(string name, string text)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static List<JsonObject> Graph(CratePackage package) => JsonNode.Parse(package.Graph.ToBytes())!["@graph"]!.AsArray().Select(entity => entity!.AsObject()).ToList();

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.Result);
        return output;
    }

    private const string TinyWorkflow = """
        {"a_galaxy_workflow": "true", "format-version": "0.1", "name": "Tiny", "annotation": "This workflow does little.", "license": "MIT", "release": "0.1", "tags": ["ocean"],
         "creator": [{"class": "Organization", "name": "somebody"}],
         "steps": {
           "0": {"id": 0, "type": "data_input", "label": "Observations", "annotation": "", "tool_state": "{\"optional\": false, \"format\": [\"csv\"]}", "position": {"left": 0, "top": 0}, "workflow_outputs": []},
           "1": {"id": 1, "type": "tool", "label": "Match", "annotation": "", "tool_id": "oceanml_colocate", "tool_version": "0.1.0+galaxy0", "input_connections": {"observations": {"id": 0, "output_name": "output"}},
                 "outputs": [{"name": "matchups", "type": "csv"}], "workflow_outputs": []},
           "2": {"id": 2, "type": "tool", "label": "Validate", "annotation": "", "tool_id": "oceanml_validate", "tool_version": "0.1.0+galaxy0", "input_connections": {"matchups": {"id": 1, "output_name": "matchups"}},
                 "outputs": [{"name": "scores", "type": "json"}], "workflow_outputs": [{"label": "Scores", "output_name": "scores"}]}
         }}
        """;
}
