using OceanML.Core;
using OceanML.Formats.Description;

namespace OceanML.Formats.Readiness;

/// <summary>What can be found out about a file, in one form for netCDF and tables: what the questions are answered from.</summary>
/// <param name="File">Its description.</param>
/// <param name="Sha256">Its checksum.</param>
public sealed record DatasetFacts(FileDescription File, string Sha256)
{
    /// <summary>Global attributes of netCDF, metadata of a table; case of the names ignored.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The variables or columns.</summary>
    public IReadOnlyList<VariableFacts> Variables { get; init; } = [];

    /// <summary>The rows of profiles, series and tables, with canonical names of time and place where they are known; null for fields.</summary>
    public Table? Observations { get; init; }

    /// <summary>When and where rows are, in numbers; null for fields and for tables without times.</summary>
    public SamplingFacts? Sampling { get; init; }

    /// <summary>Steps of the axes of a grid; null for other files.</summary>
    public GridFacts? Grid { get; init; }

    /// <summary>A checksum that came with the file, in words; null where none did.</summary>
    public string? ChecksumGiven { get; init; }

    /// <summary>Whether it is a grid or swath.</summary>
    public bool IsField => File.Product.IsField;

    /// <summary>Whether it is a table (Parquet or delimited text).</summary>
    public bool IsTable => File.Rows is not null;

    /// <summary>The data variables.</summary>
    public IReadOnlyList<VariableFacts> Data => [.. Variables.Where(variable => variable.Role == VariableRole.Data)];

    /// <summary>The variables of the rows, counted with their flags; empty for fields.</summary>
    internal IReadOnlyList<ObservedVariable> Observed { get; init; } = [];

    /// <summary>The data variables and the coordinates: those whose meaning and unit a user must know.</summary>
    public IReadOnlyList<VariableFacts> Described => [.. Variables.Where(variable => variable.Role is VariableRole.Data or VariableRole.Coordinate or VariableRole.Uncertainty)];

    /// <summary>The first of these attributes that is there and says something.</summary>
    public (string Name, string Text)? Attribute(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Attributes.TryGetValue(name, out var text) && text.Trim() is { Length: > 0 } said && said.ToLowerInvariant() is not ("none" or "unknown" or "n/a" or "na" or "null" or "undefined" or "-")) return (name, said);
        }

        return null;
    }
}
