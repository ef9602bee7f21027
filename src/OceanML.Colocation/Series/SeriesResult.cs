using OceanML.Core;

namespace OceanML.Colocation;

/// <summary>Series made of fields, with the account of the time steps.</summary>
/// <param name="Table">One row per place, level and time: <c>platform</c>, <c>time</c>, position, then the variables.</param>
/// <param name="RowsRead">Time steps of all fields, times places and levels.</param>
/// <param name="Rejected">Those that are no row, by reason.</param>
/// <param name="Warnings">What the user should know, one sentence each.</param>
/// <param name="Renamed">The variables that got a name or unit of the vocabulary, one line each.</param>
public sealed record SeriesResult(Table Table, long RowsRead, IReadOnlyDictionary<string, long> Rejected, IReadOnlyList<string> Warnings, IReadOnlyList<string> Renamed);
