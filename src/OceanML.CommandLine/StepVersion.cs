using System.Reflection;

namespace OceanML.CommandLine;

/// <summary>The version of the collection, the same for every step.</summary>
public static class StepVersion
{
    /// <summary>Semantic version, e.g. <c>0.1.0</c>.</summary>
    public static string Current { get; } =
        typeof(StepVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
}
