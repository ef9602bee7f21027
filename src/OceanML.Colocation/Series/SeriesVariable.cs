using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>What is known of a column of the series, from the first field that has it.</summary>
internal sealed record SeriesVariable(FieldVariable Variable, SeriesNaming Naming, FieldProvenance Provenance, string Product, string Field, string Origin)
{
    /// <summary>Unit, names and source of the column.</summary>
    public ColumnMetadata Metadata => new(Naming.Unit, Naming.StandardName, Variable.LongName, Source: Source, Wavelength: Variable.Wavelengths is [var only] ? only : null);

    /// <summary>What became of its name and unit, in words; null where they are those of the field.</summary>
    public string? Renamed => Naming.Name == Variable.Name && Naming.Conversion is null ? null
        : $"{Variable.Name} ({Variable.Unit}) is {Naming.Name} ({Naming.Unit}){(Naming.Conversion is { } conversion ? $": {conversion.Arithmetic}" : "")}";

    // The name and unit in the file travel with the values.
    private string Source => string.Join("; ", new[] { Provenance.Source ?? Provenance.Title, Product == "cf-grid" || Product == "cf-curvilinear" ? null : Product, Variable.CellMethods is { } methods ? $"cell_methods: {methods}" : null, Naming.Name != Variable.Name || Naming.Conversion is not null ? $"{Variable.Name} in {Variable.Unit}" : null }.OfType<string>());
}
