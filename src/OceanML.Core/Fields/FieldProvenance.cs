namespace OceanML.Core;

/// <summary>Where the values of a field come from.</summary>
/// <param name="Origin">Value of a column <c>v_origin</c>: measured (satellite), estimated (gap-filled analysis of measurements), simulated (model, reanalysis); null where the file does not tell.</param>
/// <param name="Title">Title of the dataset, or null.</param>
/// <param name="Source">Model, run or sensor, or null.</param>
/// <param name="Licence">Licence, or null.</param>
public sealed record FieldProvenance(string? Origin, string? Title, string? Source, string? Licence)
{
    /// <summary>Nothing known.</summary>
    public static readonly FieldProvenance Unknown = new(null, null, null, null);
}
