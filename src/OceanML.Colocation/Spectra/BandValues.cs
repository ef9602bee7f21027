namespace OceanML.Colocation;

/// <summary>In situ values for one band, one per row.</summary>
/// <param name="Value">The value; NaN where there is none.</param>
/// <param name="Sigma">Its standard deviation; null where the spectrum has none.</param>
/// <param name="Wavelength">The wavelength it is taken from, nm; null where it is a mean over several.</param>
internal sealed record BandValues(double[] Value, double[]? Sigma, double[]? Wavelength);
