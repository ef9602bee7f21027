using OceanML.Core;

namespace OceanML.Learning;

/// <summary>Makes derived columns that say how they were made.</summary>
internal static class Derived
{
    /// <summary>What the source of a derived column begins with.</summary>
    public const string Mark = "derived: ";

    public static NumberColumn Column(FeatureRequest request, string name, double[] values, string? unit, string longName) =>
        new(request.Name ?? name, values, new ColumnMetadata(unit, LongName: longName, Source: Mark + request.Text));

    /// <summary>One of several columns of a request: a name given stands for the beginning of each.</summary>
    public static NumberColumn Part(FeatureRequest request, string stem, string suffix, double[] values, string? unit, string longName) =>
        new((request.Name ?? stem) + suffix, values, new ColumnMetadata(unit, LongName: longName, Source: Mark + request.Text));

    /// <summary>A column in words.</summary>
    public static string Words(Column column) => column.Metadata.LongName ?? column.Name;
}
