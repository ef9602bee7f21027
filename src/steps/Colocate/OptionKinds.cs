using System.CommandLine;

namespace OceanML.Steps;

/// <summary>The kinds of option that the phases share.</summary>
internal static class OptionKinds
{
    /// <summary>An option of several words, also separated by commas.</summary>
    public static Option<string[]> Several(string name, string helpName, string description, bool required = false) =>
        new(name) { HelpName = helpName, Description = description, Required = required, AllowMultipleArgumentsPerToken = true };

    /// <summary>An option with a few possible words.</summary>
    public static Option<string> Choice(string name, string standard, string[] values, string description)
    {
        var option = new Option<string>(name) { HelpName = string.Join('|', values), Description = description, DefaultValueFactory = _ => standard };
        option.AcceptOnlyFromAmong(values);
        return option;
    }
}
