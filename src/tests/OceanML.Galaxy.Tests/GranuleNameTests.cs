using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OceanML.Galaxy.Tests;

/// <summary>Identifiers of Galaxy's datasets become names of granules: the same in the three tools of colocation, different where identifiers are.</summary>
public class GranuleNameTests
{
    private static readonly string[] Identifiers = ["8 June", "8_June", "8-June", "8%20June", ".8 June", "..", "8/June", "8'June", "août", "aout", "$(id)", "a*", "a+2", "a", "~", "-a.nc"];

    [Fact]
    public void Different_identifiers_have_different_names_that_a_folder_shows()
    {
        var names = Names("oceanml_colocate", Identifiers);
        Assert.Equal(Identifiers.Length, names.Distinct().Count());
        Assert.All(names, name => Assert.Matches("^[A-Za-z0-9_~%-][A-Za-z0-9_.~%-]*$", name));
        Assert.Equal(["8%20June", "8_June", "8-June", "8%2520June", "%2E8%20June"], names[..5]);
    }

    [Fact]
    public void All_three_tools_name_a_granule_alike()
    {
        var names = Names("oceanml_colocate", Identifiers);
        Assert.Equal(names, Names("oceanml_colocate_assemble", Identifiers));
        Assert.Equal(names, Identifiers.SelectMany(identifier => Names("oceanml_colocate_extract", [identifier])));
    }

    [Fact]
    public void Datasets_of_one_identifier_stay_apart_and_clash_with_no_other() =>
        Assert.Equal(["a", "a+2", "a%2B2", "a+4"], Names("oceanml_colocate", ["a", "a", "a+2", "a"]));

    private static List<string> Names(string tool, string[] identifiers)
    {
        var wrapper = Wrapper.Load(tool);
        JsonObject File(string name, string? identifier = null) => TestValues.File(name, null, identifier);
        var fields = identifiers.Select(identifier => File("failures/text.nc", identifier)).ToArray();
        var given = new JsonObject
        {
            ["observations"] = File("tables/observations.csv"),
            ["fields"] = tool == "oceanml_colocate_extract" ? fields[0] : new JsonArray([.. fields]),
        };
        if (tool == "oceanml_colocate_assemble") given["manifests"] = new JsonArray(File("tables/training.parquet"));
        using var job = new GalaxyJob(wrapper, ToolState.Build(wrapper.Root.Element("inputs")!, given));
        return [.. Regex.Matches(job.Command, "ln -s '[^']*' 'fields/([^']*)'").Select(match => match.Groups[1].Value)];
    }
}
