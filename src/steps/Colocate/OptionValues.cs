using System.CommandLine;
using System.Globalization;
using OceanML.CommandLine;
using OceanML.Core;
using OceanML.Formats.Protocols;

namespace OceanML.Steps;

/// <summary>Values of options: as given on the command line, else by the protocol, else their default.</summary>
internal sealed class OptionValues(StepRun run, ProtocolDescription? protocol)
{
    public string Text(Option<string> option) => Protocol(option) is { } words ? words[0] : run.Value(option)!;

    public double? Number(Option<double?> option) => Protocol(option) is { } words
        ? double.TryParse(words[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw NotA("number", option, words[0])
        : run.Value(option);

    public bool Switch(Option<bool> option) => Protocol(option) is { } words
        ? bool.TryParse(words[0], out var value) ? value : throw NotA("true or false", option, words[0])
        : run.Value(option);

    public string[] Names(Option<string[]> option) =>
        [.. (Protocol(option) ?? run.Value(option) ?? []).SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    /// <summary>Identifier of the protocol; null without one.</summary>
    public string? ProtocolName => protocol?.Id;

    /// <summary>Whether the value comes from the protocol.</summary>
    public bool IsByProtocol(Option option) => Protocol(option) is not null;

    /// <summary>Whether the value comes from a built-in protocol, which serves several versions of a product.</summary>
    public bool IsBuiltIn(Option option) => IsByProtocol(option) && ProtocolFile.Names.Contains(protocol!.Id);

    private IReadOnlyList<string>? Protocol(Option option) =>
        protocol is not null && !run.IsGiven(option) && protocol.Options.TryGetValue(option.Name.TrimStart('-'), out var words) && words.Count > 0 ? words : null;

    private OceanException NotA(string kind, Option option, string word) =>
        OceanException.BadInput($"protocol {protocol!.Id}: '{word}' for {option.Name.TrimStart('-')} is not a {kind}");
}
