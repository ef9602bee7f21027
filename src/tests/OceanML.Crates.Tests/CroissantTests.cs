using System.Diagnostics;
using System.Text.Json.Nodes;
using OceanML.Crates.Croissant;

namespace OceanML.Crates.Tests;

/// <summary>Croissant descriptions: what version 1.0 requires, and what a reader of JSON-LD written by others makes of them.</summary>
public sealed class CroissantTests
{
    private static readonly CroissantDataset Dataset = new(
        "Matchups",
        "matchups.parquet",
        "application/x-parquet",
        1234,
        new string('a', 64),
        [
            new("time", CroissantType.DateTime, "Time (UTC)") { StandardName = "time" },
            new("TEMP LEVEL1 (degree_Celsius)", CroissantType.Float, "Temperature, degree_Celsius") { StandardName = "sea_water_temperature" },
            new("TEMP LEVEL1 [degree_Celsius]", CroissantType.Float, "Another one"),
            new("temperature_label", CroissantType.Text, "Label") { IsLabel = true },
            new("split", CroissantType.Text, "Part") { Splits = ["test", "train"] },
        ])
    {
        Description = "Satellite and floats.",
        License = "https://creativecommons.org/licenses/by/4.0/",
        Url = "https://doi.org/10.17882/42182",
        Creator = "A. Expert",
        DatePublished = "2026-11-23",
        Labels = [("bloom", "Much phytoplankton.", "http://purl.obolibrary.org/obo/ENVO_01000057"), ("storm", "Wind.", null)],
    };

    [Fact]
    public void A_complete_description_has_no_problem() => Assert.Empty(CroissantCheck.Problems(CroissantWriter.Write(Dataset)));

    [Fact]
    public void What_is_not_known_is_left_out_and_told() => Assert.Equal(
        ["license is required and missing", "url is required and missing", "creator is required and missing", "datePublished is required and missing"],
        CroissantCheck.Problems(CroissantWriter.Write(Dataset with { License = null, Url = " ", Creator = null, DatePublished = null })));

    [Fact]
    public void Every_column_is_a_field_with_its_type_and_source()
    {
        var fields = JsonNode.Parse(CroissantWriter.Write(Dataset))!["recordSet"]![2]!["field"]!.AsArray();
        Assert.Equal(["sc:DateTime", "sc:Float", "sc:Float", "[\"sc:Text\",\"cr:Label\"]", "sc:Text"], fields.Select(field => field!["dataType"] is JsonArray list ? list.ToJsonString() : field["dataType"]!.ToString()));
        Assert.Equal(Dataset.Fields.Select(field => field.Column), fields.Select(field => field!["source"]!["extract"]!["column"]!.ToString()));
        Assert.Equal(["rows/TEMP_LEVEL1__degree_Celsius_", "rows/TEMP_LEVEL1__degree_Celsius__2"], fields.Skip(1).Take(2).Select(field => field!["@id"]!.ToString()));
        Assert.Equal("http://vocab.nerc.ac.uk/standard_name/sea_water_temperature/", fields[1]!["equivalentProperty"]!.ToString());
    }

    [Fact]
    public void Labels_and_splits_are_record_sets_of_their_own()
    {
        var sets = JsonNode.Parse(CroissantWriter.Write(Dataset))!["recordSet"]!.AsArray();
        Assert.Equal(["labels", "splits", "rows"], sets.Select(set => set!["@id"]!.ToString()));
        Assert.Equal("cr:TestSplit", sets[1]!["data"]![0]!["splits/url"]!.ToString());
        Assert.Equal("splits/name", sets[2]!["field"]![4]!["references"]!["field"]!["@id"]!.ToString());
    }

    [Theory]
    [InlineData("{", "not well-formed JSON")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("""{"@type": "sc:Thing"}""", "@type is 'sc:Thing'")]
    [InlineData("""{"distribution": [{"@id": "a"}, {"@id": "a"}]}""", "@id 'a' stands there twice")]
    [InlineData("""{"recordSet": [{"@id": "r", "field": [{"@id": "r/x", "dataType": "sc:Text", "source": {"fileObject": {"@id": "b"}, "extract": {"column": "x"}}}]}]}""", "its source 'b' is not in the distribution")]
    public void What_is_wrong_is_told(string text, string problem) => Assert.Contains(CroissantCheck.Problems(text), told => told.Contains(problem, StringComparison.Ordinal));

    [Fact]
    public void The_JSON_LD_reader_of_rdflib_finds_the_columns_types_and_checksum()
    {
        const string script = """
            import sys, rdflib
            graph = rdflib.Graph().parse(data=sys.stdin.read(), format="json-ld", publicID="http://x/")
            C, S = rdflib.Namespace("http://mlcommons.org/croissant/"), rdflib.Namespace("https://schema.org/")
            dataset = graph.value(predicate=rdflib.RDF.type, object=S.Dataset)
            print(graph.value(dataset, rdflib.URIRef("http://purl.org/dc/terms/conformsTo")))
            print(len(set(graph.subjects(rdflib.RDF.type, C.Field))), len(set(graph.subjects(rdflib.RDF.type, C.RecordSet))), len(list(graph.triples((None, C.column, None)))))
            print(sorted(str(o) for o in graph.objects(rdflib.URIRef("http://x/rows/temperature_label"), C.dataType)))
            print(str(graph.value(rdflib.URIRef("http://x/matchups.parquet"), S.sha256)) == "a" * 64)
            """;
        var start = new ProcessStartInfo("/usr/bin/python3", ["-c", script]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var python = Process.Start(start)!;
        python.StandardInput.Write(CroissantWriter.Write(Dataset));
        python.StandardInput.Close();
        var said = python.StandardOutput.ReadToEnd();
        python.WaitForExit();
        Assert.Equal("http://mlcommons.org/croissant/1.0\n10 3 5\n['http://mlcommons.org/croissant/Label', 'https://schema.org/Text']\nTrue\n", said);
    }
}
