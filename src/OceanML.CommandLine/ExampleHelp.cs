using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace OceanML.CommandLine;

/// <summary>The help text, with worked examples and the exit codes below it.</summary>
internal sealed class ExampleHelp(HelpAction inner, Step step) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = inner.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        if (step.HelpTextOf(parseResult.CommandResult.Command) is { Length: > 0 } text)
        {
            output.WriteLine(text);
            output.WriteLine();
        }

        output.WriteLine("Examples:");
        foreach (var example in step.ExamplesOf(parseResult.CommandResult.Command)) output.WriteLine("  " + example);
        output.WriteLine();
        output.WriteLine("Exit codes: 0 done, 2 usage, 3 bad input, 4 nothing selected, 5 source or network, 70 internal.");
        return code;
    }
}
