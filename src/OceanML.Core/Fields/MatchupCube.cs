namespace OceanML.Core;

/// <summary>Matchups with the pixels round them, as a multi-matchup file holds them.</summary>
/// <param name="Matchups">One row per matchup.</param>
/// <param name="Rows">Rows of the largest macro-pixel.</param>
/// <param name="Columns">Columns of the largest macro-pixel.</param>
/// <param name="Variables">The pixels per variable.</param>
/// <param name="Mask">Per matchup, row and column: 0 for a pixel that no rule common to all variables left out, otherwise 1 + the index in <paramref name="MaskMeanings"/> of why not.</param>
/// <param name="MaskMeanings">Why pixels were not used: outside the macro-pixel, flag names, limits.</param>
public sealed record MatchupCube(
    Table Matchups, int Rows, int Columns, IReadOnlyList<MatchupPixels> Variables, byte[] Mask, IReadOnlyList<string> MaskMeanings);
