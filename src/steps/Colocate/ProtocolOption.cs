using System.CommandLine;
using OceanML.CommandLine;
using OceanML.Formats.Protocols;

namespace OceanML.Steps;

/// <summary>The option that names a matchup protocol.</summary>
internal sealed class ProtocolOption
{
    public Option<string?> Option { get; } = new("--protocol")
    {
        HelpName = "NAME|FILE",
        Description = $"Matchup protocol that gives the values of the options below; those given here win. Built in: {string.Join(", ", ProtocolFile.Names)}; or a YAML file of your own.",
    };

    /// <summary>The values of the options.</summary>
    /// <param name="run">The run.</param>
    /// <param name="options">The options that a protocol may set.</param>
    public OptionValues Values(StepRun run, IEnumerable<Symbol> options)
    {
        if (run.Value(Option) is not { } name) return new OptionValues(run, null);
        if (!ProtocolFile.Names.Contains(name) && File.Exists(name)) run.Input(name);
        var protocol = ProtocolFile.Read(name, [.. options.Select(option => option.Name.TrimStart('-'))]);
        run.Log($"protocol: {protocol.Title}{(protocol.Reference is { } reference ? $" ({reference})" : "")}");
        return new OptionValues(run, protocol);
    }
}
