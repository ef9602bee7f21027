using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace OceanML.Galaxy.Tests;

/// <summary>The renderer gives what Galaxy gives, the traps included: defaults, sanitising, optional values, filters.</summary>
public class RendererTests
{
    [Fact]
    public void A_text_loses_what_Galaxy_takes_from_it_unless_a_sanitizer_says_otherwise()
    {
        const string Inputs = "<inputs><param name='a' type='text'/><param name='b' type='text'><sanitizer><valid initial='string.printable'><remove value=\"'\"/></valid></sanitizer></param></inputs>";
        Assert.Equal("X__ob__1__cb____sq__ [1]X", Render(Inputs, "$a $b", """{"a": "é[1]'", "b": "[1]'"}"""));
    }

    [Fact]
    public void An_optional_text_without_value_is_empty_and_false()
    {
        const string Inputs = "<inputs><param name='a' type='text' optional='true'/></inputs>";
        Assert.Equal("[] no", Render(Inputs, "[$a] #if $a#yes#else#no#end if#", "{}"));
    }

    [Fact]
    public void A_boolean_is_its_flag_in_the_command_and_true_or_false_in_a_condition()
    {
        const string Inputs = "<inputs><param name='a' type='boolean' truevalue='--a' falsevalue='' checked='true'/></inputs>";
        Assert.Equal("--a yes", Render(Inputs, "$a #if $a#yes#end if#", "{}"));
        Assert.Equal("", Render(Inputs, "$a#if $a#yes#end if#", """{"a": "false"}"""));
    }

    [Fact]
    public void Line_breaks_of_the_command_become_spaces() => Assert.Equal("a b", Render("<inputs/>", "a\nb\n", "{}"));

    [Fact]
    public void A_conditional_takes_the_branch_of_its_selector()
    {
        const string Inputs = "<inputs><conditional name='c'><param name='s' type='select'><option value='x'>X</option><option value='y'>Y</option></param>"
            + "<when value='x'><param name='n' type='integer' value='3'/></when><when value='y'/></conditional></inputs>";
        Assert.Equal("x 3", Render(Inputs, "$c.s $c.n", "{}"));
        Assert.Equal("y", Render(Inputs, "$c.s#if $c.s == 'x'# $c.n#end if#", """{"c": {"s": "y"}}"""));
    }

    [Theory]
    [InlineData("""{"n": "7"}""", "above 5")]
    [InlineData("""{"n": "x"}""", "not of type integer")]
    [InlineData("""{"s": "z"}""", "not offered")]
    [InlineData("""{"m": "1"}""", "no parameter m")]
    public void A_value_that_Galaxy_would_refuse_is_refused(string given, string words)
    {
        const string Inputs = "<inputs><param name='n' type='integer' value='1' max='5'/><param name='s' type='select'><option value='x'>X</option></param></inputs>";
        var refused = Assert.Throws<InvalidDataException>(() => ToolState.Build(XElement.Parse(Inputs), JsonNode.Parse(given)!.AsObject()));
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    private static string Render(string inputs, string command, string given)
    {
        var state = ToolState.Build(XElement.Parse(inputs), JsonNode.Parse(given)!.AsObject());
        var request = new JsonObject { ["command"] = command, ["configfiles"] = new JsonObject(), ["state"] = state, ["outputs"] = new JsonObject(), ["filters"] = new JsonObject(), ["folder"] = "/tmp" };
        var renderer = Path.Combine(SharedData.Repository, "src", "tests", "OceanML.Galaxy.Tests", "render", "render.py");
        var said = Shell.Run("/usr/bin/python3", [renderer], request.ToJsonString());
        Assert.True(said.ExitCode == 0, said.Error);
        return JsonNode.Parse(said.Output)!["command"]!.GetValue<string>();
    }
}
