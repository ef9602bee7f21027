using System.Xml.Linq;
using YamlDotNet.RepresentationModel;

namespace OceanML.Galaxy.Tests;

/// <summary>Assertions of a workflow's tests file, in the words of a wrapper's test.</summary>
internal static class YamlAssertions
{
    /// <summary>Both spellings: a mapping by assertion name, or a list of mappings with <c>that</c>.</summary>
    public static XElement Block(YamlNode? asserts)
    {
        var block = new XElement("assert_contents");
        if (asserts is YamlMappingNode byName)
        {
            foreach (var (name, arguments) in byName.Children) block.Add(Assertion(name.ToString(), arguments as YamlMappingNode));
        }
        else if (asserts is YamlSequenceNode list)
        {
            foreach (var item in list.Children.Cast<YamlMappingNode>()) block.Add(Assertion(item.Children["that"].ToString(), item));
        }

        return block;
    }

    private static XElement Assertion(string name, YamlMappingNode? arguments)
    {
        var element = new XElement(name);
        foreach (var (key, value) in arguments?.Children.AsEnumerable() ?? [])
        {
            if (key.ToString() is "asserts" or "children") element.Add(Block(value).Elements());
            else if (key.ToString() != "that") element.SetAttributeValue(key.ToString(), value.ToString());
        }

        return element;
    }
}
