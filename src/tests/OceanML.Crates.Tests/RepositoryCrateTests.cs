using OceanML.Tests;

namespace OceanML.Crates.Tests;

/// <summary>The repository's own ro-crate-metadata.json. Set OCEANML_WRITE=1 to write it again after something was added.</summary>
public class RepositoryCrateTests
{
    private static readonly string Metadata = Path.Combine(SharedData.Repository, CrateGraph.MetadataFile);

    [Fact]
    public void The_repository_lists_the_workflows_tools_and_containers_that_exist()
    {
        var wanted = RepositoryCrate.Of(SharedData.Repository).ToString();
        if (Environment.GetEnvironmentVariable("OCEANML_WRITE") == "1") File.WriteAllText(Metadata, wanted);
        Assert.True(wanted == File.ReadAllText(Metadata), $"{Metadata} does not list what is there now; write it again with OCEANML_WRITE=1 and look at the difference");
    }

    [Fact]
    public void The_crate_of_the_repository_breaks_no_rule_and_every_part_is_there()
    {
        var problems = CrateCheck.Problems(Metadata);
        Assert.True(problems.Count == 0, string.Join("\n", problems));
    }
}
