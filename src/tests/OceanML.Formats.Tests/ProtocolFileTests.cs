using OceanML.Core;
using OceanML.Formats.Protocols;

namespace OceanML.Formats.Tests;

/// <summary>The built-in protocols hold the numbers of their sources.</summary>
public sealed class ProtocolFileTests
{
    private static readonly string[] Known =
    [
        "within", "box", "radius", "edges", "flags", "variables", "mask", "mask-for", "min-valid", "limit", "outliers", "cv-limit", "cv-of", "geometric", "matches", "several",
        "once", "prefix",
    ];

    private static string Value(string protocol, string option) => string.Join(" ", ProtocolFile.Read(protocol, Known).Options[option]);

    [Theory]
    [InlineData("bailey-werdell-2006", "5", "3h", "0.5", "bw06", "0.15", "405-570nm", "sun_zenith:70 view_zenith:60")]
    [InlineData("eumetsat-standard", "5", "1h", ">0.5", "bw06", "0.2", "560nm", "sun_zenith:70 view_zenith:60")]
    [InlineData("hypernets", "3", "2h", "1", "bw06", "0.2", "560nm", "sun_zenith:70 view_zenith:60")]
    [InlineData("nasa-tutorial", "5", "180min", "0.55", "spectrum", "0.15", "405-570nm", "sun_zenith:70 view_zenith:60")]
    public void Screening_protocols_have_their_published_numbers(
        string protocol, string box, string within, string valid, string outliers, string variation, string bands, string limits)
    {
        Assert.Equal((box, within, valid, outliers), (Value(protocol, "box"), Value(protocol, "within"), Value(protocol, "min-valid"), Value(protocol, "outliers")));
        Assert.Equal((variation, bands, limits, "closest"), (Value(protocol, "cv-limit"), Value(protocol, "cv-of"), Value(protocol, "limit"), Value(protocol, "several")));
    }

    [Fact]
    public void The_ocdb_protocol_keeps_large_extracts_of_a_day_and_level_3_takes_a_day_to_either_side()
    {
        Assert.Equal(("25", "24h", "0", "all"), (Value("ocdb", "box"), Value("ocdb", "within"), Value("ocdb", "min-valid"), Value("ocdb", "matches")));
        Assert.Equal(("3", "1d"), (Value("level3-composite", "box"), Value("level3-composite", "within")));
    }

    [Fact]
    public void The_flags_of_Bailey_and_Werdell_are_those_of_mk_matchup_and_the_tutorial_leaves_out_the_two_of_angles()
    {
        string[] Flags(string protocol) => [.. ProtocolFile.Read(protocol, Known).Options["mask"].Select(word => word[(word.LastIndexOf(':') + 1)..])];
        string[] expected = ["LAND", "HIGLINT", "HILT", "HISATZEN", "HISOLZEN", "STRAYLIGHT", "CLDICE", "ATMFAIL", "LOWLW", "FILTER", "NAVFAIL", "NAVWARN"];
        Assert.Equal(expected, Flags("bailey-werdell-2006"));
        Assert.Equal(expected.Except(["HISATZEN", "HISOLZEN"]), Flags("nasa-tutorial"));
    }

    [Fact]
    public void Every_built_in_protocol_is_well_formed_and_says_what_it_is()
    {
        Assert.Equal(6, ProtocolFile.Names.Count);
        Assert.All(ProtocolFile.Names, name => Assert.True(ProtocolFile.Read(name, Known).Title.Length > 10));
    }

    [Fact]
    public void A_protocol_of_ones_own_is_a_file_with_lists_and_mappings()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("lagoon.yaml", "title: Berre lagoon\noptions:\n  within: 30min\n  mask: {olci*: [CLOUD, LAND], pace*: [CLDICE]}\n  cv-of: [Rrs_560, Rrs_665]\n");
        var protocol = ProtocolFile.Read(path, Known);
        Assert.Equal(("lagoon", "Berre lagoon"), (protocol.Id, protocol.Title));
        Assert.Equal(["olci*:CLOUD", "olci*:LAND", "pace*:CLDICE"], protocol.Options["mask"]);
        Assert.Equal(["Rrs_560", "Rrs_665"], protocol.Options["cv-of"]);
    }

    [Theory]
    [InlineData("options: {boxes: 5}", "no option 'boxes'; it has")]
    [InlineData("option: {box: 5}", "no key 'option'; it has options")]
    [InlineData("title: x", "'options' is missing")]
    [InlineData("options: {box: [5", "not well-formed YAML at line")]
    public void A_protocol_with_a_mistake_is_told_plainly(string yaml, string message)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("p.yaml", yaml);
        var failure = Assert.Throws<OceanException>(() => ProtocolFile.Read(path, Known));
        Assert.Equal(ExitCode.BadInput, failure.Code);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_neither_built_in_nor_a_file_lists_those_there_are() =>
        Assert.Contains("built in are bailey-werdell-2006", Assert.Throws<OceanException>(() => ProtocolFile.Read("bw06", Known)).Message, StringComparison.Ordinal);
}
