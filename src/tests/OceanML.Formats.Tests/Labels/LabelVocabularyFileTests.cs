using OceanML.Core;
using OceanML.Formats.Labels;

namespace OceanML.Tests.Formats.Labels;

/// <summary>Label vocabularies, ours and those of users.</summary>
public sealed class LabelVocabularyFileTests
{
    [Fact]
    public void Every_built_in_label_has_a_definition_and_where_it_has_one_a_resolvable_URI_with_its_title()
    {
        var terms = LabelVocabularyFile.Load().Terms;
        Assert.All(terms, term =>
        {
            Assert.EndsWith(".", term.Definition, StringComparison.Ordinal);
            Assert.Equal(term.Uri is null, term.UriTitle is null);
            Assert.Matches("^[a-z]+(-[a-z]+)*$", term.Name);
        });
        Assert.All(["bloom", "hab", "storm", "upwelling", "cascading", "marine-heatwave", "river-plume", "sensor-drift", "biofouling", "maintenance", "calibration", "resuspension", "stratification", "mixing"], name => Assert.NotNull(LabelVocabularyFile.Load().Find(name)));
    }

    [Fact]
    public void No_name_means_two_labels()
    {
        var names = LabelVocabularyFile.Load().Terms.SelectMany(term => term.Aliases.Append(term.Name)).ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void A_file_adds_labels_and_replaces_those_of_the_same_name()
    {
        var vocabulary = LabelVocabularyFile.Load([SharedData.TestData("labels/own_labels.yaml")]);
        Assert.Equal("mucilage", vocabulary.Find("Mare sporco")?.Name);
        Assert.StartsWith("Mean wind", vocabulary.Find("storm")!.Definition, StringComparison.Ordinal);
        Assert.Equal(LabelVocabularyFile.Load().Terms.Count + 1, vocabulary.Terms.Count);
    }

    [Theory]
    [InlineData("labels: [{name: a b, kind: phenomenon, definition: x}]", "one word in lower case")]
    [InlineData("labels: [{name: a, kind: miracle, definition: x}]", "'kind' must be one of phenomenon, instrument, operation")]
    [InlineData("labels: [{name: a, kind: phenomenon}]", "label 'a': needs a definition")]
    [InlineData("labels: [{name: a, kind: phenomenon, definition: x, url: y}]", "label 'a': no key 'url'; it has uri")]
    [InlineData("labels: [{name: a, kind: phenomenon, definition: x}, {name: a, kind: phenomenon, definition: x}]", "stands there twice")]
    [InlineData("confidence: {sure: 80}", "must be a number from 0 to 1")]
    [InlineData("- a", "one YAML mapping")]
    [InlineData("labels: [", "not well-formed YAML")]
    [InlineData("{}", "'labels' is missing")]
    public void What_is_no_vocabulary_is_refused(string yaml, string message)
    {
        var failure = Assert.Throws<OceanException>(() => LabelVocabularyFile.Parse(new StringReader(yaml), "own.yaml"));
        Assert.StartsWith("own.yaml: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }
}
