using OceanML.Core;
using OceanML.Formats.Vocabularies;

namespace OceanML.Formats.Tests.Vocabularies;

public sealed class VocabularyTests
{
    private static readonly Vocabulary Known = VocabularyFile.Load();

    [Fact]
    public void A_name_means_one_thing()
    {
        var owners = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in Known.Entries)
        {
            foreach (var name in entry.Aliases.Values.SelectMany(names => names).Append(entry.Name))
            {
                Assert.False(owners.TryGetValue(name, out var owner) && owner != entry.Name, $"'{name}' stands for {owners.GetValueOrDefault(name)} and {entry.Name}");
                owners[name] = entry.Name;
            }
        }
    }

    [Fact]
    public void A_standard_name_means_one_thing()
    {
        var names = Known.Entries.Where(entry => entry.StandardName is not null).ToList();
        Assert.Equal(names.Count, names.Select(entry => entry.StandardName).Distinct().Count());
    }

    [Fact]
    public void Canonical_names_are_good_column_names() =>
        Assert.All(Known.Entries, entry => Assert.Matches("^[a-z][a-z0-9_]*$", entry.Name));

    [Theory]
    [InlineData("CHLA", "chlorophyll")]
    [InlineData("chlor_a", "chlorophyll")]
    [InlineData("CHL_NN", "chlorophyll")]
    [InlineData("mass_concentration_of_chlorophyll_in_sea_water", "chlorophyll")]
    [InlineData("DOXY", "oxygen")]
    [InlineData("CTDOXY", "oxygen")]
    [InlineData("DOX1", "oxygen_volume")]
    [InlineData("psal", "salinity")]
    [InlineData("BBP700", "bbp700")]
    [InlineData("PH_IN_SITU_TOTAL", "ph")]
    [InlineData("lat", "latitude")]
    [InlineData("LONGITUDE", "longitude")]
    [InlineData("JULD", "time")]
    [InlineData("DEPH", "depth")]
    [InlineData("Rrs_412", "rrs412")]
    public void Names_of_the_sources_are_known(string alias, string canonical) => Assert.Equal(canonical, Known.Find(alias)?.Name);

    [Fact]
    public void Units_and_ranges_are_those_of_the_argo_tables()
    {
        var oxygen = Known.Find("DOXY")!;
        Assert.Equal("umol kg-1", oxygen.Unit);
        Assert.InRange(0, oxygen.Minimum, oxygen.Maximum);
        Assert.Equal("mg m-3", Known.Find("CHLA")!.Unit);
    }

    [Theory]
    [InlineData("a: 1", "is not a list of variables")]
    [InlineData("- unit: m", "an entry needs a name")]
    [InlineData("- name: x", "'x' needs a unit")]
    [InlineData("- {name: x, unit: m, range: [2, 1]}", "the range of 'x' must be two numbers, the smaller first")]
    [InlineData("- {name: x, unit: [}", "line 1")]
    public void A_broken_vocabulary_says_where_it_is_broken(string yaml, string message)
    {
        var failure = Assert.Throws<OceanException>(() => VocabularyFile.Parse(new StringReader(yaml), "mine.yaml"));
        Assert.Equal(ExitCode.BadInput, failure.Code);
        Assert.StartsWith("mine.yaml", failure.Message, StringComparison.Ordinal);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }
}
