using System.CommandLine;
using OceanML.Core;

namespace OceanML.CommandLine;

/// <summary>The options every step has.</summary>
internal sealed class CommonOptions
{
    public Option<string?> Record { get; } = new("--record")
    {
        HelpName = "FILE",
        Description = "Also write a run record (JSON): inputs and outputs with SHA-256, parameters, counts, warnings.",
    };

    public Option<int> Threads { get; } = new("--threads")
    {
        HelpName = "N",
        Description = "Number of threads; default GALAXY_SLOTS, else the cores. Results do not depend on it.",
        DefaultValueFactory = _ => DefaultThreads(),
    };

    public Option<int> Seed { get; } = new("--seed")
    {
        HelpName = "N",
        Description = "Seed of the random numbers; equal seeds give equal bytes.",
        DefaultValueFactory = _ => 1,
    };

    public Option<bool> Version { get; } = new("--version") { Description = "Show the version and stop." };

    public static Option<string?> Output(bool required, string description) =>
        new("--output", "-o") { HelpName = "FILE", Description = description, Required = required };

    private static int DefaultThreads()
    {
        var slots = Environment.GetEnvironmentVariable("GALAXY_SLOTS");
        if (string.IsNullOrEmpty(slots)) return Environment.ProcessorCount;
        return int.TryParse(slots, out var count) && count > 0
            ? count
            : throw OceanException.Usage($"GALAXY_SLOTS is '{slots}', which is not a number of threads");
    }
}
