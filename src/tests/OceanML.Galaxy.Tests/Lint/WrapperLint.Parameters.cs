using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace OceanML.Galaxy.Tests;

/// <content>Parameters, outputs and tests.</content>
internal static partial class WrapperLint
{
    private static IEnumerable<string> Inputs(Wrapper tool)
    {
        if (!tool.Params.Any()) yield return "there is no input";
        foreach (var (name, param) in tool.Params)
        {
            var type = (string?)param.Attribute("type");
            if (type is null) yield return $"{name}: no type";
            if (!Regex.IsMatch(name.Split('|')[^1], "^[a-zA-Z_][a-zA-Z0-9_]*$")) yield return $"{name}: not a name that Cheetah can use";
            if (string.IsNullOrWhiteSpace((string?)param.Attribute("label"))) yield return $"{name}: no label";
            if (string.IsNullOrWhiteSpace((string?)param.Attribute("help")) && type != "hidden") yield return $"{name}: no help";
            if (((string?)param.Attribute("label"))?.EndsWith('.') == true) yield return $"{name}: the label ends with a full stop";
            if (type is "data" or "data_collection")
            {
                var formats = ((string?)param.Attribute("format") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
                if (formats.Length == 0) yield return $"{name}: no format";
                foreach (var unknown in formats.Where(format => !Datatypes.Contains(format))) yield return $"{name}: '{unknown}' is not a datatype of Galaxy";
                if (formats.Contains("netcdf") && !formats.Contains("h5")) yield return $"{name}: netCDF-4 uploads are h5 in Galaxy; say netcdf,h5";
            }

            if (param.Attribute("argument") is { } argument && (string?)param.Attribute("name") == argument.Value.TrimStart('-').Replace('-', '_')) yield return $"{name}: the name follows from the argument; leave it out";
            if (type is "integer" or "float" && (string?)param.Attribute("optional") != "true" && string.IsNullOrEmpty((string?)param.Attribute("value"))) yield return $"{name}: a number needs a value, or to be optional";
            if (type == "boolean" && (param.Attribute("truevalue") is null) != (param.Attribute("falsevalue") is null)) yield return $"{name}: truevalue and falsevalue belong together";
            if (param.Attribute("area") is not null && type != "text") yield return $"{name}: area belongs to text";
        }

        foreach (var twice in tool.Params.GroupBy(param => param.Name).Where(group => group.Count() > 1 && !group.Key.Contains('|'))) yield return $"{twice.Key}: occurs more than once";
        foreach (var clash in tool.Outputs.Select(output => (string)output.Attribute("name")!).Intersect(tool.Params.Select(param => param.Name))) yield return $"{clash}: is an input and an output";
    }

    private static IEnumerable<string> InputsUsed(Wrapper tool)
    {
        var templates = tool.Command + string.Concat(tool.Root.Elements("configfiles").Elements().Select(file => file.Value))
            + string.Concat(tool.Outputs.SelectMany(output => output.DescendantNodes().OfType<XText>()).Select(text => text.Value));
        foreach (var (name, _) in tool.Params)
        {
            if (!Regex.IsMatch(templates, @"\b" + Regex.Escape(name.Split('|')[^1]) + @"\b")) yield return $"{name}: is not used in the command";
        }
    }

    private static IEnumerable<string> Selects(Wrapper tool)
    {
        foreach (var (name, param) in tool.Params.Where(param => (string?)param.Param.Attribute("type") == "select"))
        {
            var options = param.Elements("option").ToList();
            if (options.Count == 0 && param.Element("options") is null) yield return $"{name}: no options";
            foreach (var twice in options.GroupBy(option => (string?)option.Attribute("value")).Where(group => group.Count() > 1)) yield return $"{name}: the value '{twice.Key}' occurs twice";
            foreach (var twice in options.GroupBy(option => option.Value).Where(group => group.Count() > 1)) yield return $"{name}: the text '{twice.Key}' occurs twice";
            foreach (var silent in options.Where(option => option.Value.Trim().Length == 0)) yield return $"{name}: an option has no text";
            if ((string?)param.Attribute("multiple") == "true" && param.Attribute("optional") is null) yield return $"{name}: several may be chosen, so say whether none may: optional";
            if (options.Count(option => (string?)option.Attribute("selected") == "true") > 1 && (string?)param.Attribute("multiple") != "true") yield return $"{name}: several options are selected";
        }
    }

    private static IEnumerable<string> Conditionals(Wrapper tool)
    {
        foreach (var conditional in tool.Root.Element("inputs")!.Descendants("conditional"))
        {
            var name = Wrapper.NameOf(conditional);
            var selector = conditional.Elements().First();
            if ((string?)selector.Attribute("type") != "select") yield return $"{name}: a conditional is chosen by a select";
            if ((string?)selector.Attribute("optional") == "true") yield return $"{name}: the selector may not be optional";
            var offered = selector.Elements("option").Select(option => (string?)option.Attribute("value")).ToHashSet();
            var handled = conditional.Elements("when").Select(when => (string?)when.Attribute("value")).ToHashSet();
            foreach (var missing in offered.Except(handled)) yield return $"{name}: no <when> for '{missing}'";
            foreach (var extra in handled.Except(offered)) yield return $"{name}: a <when> for '{extra}', which is not offered";
        }
    }

    private static IEnumerable<string> Texts(Wrapper tool)
    {
        foreach (var (name, param) in tool.Params.Where(param => (string?)param.Param.Attribute("type") == "text"))
        {
            if (param.Element("validator") is null) yield return $"{name}: free text needs a validator";
            if ((string?)param.Attribute("optional") == "true" && (string?)param.Attribute("value") == "") yield return $"{name}: an optional text needs no empty value";
            foreach (var regex in param.Elements("validator").Where(validator => (string?)validator.Attribute("type") == "regex"))
            {
                if (string.IsNullOrWhiteSpace((string?)regex.Attribute("message"))) yield return $"{name}: the validator has no message";
            }
        }
    }

    // Without a sanitizer Galaxy leaves these as they are and replaces all others.
    private const string LeftAlone = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -=_.()/+*^,:?!";

    private static IEnumerable<string> Sanitizers(Wrapper tool)
    {
        foreach (var (name, param) in tool.Params.Where(param => (string?)param.Param.Attribute("type") == "text" && param.Param.Element("sanitizer") is null))
        {
            foreach (var pattern in param.Elements("validator").Where(validator => (string?)validator.Attribute("type") == "regex").Select(validator => validator.Value))
            {
                var lost = string.Concat(Enumerable.Range(32, 95).Select(code => (char)code).Where(c => !LeftAlone.Contains(c, StringComparison.Ordinal) && Accepts(pattern, c)));
                if (lost.Length > 0) yield return $"{name}: the validator accepts {lost}, which Galaxy replaces; it needs a <sanitizer>";
            }
        }
    }

    // By its character classes and the literals between them.
    private static bool Accepts(string pattern, char c)
    {
        var classes = Regex.Matches(pattern, @"\\.|\[(?:\\.|[^\]\\])*\]").Select(match => match.Value).ToList();
        var literals = Regex.Replace(pattern, @"\\.|\[(?:\\.|[^\]\\])*\]", "");
        return classes.Exists(one => Regex.IsMatch(c.ToString(), "^" + one + "$")) || literals.Contains('.', StringComparison.Ordinal)
            || (!@"\[]{}()|^$*+?.".Contains(c, StringComparison.Ordinal) && literals.Contains(c, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Outputs(Wrapper tool)
    {
        if (!tool.Outputs.Any()) yield return "there is no output";
        foreach (var output in tool.Outputs)
        {
            var name = (string?)output.Attribute("name") ?? "?";
            var label = (string?)output.Attribute("label") ?? "";
            if (!label.StartsWith("${tool.name} on ${on_string}", StringComparison.Ordinal)) yield return $"{name}: the label should start with ${{tool.name}} on ${{on_string}}";
            if (output.Name == "data" && output.Attribute("format") is null && output.Attribute("format_source") is null) yield return $"{name}: no format";
            if ((string?)output.Attribute("format") is { } format && !Datatypes.Contains(format)) yield return $"{name}: '{format}' is not a datatype of Galaxy";
            foreach (var changed in output.Descendants("when").Select(when => (string?)when.Attribute("format")).Where(changed => changed is null || !Datatypes.Contains(changed))) yield return $"{name}: changes to '{changed}', which is not a datatype of Galaxy";
            if (output.Name == "collection" && output.Attribute("type") is null) yield return $"{name}: a collection needs a type";
        }

        foreach (var twice in tool.Outputs.GroupBy(output => (string?)output.Attribute("label")).Where(group => group.Count() > 1)) yield return $"the label '{twice.Key}' occurs twice";
    }

    private static IEnumerable<string> OutputsUsed(Wrapper tool)
    {
        foreach (var output in tool.Outputs.Where(output => output.Attribute("from_work_dir") is null && output.Element("discover_datasets") is null))
        {
            var name = (string)output.Attribute("name")!;
            if (!Regex.IsMatch(tool.Command, @"\$\{?" + Regex.Escape(name) + @"\b")) yield return $"{name}: nothing in the command writes it";
        }

        foreach (var output in tool.Outputs.Where(output => output.Attribute("from_work_dir") is not null))
        {
            if (!tool.Command.Contains(((string)output.Attribute("from_work_dir")!).Split('/')[0], StringComparison.Ordinal)) yield return $"{(string?)output.Attribute("name")}: the command does not write {(string?)output.Attribute("from_work_dir")}";
        }
    }

    private static IEnumerable<string> Tests(Wrapper tool)
    {
        if (tool.Tests.Count == 0) yield return "there is no test";
        if (!tool.Tests.Any(test => (string?)test.Attribute("expect_failure") == "true" && test.Element("assert_stderr") is not null)) yield return "no test expects a failure and reads its message";
        string[] numeric = ["has_line_matching", "has_json_property_with_value", "has_json_property_with_text", "has_n_lines", "has_n_columns", "has_h5_keys", "has_line"];
        if (!tool.Tests.Any(test => test.Descendants().Any(assertion => numeric.Contains(assertion.Name.LocalName)))) yield return "no test asserts a number or a line of an output";
        var number = 0;
        foreach (var test in tool.Tests)
        {
            number++;
            if ((string?)test.Attribute("expect_failure") == "true") continue;
            if (test.Attribute("expect_num_outputs") is null) yield return $"test {number}: expect_num_outputs is missing";
            if (!test.Elements().Any(element => element.Name.LocalName is "output" or "output_collection")) yield return $"test {number}: no output is checked";
            foreach (var output in test.Elements("output").Concat(test.Elements("output_collection")))
            {
                var name = (string?)output.Attribute("name");
                if (!tool.Outputs.Any(declared => (string?)declared.Attribute("name") == name)) yield return $"test {number}: there is no output {name}";
                if ((string?)output.Attribute("ftype") is { } type && !Datatypes.Contains(type)) yield return $"test {number}: '{type}' is not a datatype of Galaxy";
                if (output.Name == "output" && !output.HasElements && output.Attribute("file") is null && output.Attribute("value") is null) yield return $"test {number}: nothing is asserted of {name}";
            }
        }
    }

    private static IEnumerable<string> TestParams(Wrapper tool)
    {
        var number = 0;
        foreach (var test in tool.Tests)
        {
            number++;
            string? problem = null;
            try
            {
                var inputs = tool.Root.Element("inputs")!;
                var values = TestValues.Of(test);
                TestValues.ResolveData(inputs, values, test);
                ToolState.Build(inputs, values);
            }
            catch (InvalidDataException exception)
            {
                problem = exception.Message;
            }

            if (problem is not null) yield return $"test {number}: {problem}";
        }
    }
}
