using OceanML.Formats.Tables;

namespace OceanML.Formats.Observations;

/// <summary>What is read of a file of observations, and how.</summary>
public sealed record ObservationOptions
{
    /// <summary>Everything, best values.</summary>
    public static readonly ObservationOptions Default = new();

    /// <summary>
    /// The variables wanted: canonical names or the file's own, patterns allowed for tables (<c>pace_Rrs_*</c>); coordinates always come
    /// along. Null for all.
    /// </summary>
    public IReadOnlyList<string>? Variables { get; init; }

    /// <summary>For Argo files: raw or adjusted values.</summary>
    public ArgoValues Values { get; init; } = ArgoValues.Best;

    /// <summary>For tables: what stands for a missing value besides the usual signs, see <see cref="TableReadOptions.MissingValues"/>.</summary>
    public IReadOnlyList<string> MissingValues { get; init; } = [];

    /// <summary>
    /// Where a fixed station is, degrees north and east, for files that do not say: it stands in every row without a position. Rows that have
    /// one keep it.
    /// </summary>
    public (double Latitude, double Longitude)? Position { get; init; }

    /// <summary>What the platform is called, for files that do not say; a platform of the file comes first.</summary>
    public string? Platform { get; init; }

    /// <summary>Worker threads; the result does not depend on it.</summary>
    public int Threads { get; init; } = TableReadOptions.Default.Threads;
}
