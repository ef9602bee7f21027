using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>The name and unit of a variable in a series, and how its values get there.</summary>
/// <param name="Name">Column name.</param>
/// <param name="Unit">Unit of the column.</param>
/// <param name="StandardName">CF standard name.</param>
/// <param name="Conversion">From the unit of the field; null where nothing changes.</param>
internal sealed record SeriesNaming(string Name, string? Unit, string? StandardName, UnitConversion? Conversion)
{
    /// <summary>The names of the variables of a field: those of the vocabulary where it knows them and has a conversion that needs no density.</summary>
    /// <remarks>Of two variables for one canonical name the first has it. A band of a spectrum keeps its name, so that one pattern finds all of it.</remarks>
    public static IReadOnlyDictionary<string, SeriesNaming> Of(IReadOnlyList<FieldVariable> variables, Vocabulary? vocabulary)
    {
        var names = new Dictionary<string, SeriesNaming>(StringComparer.Ordinal);
        var taken = variables.Select(variable => variable.Name).ToHashSet();
        foreach (var variable in variables)
        {
            var naming = Canonical(variable, vocabulary);
            if (naming is null || (naming.Name != variable.Name && !taken.Add(naming.Name))) naming = new SeriesNaming(variable.Name, variable.Unit, variable.StandardName, null);
            names[variable.Name] = naming;
        }

        return names;
    }

    private static SeriesNaming? Canonical(FieldVariable variable, Vocabulary? vocabulary)
    {
        if (vocabulary is null || variable.Unit is null || variable.Wavelengths.Count > 0 || (variable.Bands > 1 && variable.Vertical is null)) return null;
        if ((vocabulary.Find(variable.Name) ?? (variable.StandardName is { } name ? vocabulary.Find(name) : null)) is not { } entry) return null;
        if (UnitConversion.Between(variable.Unit, entry.Unit, entry) is not { NeedsDensity: false } conversion) return null;
        return new SeriesNaming(entry.Name, entry.Unit, entry.StandardName ?? variable.StandardName, conversion.IsIdentity ? null : conversion);
    }
}
