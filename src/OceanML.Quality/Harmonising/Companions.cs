namespace OceanML.Quality;

/// <summary>Columns that belong to a variable and share its name: <c>v_qc</c>, <c>v_sigma</c> and so on.</summary>
public static class Companions
{
    private static readonly string[] Endings = ["_qc", "_qc_tests", "_sigma", "_mode", "_origin", "_label"];

    /// <summary>What the name has behind that of the variable, or null where it is no companion of it.</summary>
    public static string? Ending(string name, string variable) =>
        name.Length > variable.Length && name.StartsWith(variable, StringComparison.Ordinal) && Endings.Contains(name[variable.Length..].ToLowerInvariant())
            ? name[variable.Length..].ToLowerInvariant()
            : null;

    /// <summary>Whether a name ends like that of a companion, and names the variable it would belong to.</summary>
    public static bool IsCompanion(string name, Func<string, bool> isVariable)
    {
        foreach (var ending in Endings)
        {
            if (name.Length > ending.Length && name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) && isVariable(name[..^ending.Length])) return true;
        }

        return false;
    }
}
