namespace OceanML.Colocation;

/// <summary>The pixels of a macro-pixel as they were read.</summary>
/// <param name="Values">Per column of the candidate, the rectangle of its footprint, row-major; before masks.</param>
/// <param name="Mask">Per pixel of the rectangle: null where it is free, otherwise why it is not used.</param>
internal sealed record CandidatePixels(float[][] Values, string?[] Mask);
