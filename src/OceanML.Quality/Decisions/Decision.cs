using OceanML.Core;

namespace OceanML.Quality;

/// <summary>A human's word on a stretch of values: the flag that they shall have, whatever the tests said.</summary>
/// <param name="Platform">The platform; null for any.</param>
/// <param name="Profile">The profile; null for any.</param>
/// <param name="Variable">The column; <c>time</c> or <c>position</c> for those.</param>
/// <param name="Start">First time, inclusive; <see cref="Timestamp.Missing"/> for open.</param>
/// <param name="End">Last time, inclusive; <see cref="Timestamp.Missing"/> for open.</param>
/// <param name="Top">Smallest pressure or depth, inclusive; NaN for open.</param>
/// <param name="Bottom">Largest pressure or depth, inclusive; NaN for open.</param>
/// <param name="FirstRow">First row of the table that was tested, counted from 1; 0 for open.</param>
/// <param name="LastRow">Last row; 0 for open.</param>
/// <param name="Flag">The flag, in <paramref name="Scheme"/>.</param>
/// <param name="Scheme">The scheme of the flag.</param>
/// <param name="Author">Who decided, or null.</param>
/// <param name="Comment">Why, or null.</param>
/// <param name="Line">Line of the decision table, for messages.</param>
public sealed record Decision(
    string? Platform,
    string? Profile,
    string Variable,
    long Start,
    long End,
    double Top,
    double Bottom,
    int FirstRow,
    int LastRow,
    char Flag,
    FlagScheme Scheme,
    string? Author,
    string? Comment,
    int Line);
