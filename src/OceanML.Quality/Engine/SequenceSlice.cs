namespace OceanML.Quality;

/// <summary>A sequence, and the rows of the table that it was gathered from.</summary>
internal sealed record SequenceSlice(Sequence Sequence, int[] Rows);
