using System.Text;
using System.Xml.Linq;

namespace OceanML.Galaxy.Tests;

/// <summary>The assertions themselves: each holds where it should and, as important, fails where it should.</summary>
public class CheckTests
{
    [Theory]
    [InlineData("<has_text text='b'/>", "a\nb\n", true)]
    [InlineData("<has_text text='c'/>", "a\nb\n", false)]
    [InlineData("<has_text text='a' n='2'/>", "a\na\n", true)]
    [InlineData("<has_text text='a' n='3'/>", "a\na\n", false)]
    [InlineData("<has_text text='a' n='3' delta='1'/>", "a\na\n", true)]
    [InlineData("<not_has_text text='a'/>", "b", true)]
    [InlineData("<not_has_text text='a'/>", "ab", false)]
    [InlineData("<has_line line='b'/>", "a\nb\n", true)]
    [InlineData("<has_line line='b'/>", "a\nbc\n", false)]
    [InlineData("<has_line_matching expression='[0-9]+'/>", "a\n12\n", true)]
    [InlineData("<has_line_matching expression='[0-9]+'/>", "a\n12b\n", false)]
    [InlineData("<has_n_lines n='2'/>", "a\nb\n", true)]
    [InlineData("<has_n_lines n='2'/>", "a\nb\nc", false)]
    [InlineData("<has_n_lines min='2'/>", "a\nb\nc", true)]
    [InlineData("<has_n_columns n='3' sep=','/>", "a,b,c\n", true)]
    [InlineData("<has_n_columns n='3'/>", "a,b,c\n", false)]
    [InlineData("<has_size value='3'/>", "abc", true)]
    [InlineData("<has_size size='1k' delta='10'/>", "abc", false)]
    [InlineData("<has_json_property_with_value property='n' value='8'/>", "{\"a\": [{\"n\": 8}]}", true)]
    [InlineData("<has_json_property_with_value property='n' value='8'/>", "{\"a\": [{\"n\": 9}]}", false)]
    [InlineData("<has_json_property_with_value property='n' value='8'/>", "{\"a\": [{\"n\": \"8\"}]}", false)]
    [InlineData("<has_json_property_with_text property='n' text='x'/>", "{\"n\": \"x\"}", true)]
    [InlineData("<has_json_property_with_text property='n' text='x'/>", "n: x", false)]
    [InlineData("<is_valid_xml/>", "<a><b/></a>", true)]
    [InlineData("<is_valid_xml/>", "<a><b></a>", false)]
    [InlineData("<has_n_elements_with_path path='./b' n='2'/>", "<a><b/><b/></a>", true)]
    [InlineData("<has_n_elements_with_path path='./b' n='2'/>", "<a><b/></a>", false)]
    [InlineData("<element_text_is path='./b' text='x'/>", "<a><b>x</b></a>", true)]
    [InlineData("<attribute_is path='./b' attribute='c' text='x'/>", "<a><b c='y'/></a>", false)]
    [InlineData("<has_element_with_path path='.//{http://www.w3.org/2000/svg}rect'/>", "<svg xmlns='http://www.w3.org/2000/svg'><g><rect/></g></svg>", true)]
    [InlineData("<has_archive_member path='.*'/>", "not a zip", false)]
    [InlineData("<has_h5_keys keys='a'/>", "not HDF5", false)]
    [InlineData("<has_unheard_of/>", "a", false)]
    public void An_assertion_holds_and_fails_as_in_Galaxy(string assertion, string content, bool holds)
    {
        var problems = Check.All(new XElement("assert_contents", XElement.Parse(assertion)), Encoding.UTF8.GetBytes(content)).ToList();
        Assert.Equal(holds, problems.Count == 0);
    }
}
