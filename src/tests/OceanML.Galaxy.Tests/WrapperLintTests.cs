using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace OceanML.Galaxy.Tests;

/// <summary>What an IUC reviewer's linter would say of every wrapper.</summary>
public class WrapperLintTests
{
    private static readonly Lazy<XmlSchemaSet> Schema = new(() =>
    {
        var set = new XmlSchemaSet();
        using var reader = XmlReader.Create(SharedData.Path("schemas/galaxy_xsd/galaxy-24.2.dev0.xsd"));
        set.Add(null, reader);
        set.Compile();
        return set;
    });

    public static TheoryData<string> Tools => Wrapper.All;

    public static TheoryData<string, string> ToolsAndRules
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var tool in Wrapper.All)
            {
                foreach (var rule in WrapperLint.Rules.Keys) rows.Add(tool.Data, rule);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(ToolsAndRules))]
    public void A_wrapper_keeps_a_rule_of_the_linter(string tool, string rule)
    {
        var problems = WrapperLint.Rules[rule](Wrapper.Load(tool)).ToList();
        Assert.True(problems.Count == 0, string.Join("\n", problems));
    }

    [Theory]
    [MemberData(nameof(Tools))]
    public void A_wrapper_with_its_macros_expanded_is_valid_by_Galaxys_schema(string tool)
    {
        // XmlSchemaSet wants to know where a text came from: validate what is written, not the tree in memory.
        var problems = new List<string>();
        var document = XDocument.Parse(Wrapper.Load(tool).Document.ToString());
        document.Validate(Schema.Value, (_, problem) => problems.Add(problem.Message));
        Assert.True(problems.Count == 0, string.Join("\n", problems));
    }

    [Theory]
    [MemberData(nameof(Tools))]
    public void A_wrapper_is_what_planemo_format_would_write(string tool) => AssertFormatted(Wrapper.Load(tool).FilePath);

    [Fact]
    public void The_shared_macros_are_what_planemo_format_would_write() => AssertFormatted(Path.Combine(SharedData.Repository, "tools", "macros.xml"));

    [Fact]
    public void The_macros_that_a_folder_shares_are_what_planemo_format_would_write()
    {
        foreach (var path in Wrapper.Folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*_macros.xml"))) AssertFormatted(path);
    }

    [Theory]
    [MemberData(nameof(Tools))]
    public void The_help_is_valid_reStructuredText(string tool)
    {
        const string Program = """
            import sys, docutils.core, docutils.utils
            problems = []
            docutils.core.publish_doctree(sys.stdin.read(), settings_overrides={"report_level": 2, "halt_level": 5, "warning_stream": None, "file_insertion_enabled": False})
            """;
        var help = Wrapper.Load(tool).Root.Element("help")!.Value;
        if (Shell.Run("/usr/bin/python3", ["-c", "import docutils"]).ExitCode != 0) Assert.Skip("python3-docutils is not installed");
        var said = Shell.Run("/usr/bin/python3", ["-c", Program.Replace("\"warning_stream\": None", "\"warning_stream\": sys.stderr", StringComparison.Ordinal)], help);
        Assert.True(said.ExitCode == 0 && said.Error.Length == 0, said.Error);
    }

    [Theory]
    [MemberData(nameof(Tools))]
    public void A_wrapper_shares_the_macros_through_a_link(string tool)
    {
        var link = new FileInfo(Path.Combine(Wrapper.Load(tool).Folder, "macros.xml"));
        Assert.Equal("../macros.xml", link.LinkTarget);
    }

    /// <summary>planemo format: parse with lxml, indent by four spaces, write with the content of CDATA kept.</summary>
    private static void AssertFormatted(string path)
    {
        const string Program = """
            import sys
            from lxml import etree
            tree = etree.parse(sys.argv[1], etree.XMLParser(strip_cdata=False, remove_blank_text=True))
            etree.indent(tree, "    ")
            sys.stdout.write(etree.tostring(tree, encoding="unicode", pretty_print=True))
            """;
        var said = Shell.Run("/usr/bin/python3", ["-c", Program, path]);
        Assert.Equal(0, said.ExitCode);
        Assert.Equal(said.Output, File.ReadAllText(path));
    }
}
