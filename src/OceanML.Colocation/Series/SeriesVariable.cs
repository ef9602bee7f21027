using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>What is known of a column of the series, from the first field that has it.</summary>
internal sealed record SeriesVariable(FieldVariable Variable, FieldProvenance Provenance, string Product, string Field, string Origin)
{
    /// <summary>Unit, names and source of the column.</summary>
    public ColumnMetadata Metadata => new(Variable.Unit, Variable.StandardName, Variable.LongName, Source: Source, Wavelength: Variable.Wavelengths is [var only] ? only : null);

    private string Source => string.Join("; ", new[] { Provenance.Source ?? Provenance.Title, Product == "cf-grid" || Product == "cf-curvilinear" ? null : Product, Variable.CellMethods is { } methods ? $"cell_methods: {methods}" : null }.OfType<string>());
}
