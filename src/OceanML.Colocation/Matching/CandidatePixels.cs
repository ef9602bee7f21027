namespace OceanML.Colocation;

/// <summary>The pixels of a macro-pixel as they were read.</summary>
/// <param name="Values">Per column of the candidate, the rectangle of its footprint, row-major; before masks.</param>
/// <param name="Mask">Per pixel of the rectangle: 0 where it is free, otherwise the index in <paramref name="Meanings"/> of why it is not used.</param>
/// <param name="Meanings">Why pixels are not used; shared by all macro-pixels that were read together.</param>
internal sealed record CandidatePixels(float[][] Values, byte[] Mask, IReadOnlyList<string> Meanings);
