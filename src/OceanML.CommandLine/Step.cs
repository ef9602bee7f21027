using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using OceanML.Core;

namespace OceanML.CommandLine;

/// <summary>
/// One step of the chain as an executable: its options, the options common to all, and what it does. A step turns options into
/// calls of the libraries and the results into files; it holds no science.
/// </summary>
/// <remarks>
/// Errors become one line on standard error and a documented exit code (<see cref="ExitCode"/>); outputs appear whole or not at
/// all (<see cref="StepRun.Write"/>); every run can leave a record (<c>--record</c>).
/// </remarks>
public abstract class Step
{
    private readonly List<string> examples = [];
    private readonly List<Step> subcommands = [];
    private readonly Command command;

    /// <summary>Declares a step.</summary>
    /// <param name="name">Its name after <c>oceanml-</c>, or of the subcommand.</param>
    /// <param name="description">One sentence in plain words: what happens to the data.</param>
    protected Step(string name, string description)
    {
        Name = name;
        command = new Command(name, description);
    }

    /// <summary>Its name after <c>oceanml-</c>.</summary>
    public string Name { get; }

    /// <summary>Whether <c>--output</c> must be given. True unless the step says otherwise.</summary>
    protected virtual bool OutputRequired => true;

    /// <summary>What <c>--output</c> names, for the help text.</summary>
    protected virtual string OutputDescription => "File to write; it appears whole or not at all.";

    /// <summary>Whether the step draws random numbers and so has <c>--seed</c>.</summary>
    protected virtual bool UsesSeed => false;

    /// <summary>Runs the step with the arguments of the command line and returns the exit code.</summary>
    public int Run(string[] arguments)
    {
        var root = new RootCommand(command.Description!);
        var common = new CommonOptions();
        if (DoesSomethingItself)
        {
            foreach (var option in command.Options) root.Options.Add(option);

            // What a subcommand is given is its own: in its help and its messages the step's arguments would come first.
            var isSubcommand = subcommands.Exists(subcommand => arguments.FirstOrDefault() == subcommand.Name);
            foreach (var argument in command.Arguments.Where(_ => !isSubcommand)) root.Arguments.Add(argument);
            Attach(root, common, this, arguments);
        }

        foreach (var subcommand in subcommands)
        {
            root.Subcommands.Add(subcommand.command);
            Attach(subcommand.command, common, this, arguments, subcommand);
        }

        for (var i = root.Options.Count - 1; i >= 0; i--)
        {
            if (root.Options[i] is VersionOption) root.Options.RemoveAt(i);
        }

        if (arguments is ["--version"])
        {
            Console.Out.WriteLine($"oceanml-{Name} {StepVersion.Current}");
            return (int)ExitCode.Done;
        }

        root.Options.Add(common.Version);
        var helpOption = root.Options.OfType<HelpOption>().First();
        helpOption.Action = new ExampleHelp((HelpAction)helpOption.Action!, this);
        var result = root.Parse(arguments.Length == 0 ? ["--help"] : arguments);
        if (result.Errors.Count > 0 && result.Action is not ExampleHelp)
        {
            Console.Error.WriteLine($"oceanml-{Name}: {Plain(result.Errors[0].Message)}; see oceanml-{Name} --help");
            return (int)ExitCode.Usage;
        }

        if (UnknownOption(result) is { } unknown)
        {
            Console.Error.WriteLine($"oceanml-{Name}: there is no option {unknown}; see oceanml-{Name} --help");
            return (int)ExitCode.Usage;
        }

        return result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    /// <summary>What a newcomer must know beyond the options, e.g. how subcommands belong together; printed in the help text, empty for nothing.</summary>
    protected virtual string HelpText => "";

    internal string HelpTextOf(Command shown) =>
        shown is RootCommand || subcommands.Count == 0 ? HelpText : subcommands.Find(subcommand => subcommand.command == shown)?.HelpText ?? "";

    /// <summary>What the step does with its options.</summary>
    protected abstract void Execute(StepRun run);

    /// <summary>Declares options and arguments, in the order of the help text.</summary>
    protected void Add(params IEnumerable<Symbol> symbols)
    {
        foreach (var symbol in symbols)
        {
            if (symbol is Option option) command.Options.Add(option);
            else command.Arguments.Add((Argument)symbol);
        }
    }

    /// <summary>Declares a subcommand, e.g. <c>access argo</c>; a step with subcommands and no options does nothing by itself.</summary>
    protected void Add(Step subcommand) => subcommands.Add(subcommand);

    /// <summary>Declares a line for the help text that works as written.</summary>
    protected void AddExample(string line) => examples.Add(line);

    internal IEnumerable<string> ExamplesOf(Command shown) =>
        (shown is RootCommand || subcommands.Count == 0 ? examples : [])
            .Concat(subcommands.Where(subcommand => shown is RootCommand || subcommand.command == shown).SelectMany(subcommand => subcommand.examples));

    private bool DoesSomethingItself => subcommands.Count == 0 || command.Options.Count > 0 || command.Arguments.Count > 0;

    /// <summary>A parser message without the names of .NET types.</summary>
    private static string Plain(string message) => message.TrimEnd('.')
        .Replace("as expected type 'System.Int32'", "as a whole number", StringComparison.Ordinal)
        .Replace("as expected type 'System.Double'", "as a number", StringComparison.Ordinal)
        .Replace("as expected type 'System.", "as '", StringComparison.Ordinal);

    // Options and arguments that take several words would take a mistyped option for one of them.
    private static string? UnknownOption(ParseResult result) =>
        result.Tokens.Where(token => token.Type == TokenType.Argument && token.Value.StartsWith("--", StringComparison.Ordinal) && token.Value.Length > 2)
            .Select(token => token.Value).FirstOrDefault(value => !File.Exists(value));

    private static void Attach(Command target, CommonOptions common, Step program, string[] arguments, Step? subcommand = null)
    {
        var step = subcommand ?? program;
        var output = CommonOptions.Output(step.OutputRequired, step.OutputDescription);
        target.Options.Add(output);
        target.Options.Add(common.Record);
        target.Options.Add(common.Threads);
        if (step.UsesSeed) target.Options.Add(common.Seed);
        target.SetAction(result =>
        {
            var run = new StepRun(program.Name, subcommand?.Name, arguments, result, common, output, target);
            return run.Perform(step.Execute);
        });
    }
}
