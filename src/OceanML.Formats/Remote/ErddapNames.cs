using OceanML.Core;
using OceanML.Formats.Vocabularies;

namespace OceanML.Formats.Remote;

/// <summary>Finds variables of a dataset by what users call them.</summary>
internal static class ErddapNames
{
    /// <summary>The failure for a name that is not there: the names that are, nearest first, and their units.</summary>
    public static OceanException Missing(ErddapAddress address, string kind, string name, IReadOnlyList<ErddapVariable> variables)
    {
        var missing = OceanException.Missing(address.Text, kind, name, variables.Select(variable => variable.Name));
        string[] units = [.. variables.Where(variable => variable["units"] is { Length: > 0 }).Select(variable => $"{variable.Name} {variable["units"]}")];
        return units.Length == 0 ? missing : new OceanException(missing.Code, $"{missing.Message} (units: {string.Join(", ", units)})");
    }

    /// <summary>The variables of a name or pattern, else of a CF standard name, else of a canonical name of the vocabulary.</summary>
    public static List<ErddapVariable> Match(IReadOnlyList<ErddapVariable> variables, string name)
    {
        var matching = variables.Where(variable => NamePattern.Matches(name, variable.Name)).ToList();
        if (matching.Count == 0) matching = [.. variables.Where(variable => variable["standard_name"] == name)];
        if (matching.Count == 0 && VocabularyFile.Load().Find(name) is { } entry)
        {
            matching = [.. variables.Where(variable => VocabularyFile.Load().Find(variable.Name)?.Name == entry.Name
                || (entry.StandardName is not null && variable["standard_name"] == entry.StandardName))];
        }

        return matching;
    }
}
