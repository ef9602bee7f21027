namespace OceanML.Galaxy.Tests;

/// <summary>Steps that are still the skeleton's placeholder.</summary>
internal static class Awaited
{
    /// <summary>Skips the test while the step is a placeholder without a wrapper of its own.</summary>
    public static void SkipWhile(string step)
    {
        var folder = Directory.EnumerateDirectories(Path.Combine(SharedData.Repository, "src", "steps")).Single(candidate => Path.GetFileName(candidate).Equals(step, StringComparison.OrdinalIgnoreCase));
        var isPlaceholder = Directory.EnumerateFiles(folder, "*Step.cs").Any(file => File.ReadAllText(file).Contains("Placeholder of the skeleton", StringComparison.Ordinal));
        if (isPlaceholder || !File.Exists(Path.Combine(SharedData.Repository, "tools", "oceanml_" + step, $"oceanml_{step}.xml"))) Assert.Skip($"oceanml-{step} is awaited");
    }
}
