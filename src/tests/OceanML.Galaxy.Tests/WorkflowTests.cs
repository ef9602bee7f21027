using System.Security.Cryptography;
using OceanML.Crates;
using YamlDotNet.RepresentationModel;

namespace OceanML.Galaxy.Tests;

/// <summary>Every workflow of the repository: linted, described, and run from end to end on its own test job.</summary>
public class WorkflowTests
{
    public static TheoryData<string> Workflows => WorkflowFolder.All;

    public static TheoryData<string, string> WorkflowsAndRules
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var workflow in WorkflowFolder.All)
            {
                foreach (var rule in WorkflowLint.Rules.Keys) rows.Add(workflow.Data, rule);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(WorkflowsAndRules))]
    public void A_workflow_keeps_a_rule_of_the_linter(string workflow, string rule)
    {
        var problems = WorkflowLint.Rules[rule](new WorkflowFolder(workflow)).ToList();
        Assert.True(problems.Count == 0, string.Join("\n", problems));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Its_test_job_runs_from_end_to_end_and_every_assertion_holds(string workflow)
    {
        var folder = new WorkflowFolder(workflow);
        foreach (var test in folder.Tests().Children.Cast<YamlMappingNode>())
        {
            using var run = new WorkflowRun(folder);
            var outputs = run.Run((YamlMappingNode)test.Children["job"]);
            var problems = new List<string>();
            foreach (var (label, expected) in ((YamlMappingNode)test.Children["outputs"]).Children)
            {
                var asserts = YamlAssertions.Block(((YamlMappingNode)expected).Children[new YamlScalarNode("asserts")]);
                Assert.NotEmpty(asserts.Elements());
                if (!outputs.TryGetValue(label.ToString(), out var output)) problems.Add($"{label}: was not written");
                else problems.AddRange(Check.All(asserts, File.ReadAllBytes(output.Path)).Select(problem => $"{label}: {problem}"));
            }

            Assert.True(problems.Count == 0, string.Join("\n", problems));
        }
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void The_inputs_of_its_test_job_have_the_checksums_it_states(string workflow)
    {
        var folder = new WorkflowFolder(workflow);
        foreach (var file in folder.Tests().AllNodes.OfType<YamlMappingNode>().Where(node => node.Children.TryGetValue(new YamlScalarNode("class"), out var kind) && kind.ToString() == "File"))
        {
            var path = Path.Combine(folder.Folder, file.Children["path"].ToString());
            var hash = (YamlMappingNode)((YamlSequenceNode)file.Children["hashes"]).Children[0];
            Assert.Equal("SHA-256", hash.Children["hash_function"].ToString());
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), hash.Children["hash_value"].ToString());
        }
    }

    /// <summary>Set OCEANML_WRITE=1 to write the abstract CWL, the diagram and the crate again after a change of the workflow.</summary>
    [Theory]
    [MemberData(nameof(Workflows))]
    public void Its_abstract_CWL_diagram_and_crate_are_those_of_the_workflow(string workflow)
    {
        var folder = new WorkflowFolder(workflow);
        Same(Path.Combine(folder.Folder, workflow + ".abstract.cwl"), AbstractCwl.Of(folder.Workflow));
        Same(Path.Combine(folder.Folder, workflow + ".svg"), WorkflowDiagram.Of(folder.Workflow));
        Same(Path.Combine(folder.Folder, CrateGraph.MetadataFile), WorkflowCrate.Of(folder.Folder).Graph.ToString());
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Its_crate_breaks_no_required_rule(string workflow)
    {
        var problems = CrateCheck.Problems(new WorkflowFolder(workflow).Folder, ["workflow", "testing"]).Where(problem => problem.Required).ToList();
        Assert.True(problems.Count == 0, string.Join("\n", problems));
    }

    private static void Same(string path, string wanted)
    {
        if (Environment.GetEnvironmentVariable("OCEANML_WRITE") == "1") File.WriteAllText(path, wanted);
        Assert.True(wanted == File.ReadAllText(path), $"{path} is not what the workflow says now; write it again with OCEANML_WRITE=1 and look at the difference");
    }
}
