using System.Globalization;
using OceanML.Formats.NetCdf;

namespace OceanML.Formats.Remote;

/// <summary>An attribute in a DAP4 description.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its DAP4 type, e.g. <c>String</c>, <c>Float32</c>.</param>
/// <param name="Values">Its values, as text.</param>
internal sealed record Dap4Attribute(string Name, string Type, IReadOnlyList<string> Values);

/// <summary>A variable in a DAP4 description.</summary>
/// <param name="Place">Its groups and name, e.g. <c>ocean/tos</c>.</param>
/// <param name="DapType">Its DAP4 type.</param>
/// <param name="Dimensions">Its dimensions, slowest first.</param>
/// <param name="Attributes">Its attributes.</param>
internal sealed record Dap4Variable(string Place, string DapType, IReadOnlyList<(string Name, long Length)> Dimensions, IReadOnlyList<Dap4Attribute> Attributes)
{
    /// <summary>Its name without groups.</summary>
    public string Name => Place[(Place.LastIndexOf('/') + 1)..];

    /// <summary>The type in netCDF; null for structures, sequences and opaque values.</summary>
    public NetCdfType? Type => DapType switch
    {
        "Int8" => NetCdfType.Int8,
        "UInt8" or "Byte" => NetCdfType.UInt8,
        "Char" or "String" or "URL" => NetCdfType.Char,
        "Int16" => NetCdfType.Int16,
        "UInt16" => NetCdfType.UInt16,
        "Int32" => NetCdfType.Int32,
        "UInt32" => NetCdfType.UInt32,
        "Int64" => NetCdfType.Int64,
        "UInt64" => NetCdfType.UInt64,
        "Float32" => NetCdfType.Float32,
        "Float64" => NetCdfType.Float64,
        _ => null,
    };

    /// <summary>Whether it holds texts of any length.</summary>
    public bool IsText => DapType is "String" or "URL";

    /// <summary>Whether it can be read at all.</summary>
    public bool IsReadable => Type is not null;

    /// <summary>The text of an attribute, or null.</summary>
    public string? this[string attribute] => Attributes.FirstOrDefault(candidate => candidate.Name == attribute)?.Values is [var first, ..] ? first : null;

    /// <summary>All of it, within ranges of its dimensions.</summary>
    public (long First, long Step, long Last)[] Whole(IReadOnlyDictionary<string, (long First, long Last)> ranges) =>
        [.. Dimensions.Select(dimension => ranges.TryGetValue(dimension.Name, out var range) ? (range.First, 1L, range.Last) : (0L, 1L, dimension.Length - 1))];

    /// <summary>It and its slices as a constraint says them.</summary>
    public string Constraint((long First, long Step, long Last)[] slices) =>
        "/" + Place + string.Concat(slices.Select(slice => string.Create(CultureInfo.InvariantCulture, $"[{slice.First}:{slice.Step}:{slice.Last}]")));
}
